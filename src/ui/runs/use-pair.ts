import { useMemo } from 'react';
import type { EarlierRun } from '../../state/room-state.ts';
import { useFittingRoom, useRoom } from '../room-context.ts';

/** Two runs at hand, the one on screen as it is at its latest evaluation; undefined while one of them is not at hand. */
export function usePair([first, second]: readonly [string, string]): readonly [EarlierRun, EarlierRun] | undefined {
  const a = useRunAtHand(first);
  const b = useRunAtHand(second);
  return useMemo(() => (a === undefined || b === undefined ? undefined : [a, b]), [a, b]);
}

function useRunAtHand(key: string): EarlierRun | undefined {
  const room = useFittingRoom();
  const earlier = useRoom(({ earlierRuns }) => earlierRuns.find((run) => run.key === key));
  // It changes with epochs, not with steps.
  const evaluations = useRoom((state) => (state.run?.key === key ? state.evaluations : undefined));
  return useMemo(() => {
    const { run, steps } = room.store.getState();
    if (run?.key !== key || evaluations === undefined) return earlier;
    const { number, experiment, phase, ending, marks } = run;
    return { key, number, experiment, phase, ending, evaluations, steps, marks };
  }, [room, earlier, evaluations, key]);
}
