import { logTicks, type ValueAxis, valueTicks } from './value-axis.ts';

/**
 * What the vertical axes span. They follow the curves over epochs, which are what one compares: the first batches of a run
 * lose and miss many times more, and an axis that holds those squeezes all the rest into a few pixels. Batches beyond the
 * axis are clipped, and the chart says so. `full` holds every value.
 *
 * Before the first epoch has been measured there are only batches, and the axis holds them all. It is fitted once, when the
 * first measurement is in, by that and by batches of that very epoch: from then on it only ever grows with what is measured.
 */
export const VALUE_RANGES = ['fitted', 'full'] as const;
type ValueRange = (typeof VALUE_RANGES)[number];

/** Where values lie. */
export interface Span {
  readonly lowest: number;
  readonly highest: number;
}

/** Share of the batches that may stick out at either end. */
const OUTERMOST = 0.1;

/** Batches may widen an axis to this multiple of what the curves over epochs take. */
const WIDENING = 1.5;

/**
 * Where most batches of the second half of the first epoch lie. Undefined before there is any.
 * @param values one a step, from step 0
 */
export function settledBatches(values: Float32Array, stepsPerEpoch: number): Span | undefined {
  const half = values
    .slice(Math.floor(stepsPerEpoch / 2), stepsPerEpoch)
    .filter(Number.isFinite)
    .sort();
  const last = half.length - 1;
  const [lowest, highest] = [half[Math.ceil(last * OUTERMOST)], half[Math.floor(last * (1 - OUTERMOST))]];
  return lowest === undefined || highest === undefined ? undefined : { lowest, highest };
}

interface Fitting {
  readonly range: ValueRange;
  /** Where all that was measured lies, of every run on the chart; undefined before there is any. */
  readonly measured: Span | undefined;
  readonly settled: Span | undefined;
}

interface LossFitting extends Fitting {
  readonly scale: ValueAxis['scale'];
  /** Where the losses of all batches lie. */
  readonly batches: Span | undefined;
}

/** Guessing among ten classes: the natural logarithm of 10, rounded up. */
const UNTRAINED_LOSS = 2.5;

/** From 0, or on a logarithmic axis from the lowest loss above 0. Only losses above 0 count. */
export function lossTicks({ range, scale, measured, settled, batches }: LossFitting): readonly number[] {
  const { lowest, highest } =
    range === 'full' || measured === undefined
      ? union(measured, batches)
      : {
          lowest: measured.lowest,
          highest: Math.max(measured.highest, Math.min(settled?.highest ?? 0, WIDENING * measured.highest)),
        };
  const top = highest || UNTRAINED_LOSS;
  return scale === 'log' ? logTicks(lowest, top) : valueTicks(top);
}

function union(one: Span | undefined, other: Span | undefined): Span {
  return {
    lowest: Math.min(one?.lowest ?? Number.POSITIVE_INFINITY, other?.lowest ?? Number.POSITIVE_INFINITY),
    highest: Math.max(one?.highest ?? 0, other?.highest ?? 0),
  };
}

/** Each from its foot to 1, in few and round strides. */
const SHARE_TICKS = [
  [0.95, 0.96, 0.97, 0.98, 0.99, 1],
  [0.9, 0.92, 0.94, 0.96, 0.98, 1],
  [0.8, 0.85, 0.9, 0.95, 1],
  [0.7, 0.8, 0.9, 1],
  [0.5, 0.6, 0.7, 0.8, 0.9, 1],
] as const;
const WHOLE = [0, 0.25, 0.5, 0.75, 1] as const;

/** Up to 1, the most there can be, from a round share below what was measured. */
export function shareTicks({ range, measured, settled }: Fitting): readonly number[] {
  if (range === 'full' || measured === undefined) return WHOLE;
  const widest = 1 - WIDENING * (1 - measured.lowest);
  const lowest = Math.min(measured.lowest, Math.max(settled?.lowest ?? 1, widest));
  return SHARE_TICKS.find(([foot]) => foot <= lowest) ?? WHOLE;
}
