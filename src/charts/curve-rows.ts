/** Turns evaluations into the rows a chart draws along an axis in epochs, and finds round ends for its axes. */

/** Both splits measured at one moment; a split not measured then is missing. */
export interface MeasuredPoint {
  /** Epochs trained, with fractions. */
  readonly x: number;
  readonly train?: number;
  readonly validation?: number;
}

export interface CurveRow extends MeasuredPoint {
  /** Lower and upper edge of what lies between train and validation. */
  readonly gap?: readonly [number, number];
}

/** Values that are not finite are left out; so are moments at which none was. */
export function curveRows(measured: readonly MeasuredPoint[], withGap = false): CurveRow[] {
  const rows: CurveRow[] = [];
  for (const point of measured) {
    const train = finite(point.train);
    const validation = finite(point.validation);
    if (train === undefined && validation === undefined) continue;
    rows.push({
      x: point.x,
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

/** The highest value of any row; 0 without rows. */
export function highestValue(rows: readonly CurveRow[]): number {
  return rows.reduce((high, row) => Math.max(high, row.train ?? 0, row.validation ?? 0), 0);
}

/** Ends of the epoch axis: it grows in few and round strides, so that curves seldom rescale. */
const AXIS_ENDS = [1, 2, 5, 10, 20, 30, 50, 75, 100, 150, 200];

/** Where the axis ends while `x` of `epochs` epochs are trained. */
export function axisEnd(x: number, epochs: number): number {
  return Math.min(Math.max(epochs, 1), AXIS_ENDS.find((end) => end >= x) ?? epochs);
}

/** Round ticks from 0 to `end`: quarters of a single epoch, else at most ten whole strides. */
export function axisTicks(end: number): number[] {
  if (end <= 1) return [0, 0.25, 0.5, 0.75, 1];
  const stride = [1, 2, 5, 10, 20, 25, 50].find((candidate) => end / candidate <= 10) ?? end;
  return Array.from({ length: Math.floor(end / stride) + 1 }, (_, index) => index * stride);
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
