import { Button, FileButton } from '@mantine/core';
import { useRef } from 'react';

interface PictureFileButtonProps {
  readonly label: string;
  /** With the camera of a phone. */
  readonly isPhotographed?: boolean;
  readonly onFile: (file: File) => void;
}

/** Asks for a picture; the same one can be chosen again, for it may have been changed meanwhile. */
export function PictureFileButton({ label, isPhotographed = false, onFile }: PictureFileButtonProps) {
  const reset = useRef<() => void>(null);
  const take = (file: File | null) => {
    // Browsers tell of a choice only when it is another one.
    reset.current?.();
    if (file !== null) onFile(file);
  };
  return (
    <FileButton
      accept="image/*"
      resetRef={reset}
      onChange={take}
      {...(isPhotographed && { capture: 'environment' as const })}
    >
      {(props) => (
        <Button {...props} size="compact-xs" variant="default">
          {label}
        </Button>
      )}
    </FileButton>
  );
}
