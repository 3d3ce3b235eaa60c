import { NUMBER_FIELDS } from '../experiment/schema.ts';
import type { RunState } from '../state/room-state.ts';

/** A tenth of the rate a run diverged at, as far down as the field goes. */
export function smallerRate({ marks, chosenLearningRate }: RunState): number {
  const rate = marks.at(-1)?.learningRate ?? chosenLearningRate;
  // Without the noise of binary fractions: 0.0001, not 0.00009999999.
  return Math.max(NUMBER_FIELDS.learningRate.minimum, Number((rate / 10).toPrecision(6)));
}
