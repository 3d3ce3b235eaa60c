import type { TooltipContentProps } from 'recharts';
import type { CurveRow } from './curve-rows.ts';

interface CurveReadoutProps extends Partial<TooltipContentProps<number, string>> {
  readonly formatY: (value: number) => string;
}

/** The values under the pointer. */
export function CurveReadout({ active, payload, formatY }: CurveReadoutProps) {
  const row: CurveRow | undefined = payload?.[0]?.payload;
  if (!active || row === undefined) return null;
  return (
    <div className="curve-readout">
      <div>epoch {Number(row.x.toFixed(2))}</div>
      {row.train !== undefined && <div>train {formatY(row.train)}</div>}
      {row.validation !== undefined && <div>validation {formatY(row.validation)}</div>}
    </div>
  );
}
