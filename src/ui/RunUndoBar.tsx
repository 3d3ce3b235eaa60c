import { Button, CloseButton } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { SetAside } from '../state/room-state.ts';
import { useFittingRoom, useRoom } from './room-context.ts';
import { useRunNames } from './run-name.ts';
import './run-undo.css';

/**
 * Puts back the run that a reset or a restart took off the screen, or asks before one goes that nothing keeps. While it is
 * pointed at or reached by keyboard, its time stands still.
 */
export function RunUndoBar() {
  const setAside = useRoom((state) => state.setAside);
  return (
    <div className="run-undo-place">
      <div role="status" className="visually-hidden">
        {setAside && <Words setAside={setAside} />}
      </div>
      {setAside && <Bar setAside={setAside} />}
    </div>
  );
}

function Bar({ setAside }: { readonly setAside: SetAside }) {
  const { setAside: aside } = useFittingRoom();
  const isQuestion = setAside.kind === 'question';
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // The button that was pressed may have gone with the run.
    if (document.activeElement === null || document.activeElement === document.body) {
      first.current?.focus({ preventScroll: true });
    }
  }, []);
  return (
    <section
      className="run-undo"
      aria-label="Run that made way"
      onPointerEnter={() => aside.holdUndo()}
      onPointerLeave={() => aside.waitForUndo()}
      onFocus={({ target }) => target.matches(':focus-visible') && aside.holdUndo()}
      onBlur={() => aside.waitForUndo()}
    >
      <span>
        <Words setAside={setAside} />
      </span>
      {isQuestion ? (
        <>
          <Button ref={first} size="compact-sm" onClick={() => aside.dismiss()}>
            Keep it
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => aside.accept()}>
            {setAside.by === 'reset' ? 'Reset' : 'Restart'}
          </Button>
        </>
      ) : (
        <>
          <Button ref={first} size="compact-sm" variant="default" onClick={() => aside.accept()}>
            Undo
          </Button>
          <CloseButton size="sm" aria-label="Dismiss" onClick={() => aside.dismiss()} />
        </>
      )}
    </section>
  );
}

function Words({ setAside: { kind, by, run } }: { readonly setAside: SetAside }) {
  const name = useRunNames()(run);
  if (kind === 'question') return <>{`${name} is not saved: a ${by} loses it.`}</>;
  return <>{by === 'reset' ? `${name} was taken off the screen.` : `A new run took the place of ${name}.`}</>;
}
