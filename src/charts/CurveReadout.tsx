import type { TooltipContentProps } from 'recharts';
import type { CurveRow } from './curve-rows.ts';
import { positionWords, type TrainingAxis } from './training-axis.ts';

interface CurveReadoutProps extends Partial<TooltipContentProps<number, string>> {
  readonly axis: TrainingAxis;
  readonly formatY: (value: number) => string;
}

const LINES = [
  ['train', 'train'],
  ['validation', 'validation'],
  ['earlierTrain', 'earlier train'],
  ['earlierValidation', 'earlier validation'],
] as const;

/** The values under the pointer. */
export function CurveReadout({ active, payload, axis, formatY }: CurveReadoutProps) {
  const row: CurveRow | undefined = payload?.[0]?.payload;
  if (!active || row === undefined) return null;
  return (
    <div className="curve-readout">
      <div>{positionWords(axis, row.x)}</div>
      {LINES.map(([key, name]) => {
        const value = row[key];
        return value === undefined ? null : (
          <div key={key}>
            {name} {formatY(value)}
          </div>
        );
      })}
    </div>
  );
}
