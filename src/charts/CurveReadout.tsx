import type { TooltipContentProps } from 'recharts';
import type { CurveRow } from './curve-rows.ts';

interface CurveReadoutProps extends Partial<TooltipContentProps<number, string>> {
  readonly formatY: (value: number) => string;
}

/** The values under the pointer. */
export function CurveReadout({ active, payload, formatY }: CurveReadoutProps) {
  const row: CurveRow | undefined = payload?.[0]?.payload;
  if (!active || row === undefined) return null;
  const lines = [
    ['batch', row.batch],
    ['train', row.train],
    ['validation', row.validation],
  ] as const;
  return (
    <div className="curve-readout">
      <div>epoch {row.x.toFixed(2)}</div>
      {lines.map(([name, value]) => value !== undefined && <div key={name}>{`${name} ${formatY(value)}`}</div>)}
    </div>
  );
}
