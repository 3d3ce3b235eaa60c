import type { ValueAxis } from './value-axis.ts';

/** What of the running batch is beyond the ends of the axis, and how a chart says so. */
export interface ClippedBatches {
  /** The farthest value above the axis. */
  readonly highest: number | undefined;
  /** The farthest value below it. */
  readonly lowest: number | undefined;
  /** None of them came after the first epoch. */
  readonly areFirst: boolean;
}

/** @param values one a step, from step 0; what is not finite has no place on any axis */
export function clippedBatches(
  values: Float32Array,
  { ticks }: ValueAxis,
  stepsPerEpoch: number,
): ClippedBatches | undefined {
  const [foot = Number.NEGATIVE_INFINITY, top = Number.POSITIVE_INFINITY] = [ticks[0], ticks.at(-1)];
  let highest: number | undefined;
  let lowest: number | undefined;
  let last = -1;
  for (let step = 0; step < values.length; step++) {
    const value = values[step] ?? 0;
    if (!Number.isFinite(value) || (value >= foot && value <= top)) continue;
    if (value > top) highest = Math.max(highest ?? value, value);
    else lowest = Math.min(lowest ?? value, value);
    last = step;
  }
  return last < 0 ? undefined : { highest, lowest, areFirst: last < stepsPerEpoch };
}

/** `first batches up to 2.41 not shown` */
export function clippedWords({ highest, lowest, areFirst }: ClippedBatches, format: (value: number) => string): string {
  const ends = [
    lowest === undefined ? '' : `down to ${format(lowest)}`,
    highest === undefined ? '' : `up to ${format(highest)}`,
  ];
  return `${areFirst ? 'first' : 'some'} batches ${ends.filter(Boolean).join(' and ')} not shown`;
}
