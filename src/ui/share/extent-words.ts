import type { SharedExtent } from '../../state/room-state.ts';
import { countText } from '../format.ts';

/** What a link holds of a run where it does not hold all, as the end of a sentence; undefined when nothing is left out. */
export function thinnedWords({
  steps,
  keptSteps,
  epochs,
  keptEpochs,
  marks,
  keptMarks,
}: SharedExtent): string | undefined {
  const parts: string[] = [];
  if (keptSteps < steps) parts.push(`${countText(keptSteps)} of the loss curve’s ${countText(steps)} steps`);
  if (keptEpochs < epochs) {
    parts.push(
      `matrices for ${countText(keptEpochs)} of ${countText(epochs)} epochs (including the best and the last)`,
    );
  }
  if (keptMarks < marks) parts.push(`the last ${countText(keptMarks)} of ${countText(marks)} marks`);
  return parts.length === 0 ? undefined : listed(parts);
}

function listed(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length === 1 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}
