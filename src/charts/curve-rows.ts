import { thinSeries } from '../core/series.ts';

/** Turns columns and evaluations into the rows a chart draws, along an axis in epochs. */

/** More points than a chart has pixels to show them only cost time. */
const POINTS_LIMIT = 300;

export interface CurveRow {
  /** Epochs trained, with fractions. */
  readonly x: number;
  /** The running batch's value at this step. */
  readonly batch?: number;
  readonly train?: number;
  readonly validation?: number;
  /** Lower and upper edge of what lies between train and validation. */
  readonly gap?: readonly [number, number];
}

/** Both splits measured at one moment; a split not measured then is missing. */
export interface MeasuredPoint {
  readonly x: number;
  readonly train?: number;
  readonly validation?: number;
}

/**
 * @param batchValues one a step, from step 0; those that are not finite are left out
 */
export function curveRows(
  batchValues: Float32Array,
  stepsPerEpoch: number,
  measured: readonly MeasuredPoint[],
  withGap = false,
): CurveRow[] {
  const rows: CurveRow[] = [];
  for (const { index, value } of thinSeries(batchValues, POINTS_LIMIT)) {
    if (Number.isFinite(value)) rows.push({ x: index / stepsPerEpoch, batch: value });
  }
  for (const point of measured) {
    const { x } = point;
    const train = finite(point.train);
    const validation = finite(point.validation);
    if (train === undefined && validation === undefined) continue;
    rows.push({
      x,
      ...(train === undefined ? {} : { train }),
      ...(validation === undefined ? {} : { validation }),
      ...(withGap && train !== undefined && validation !== undefined
        ? { gap: [Math.min(train, validation), Math.max(train, validation)] as const }
        : {}),
    });
  }
  return rows.sort((a, b) => a.x - b.x);
}

function finite(value: number | undefined): number | undefined {
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}

/** Ends of the epoch axis: it grows in few and round strides, so that curves seldom rescale. */
const AXIS_ENDS = [1, 2, 5, 10, 20, 30, 50, 75, 100, 150, 200];

/** Where the axis ends while `x` of `epochs` epochs are trained. */
export function axisEnd(x: number, epochs: number): number {
  return Math.min(Math.max(epochs, 1), AXIS_ENDS.find((end) => end >= x) ?? epochs);
}

/** At most five round ticks from 0 to at least `highest`. */
export function valueTicks(highest: number): number[] {
  if (!(highest > 0)) return [0, 1];
  const rough = highest / 4;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const stride = ([1, 2, 2.5, 5].find((factor) => factor * magnitude >= rough) ?? 10) * magnitude;
  const count = Math.ceil(highest / stride - 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => Number((index * stride).toPrecision(12)));
}

/** The highest value of any curve; 0 without rows. */
export function highestValue(rows: readonly CurveRow[]): number {
  return rows.reduce((high, row) => Math.max(high, row.batch ?? 0, row.train ?? 0, row.validation ?? 0), 0);
}

/** Round ticks from 0 to `end`: quarters of a single epoch, else at most ten whole strides. */
export function axisTicks(end: number): number[] {
  if (end <= 1) return [0, 0.25, 0.5, 0.75, 1];
  const stride = [1, 2, 5, 10, 20, 25, 50].find((candidate) => end / candidate <= 10) ?? end;
  return Array.from({ length: Math.floor(end / stride) + 1 }, (_, index) => index * stride);
}
