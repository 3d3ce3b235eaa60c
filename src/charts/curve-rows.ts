/** Turns evaluations into the rows a chart draws along the training axis. */

/** Both splits measured at one moment; a split not measured then is missing. */
export interface MeasuredPoint extends SplitValues {
  /** Along the training axis. */
  readonly x: number;
}

export interface SplitValues {
  readonly train?: number;
  readonly validation?: number;
}

export interface CurveRow extends MeasuredPoint {
  /** Lower and upper edge of what lies between train and validation. */
  readonly gap?: readonly [number, number];
  /** The same splits of the other runs on the chart, at the place of each; those not measured then are missing. */
  readonly others?: readonly (SplitValues | undefined)[];
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

/** The rows of a run and those of the runs it is compared with, as one list along the axis. */
export function withOthers(rows: readonly CurveRow[], others: readonly (readonly CurveRow[])[]): CurveRow[] {
  const merged = new Map(rows.map((row) => [row.x, row]));
  for (const [place, other] of others.entries()) {
    for (const { x, ...values } of other) {
      const row = merged.get(x) ?? { x };
      merged.set(x, { ...row, others: others.map((_, index) => (index === place ? values : row.others?.[index])) });
    }
  }
  return [...merged.values()].sort((a, b) => a.x - b.x);
}

/** The rows without the values that a logarithmic axis has no place for. */
export function aboveZero(rows: readonly CurveRow[]): CurveRow[] {
  return rows.map(({ x, others, ...values }) => ({
    x,
    ...positive(values),
    ...(others && { others: others.map((other) => other && positive(other)) }),
  }));
}

function positive({ train, validation }: SplitValues): SplitValues {
  return {
    ...(train !== undefined && train > 0 ? { train } : {}),
    ...(validation !== undefined && validation > 0 ? { validation } : {}),
  };
}

/** The lowest value above `floor` and the highest value of any row; infinity and 0 without rows. */
export function valueRange(
  rows: readonly CurveRow[],
  floor: number,
): { readonly lowest: number; readonly highest: number } {
  let lowest = Number.POSITIVE_INFINITY;
  let highest = 0;
  for (const { train, validation, others = [] } of rows) {
    for (const value of [train, validation, ...others.flatMap((other) => [other?.train, other?.validation])]) {
      if (value === undefined) continue;
      if (value > floor) lowest = Math.min(lowest, value);
      highest = Math.max(highest, value);
    }
  }
  return { lowest, highest };
}
