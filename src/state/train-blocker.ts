import { experimentProblems } from '../experiment/schema.ts';
import type { RoomState } from './room-state.ts';

/** Why a run can't be started now; undefined when it can. */
export type TrainBlocker =
  | { readonly kind: 'engine-starting' }
  | { readonly kind: 'engine-unusable' }
  | { readonly kind: 'labels-missing' }
  | { readonly kind: 'problem'; readonly sentence: string };

export function trainBlocker({ engine, dataset, draft }: RoomState): TrainBlocker | undefined {
  if (engine.kind === 'unusable') return { kind: 'engine-unusable' };
  if (engine.kind === 'starting') return { kind: 'engine-starting' };
  if (dataset.labels.train === undefined) return { kind: 'labels-missing' };
  const [sentence] = Object.values(experimentProblems(draft));
  return sentence === undefined ? undefined : { kind: 'problem', sentence };
}
