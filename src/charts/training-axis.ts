/**
 * The horizontal axis of the curves: how far a run is, in epochs, steps or seconds of training. Its end grows in few and
 * round strides, so that curves seldom rescale.
 */
export const X_UNITS = ['epochs', 'steps', 'seconds'] as const;
export type XUnit = (typeof X_UNITS)[number];

export interface TrainingAxis {
  readonly unit: XUnit;
  /** Where the axis ends, in its unit; it starts at 0. */
  readonly end: number;
}

/** What turns a count of steps into a position. */
export interface RunClock {
  readonly stepsPerEpoch: number;
  /** Training time at the end of each step, in ms. */
  readonly trainingMs: ArrayLike<number>;
}

/** Where a run is after so many steps. Time that isn't known yet counts as the latest known. */
export function positionAfter(steps: number, unit: XUnit, { stepsPerEpoch, trainingMs }: RunClock): number {
  switch (unit) {
    case 'epochs':
      return steps / stepsPerEpoch;
    case 'steps':
      return steps;
    case 'seconds':
      return (trainingMs[Math.min(steps, trainingMs.length) - 1] ?? 0) / 1000;
  }
}

const EPOCH_ENDS = [1, 2, 5, 10, 20, 30, 50, 75, 100, 150, 200];
const EPOCH_STRIDES = [1, 2, 5, 10, 20, 25, 50];

const MINUTE = 60;
const HOUR = 3600;
const SECOND_ENDS = [
  ...[5, 10, 15, 20, 30, 45, 60, 90],
  ...[2, 3, 4, 5, 7, 10, 15, 20, 30, 45].map((minutes) => minutes * MINUTE),
  ...[1, 1.5, 2, 3, 4, 6, 8, 12, 24, 48, 96, 192].map((hours) => hours * HOUR),
];
const SECOND_STRIDES = [
  ...[1, 2, 5, 10, 15, 20, 30],
  ...[1, 2, 3, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 4, 6, 8, 16, 32].map((hours) => hours * HOUR),
];

/** The least `factor` times a power of ten that is at least `value`. */
function roundUp(value: number, factors: readonly number[]): number {
  const magnitude = 10 ** Math.floor(Math.log10(value));
  const factor = factors.find((candidate) => candidate * magnitude >= value * (1 - 1e-9)) ?? 10;
  return factor * magnitude;
}

/**
 * Where the axis ends once a run has reached `reached`.
 * @param limit where the run will end, infinity where nobody knows
 */
export function axisEnd(unit: XUnit, reached: number, limit: number): number {
  switch (unit) {
    case 'epochs':
      return Math.min(Math.max(limit, 1), EPOCH_ENDS.find((end) => end >= reached) ?? limit);
    case 'steps': {
      const end = Math.max(10, roundUp(Math.max(reached, 1), [1, 2, 5, 10]));
      return Number.isFinite(limit)
        ? Math.min(end, roundUp(Math.max(limit, 5), [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10]))
        : end;
    }
    case 'seconds':
      return SECOND_ENDS.find((end) => end >= reached) ?? Math.ceil(reached / HOUR) * HOUR;
  }
}

/** Round ticks from 0 towards the axis' end: quarters of a single epoch, else at most eleven whole strides. */
export function axisTicks({ unit, end }: TrainingAxis): number[] {
  if (unit === 'epochs' && end <= 1) return [0, 0.25, 0.5, 0.75, 1];
  const stride = strideOf(unit, end);
  return Array.from({ length: Math.floor(end / stride + 1e-9) + 1 }, (_, index) => index * stride);
}

function strideOf(unit: XUnit, end: number): number {
  switch (unit) {
    case 'epochs':
      return EPOCH_STRIDES.find((stride) => end / stride <= 10) ?? end;
    case 'steps': {
      const magnitude = 10 ** Math.floor(Math.log10(end / 8));
      const strides = [1, 2, 2.5, 5, 10, 20].map((factor) => factor * magnitude);
      return strides.find((stride) => Number.isInteger(stride) && end / stride <= 8 && end % stride === 0) ?? end;
    }
    case 'seconds':
      return SECOND_STRIDES.find((stride) => end / stride <= 9 && end % stride === 0) ?? end;
  }
}

/** From this length on, a run's time is read in minutes, and then in hours. */
const IN_MINUTES = 3 * MINUTE;
const IN_HOURS = 3 * HOUR;

/** What the ticks of the axis count. */
export function axisWords({ unit, end }: TrainingAxis): string {
  if (unit !== 'seconds') return unit;
  if (end < IN_MINUTES) return 'seconds of training';
  return end < IN_HOURS ? 'minutes of training' : 'hours of training';
}

/** A tick as it stands at the axis: 45 seconds, or 2:30 minutes or hours. */
export function tickText({ unit, end }: TrainingAxis, x: number): string {
  if (unit !== 'seconds') return unit === 'steps' ? Math.round(x).toLocaleString('en') : String(Number(x.toFixed(2)));
  if (end < IN_MINUTES) return String(Number(x.toFixed(1)));
  const small = end < IN_HOURS ? x : x / 60;
  const whole = Math.round(small);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** A position in words: `epoch 3`, `step 1,200`, `after 45.2 s`. */
export function positionWords({ unit }: TrainingAxis, x: number): string {
  switch (unit) {
    case 'epochs':
      return `epoch ${Number(x.toFixed(2))}`;
    case 'steps':
      return `step ${Math.round(x).toLocaleString('en')}`;
    case 'seconds':
      return `after ${x < 100 ? x.toFixed(1) : Math.round(x).toLocaleString('en')} s`;
  }
}
