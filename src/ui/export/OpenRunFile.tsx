import { Button } from '@mantine/core';
import { useRef } from 'react';
import { SCREEN_LINKS } from '../../state/screen.ts';
import { useFittingRoom } from '../room-context.ts';

interface OpenRunFileProps {
  readonly size?: 'compact-sm' | 'compact-xs';
  readonly onOpened?: () => void;
}

/** Opens a run from a file that the person chooses. */
export function OpenRunFile({ size = 'compact-sm', onOpened }: OpenRunFileProps) {
  const room = useFittingRoom();
  const input = useRef<HTMLInputElement>(null);
  const open = async (file: File) => {
    const isShown = await room.files.import(file);
    if (isShown) location.hash = SCREEN_LINKS.train;
    // What is wrong with a file is said on the page behind.
    onOpened?.();
  };
  return (
    <>
      <Button size={size} variant="default" onClick={() => input.current?.click()}>
        Open a run file
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label="Run file"
        accept=".fittingroom"
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          // The same file can be chosen again.
          currentTarget.value = '';
          if (file !== undefined) void open(file);
        }}
      />
    </>
  );
}
