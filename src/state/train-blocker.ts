import { draftProblems } from './draft-problems.ts';
import type { RoomState } from './room-state.ts';

/** Why a run can't be started now; undefined when it can. */
export type TrainBlocker =
  | { readonly kind: 'engine-starting' }
  | { readonly kind: 'engine-unusable' }
  | { readonly kind: 'labels-missing' }
  | { readonly kind: 'problem'; readonly sentence: string };

export function trainBlocker(state: RoomState): TrainBlocker | undefined {
  const blocker = engineBlocker(state);
  if (blocker !== undefined) return blocker;
  const [sentence] = Object.values(draftProblems(state));
  return sentence === undefined ? undefined : { kind: 'problem', sentence };
}

/** Why the paused run on screen can't go on now: one that was saved has to be given to the engine first. */
export function resumeBlocker(state: RoomState): TrainBlocker | undefined {
  return state.run?.phase === 'paused' && !state.run.isHeld ? engineBlocker(state) : undefined;
}

/** Why the engine can't train anything now. */
export function engineBlocker({ engine, dataset }: RoomState): TrainBlocker | undefined {
  if (engine.kind === 'unusable') return { kind: 'engine-unusable' };
  if (engine.kind === 'starting') return { kind: 'engine-starting' };
  return dataset.labels.train === undefined ? { kind: 'labels-missing' } : undefined;
}
