import { Button } from '@mantine/core';
import { useRef } from 'react';
import { useFittingRoom } from '../room-context.ts';
import { openFiles } from './open-files.ts';

interface OpenRunFileProps {
  readonly size?: 'compact-sm' | 'compact-xs';
  readonly onOpened?: () => void;
}

/** Opens runs from files that the person chooses. */
export function OpenRunFile({ size = 'compact-sm', onOpened }: OpenRunFileProps) {
  const room = useFittingRoom();
  const input = useRef<HTMLInputElement>(null);
  const open = async (files: readonly File[]) => {
    await openFiles(room, files);
    // What is wrong with a file is said on the page behind.
    onOpened?.();
  };
  return (
    <>
      <Button size={size} variant="default" onClick={() => input.current?.click()}>
        Open a run file
      </Button>
      {/* Any ending: phones offer no file whose ending they don't know, and a mail may have given it another. */}
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Run file"
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          // The same file can be chosen again.
          currentTarget.value = '';
          if (files.length > 0) void open(files);
        }}
      />
    </>
  );
}
