import { NUMBER_FIELDS } from '../experiment/fields.ts';
import type { RunState } from '../state/room-state.ts';

/** A tenth of the rate a run diverged at, as far down as the field goes. */
export function smallerRate({ marks, chosen }: RunState): number {
  const last = marks.findLast((mark) => mark.kind === 'setting' && mark.name === 'learningRate');
  const rate = last?.kind === 'setting' ? last.value : chosen.learningRate;
  // Without the noise of binary fractions: 0.0001, not 0.00009999999.
  return Math.max(NUMBER_FIELDS.learningRate.minimum, Number((rate / 10).toPrecision(6)));
}
