import { type KeyboardEvent, useCallback, useEffect, useRef } from 'react';
import { useFittingRoom, useRoom } from '../room-context.ts';
import { allToggled, chosenOf, chosenRange } from './choosing.ts';
import type { RunRow } from './run-rows.ts';

/**
 * Selecting rows of the table: a click for one, Shift for all up to it, the arrow keys for the checkbox above and below.
 * There is no limit; the charts draw the first few.
 */
export function useChoosing(rows: readonly RunRow[], onDelete: () => void) {
  const room = useFittingRoom();
  const chosen = useRoom((state) => state.comparedKeys);
  const shown = useRef<readonly string[]>([]);
  const anchor = useRef<string>(undefined);
  useEffect(() => {
    shown.current = rows.map(({ key }) => key);
  }, [rows]);
  const keys = rows.map(({ key }) => key);

  /** The same function for as long as the table lives: rows are drawn anew only when something about them changes. */
  const choose = useCallback(
    (key: string, isChosen: boolean, isRange: boolean) => {
      const { comparedKeys } = room.store.getState();
      const step = { shown: shown.current, chosen: comparedKeys, anchor: isRange ? anchor.current : undefined };
      anchor.current = key;
      void room.saved.drawOnly(chosenRange(step, key, isChosen));
    },
    [room],
  );
  const toggleAll = () => void room.saved.drawOnly(allToggled({ shown: keys, chosen }));

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const { key, target, shiftKey } = event;
    // In a name or a note these keys are for its text.
    const isText = target instanceof HTMLInputElement && target.type !== 'checkbox';
    if (isText) return;
    if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === 'a') {
      event.preventDefault();
      if (chosenOf({ shown: keys, chosen }) !== 'all') toggleAll();
    }
    if (key === 'Delete') onDelete();
    if ((key !== 'ArrowUp' && key !== 'ArrowDown') || !(target instanceof HTMLInputElement)) return;
    const next = neighbour(target, key);
    if (next === undefined) return;
    event.preventDefault();
    if (shiftKey) {
      const [from, to] = [target.dataset.run, next.dataset.run];
      if (from !== undefined) choose(from, true, false);
      if (to !== undefined) choose(to, true, true);
    }
    next.focus();
  };
  return { choose, toggleAll, all: chosenOf({ shown: keys, chosen }), onKeyDown };
}

/** The checkbox of the row above or below; rows around those in sight are always there. */
function neighbour(checkbox: HTMLInputElement, key: 'ArrowUp' | 'ArrowDown'): HTMLInputElement | undefined {
  const row = checkbox.closest('tr');
  const next = key === 'ArrowUp' ? row?.previousElementSibling : row?.nextElementSibling;
  return next?.querySelector<HTMLInputElement>('input[type="checkbox"]') ?? undefined;
}
