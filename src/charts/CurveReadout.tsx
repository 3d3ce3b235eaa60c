import type { TooltipContentProps } from 'recharts';
import type { CurveRow } from './curve-rows.ts';
import { positionWords, type TrainingAxis } from './training-axis.ts';

interface CurveReadoutProps extends Partial<TooltipContentProps<number, string>> {
  readonly axis: TrainingAxis;
  readonly formatY: (value: number) => string;
  /** What the other runs are called, at their places. */
  readonly otherNames: readonly string[];
}

/** The values under the pointer. */
export function CurveReadout({ active, payload, axis, formatY, otherNames }: CurveReadoutProps) {
  const row: CurveRow | undefined = payload?.[0]?.payload;
  if (!active || row === undefined) return null;
  const lines = [
    ['train', row.train],
    ['validation', row.validation],
    ...otherNames.flatMap((name, place) => {
      const other = row.others?.[place];
      return [[`${name}: train`, other?.train] as const, [`${name}: validation`, other?.validation] as const];
    }),
  ] as const;
  return (
    <div className="curve-readout">
      <div>{positionWords(axis, row.x)}</div>
      {lines.map(([name, value]) =>
        value === undefined ? null : (
          <div key={name}>
            {name} {formatY(value)}
          </div>
        ),
      )}
    </div>
  );
}
