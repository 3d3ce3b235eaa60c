import { useEffect } from 'react';
import type { FittingRoom } from '../../state/fitting-room.ts';
import { SCREEN_LINKS } from '../../state/screen.ts';

/**
 * A run file dropped anywhere on the page is opened. Whatever has a place of its own for files takes them first; without
 * this the browser would leave the page for a file that is dropped beside it.
 */
export function useRunFileDrop(room: FittingRoom): void {
  useEffect(() => {
    const allow = (event: DragEvent) => {
      if (event.defaultPrevented || !hasFiles(event)) return;
      event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (event.defaultPrevented || !hasFiles(event)) return;
      event.preventDefault();
      const [file] = event.dataTransfer?.files ?? [];
      if (file === undefined) return;
      void room.files.import(file).then((isShown) => {
        if (isShown) location.hash = SCREEN_LINKS.train;
      });
    };
    window.addEventListener('dragover', allow);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', allow);
      window.removeEventListener('drop', drop);
    };
  }, [room]);
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') === true;
}
