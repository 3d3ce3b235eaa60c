/** Turns evaluations into the rows a chart draws along the training axis. */

/** Both splits measured at one moment; a split not measured then is missing. */
export interface MeasuredPoint {
  /** Along the training axis. */
  readonly x: number;
  readonly train?: number;
  readonly validation?: number;
}

export interface CurveRow extends MeasuredPoint {
  /** Lower and upper edge of what lies between train and validation. */
  readonly gap?: readonly [number, number];
  /** The same splits of the run it is compared with. */
  readonly earlierTrain?: number;
  readonly earlierValidation?: number;
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

/** The rows of a run and those of the run it is compared with, as one list along the axis. */
export function withEarlier(rows: readonly CurveRow[], earlier: readonly CurveRow[]): CurveRow[] {
  const merged = new Map(rows.map((row) => [row.x, row]));
  for (const { x, train, validation } of earlier) {
    merged.set(x, {
      ...(merged.get(x) ?? { x }),
      ...(train === undefined ? {} : { earlierTrain: train }),
      ...(validation === undefined ? {} : { earlierValidation: validation }),
    });
  }
  return [...merged.values()].sort((a, b) => a.x - b.x);
}

/** The rows without the values that a logarithmic axis has no place for. */
export function aboveZero(rows: readonly CurveRow[]): CurveRow[] {
  return rows.map(({ x, ...values }) => ({
    x,
    ...Object.fromEntries(Object.entries(values).filter(([, value]) => typeof value === 'number' && value > 0)),
  }));
}

/** The lowest value above 0 and the highest value of any row; infinity and 0 without rows. */
export function valueRange(rows: readonly CurveRow[]): { readonly lowest: number; readonly highest: number } {
  let lowest = Number.POSITIVE_INFINITY;
  let highest = 0;
  for (const { train, validation, earlierTrain, earlierValidation } of rows) {
    for (const value of [train, validation, earlierTrain, earlierValidation]) {
      if (value === undefined) continue;
      if (value > 0) lowest = Math.min(lowest, value);
      highest = Math.max(highest, value);
    }
  }
  return { lowest, highest };
}
