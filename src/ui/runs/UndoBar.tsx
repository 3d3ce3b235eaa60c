import { Button, CloseButton } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useFittingRoom, useSavedRuns } from '../room-context.ts';

/** Puts deleted runs back. While it is pointed at or reached by keyboard, its time stands still. */
export function UndoBar() {
  const room = useFittingRoom();
  const count = useSavedRuns(({ deleted, removing }) => deleted.length - removing.length);
  const undo = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // The button that was pressed went with its row.
    if (count > 0 && (document.activeElement === null || document.activeElement === document.body)) {
      undo.current?.focus({ preventScroll: true });
    }
  }, [count]);
  return (
    <div className="undo-place">
      <p role="status" className="visually-hidden">
        {count > 0 && `${countWords(count)} deleted. You can undo it for a few seconds.`}
      </p>
      {count > 0 && (
        <section
          className="undo-bar"
          aria-label="Deleted runs"
          onPointerEnter={() => room.saved.holdUndo()}
          onPointerLeave={() => room.saved.waitForUndo()}
          onFocus={({ target }) => target.matches(':focus-visible') && room.saved.holdUndo()}
          onBlur={() => room.saved.waitForUndo()}
        >
          <span>{countWords(count)} deleted.</span>
          <Button ref={undo} size="compact-sm" variant="default" onClick={() => room.saved.undoDelete()}>
            Undo
          </Button>
          <CloseButton size="sm" aria-label="Delete for good now" onClick={() => void room.saved.removeDeleted()} />
        </section>
      )}
    </div>
  );
}

function countWords(count: number): string {
  return count === 1 ? '1 run' : `${count} runs`;
}
