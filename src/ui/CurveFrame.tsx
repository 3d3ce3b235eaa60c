import { memo, type PointerEvent, type ReactNode } from 'react';
import { otherColour } from '../charts/other-runs.ts';
import { useFittingRoom, useRoom } from './room-context.ts';
import type { DrawnRun } from './use-drawn-runs.ts';
import './curve-frame.css';

interface CurveFrameProps {
  /** The chart in a sentence. */
  readonly label: string;
  readonly className?: string;
  readonly others: readonly DrawnRun[];
  /** Where the names of the other runs stand: away from the curves. */
  readonly legendAt: 'top' | 'bottom';
  readonly children: ReactNode;
}

/** Around a chart: names the other runs on it, and lights the run that is pointed at, here or elsewhere. */
export function CurveFrame({ label, className = 'curve', others, legendAt, children }: CurveFrameProps) {
  const room = useFittingRoom();
  const litRun = useRoom((state) => state.litRun);
  const ownKey = useRoom((state) => state.run?.key);
  const place = others.findIndex(({ key }) => key === litRun);
  const lit = place >= 0 ? String(place) : litRun !== undefined && litRun === ownKey ? 'own' : undefined;
  const light = ({ target }: PointerEvent) => {
    const line = target instanceof Element ? target.closest('.other-line, .own-line') : null;
    const pointed = /other-(\d)/.exec(line?.getAttribute('class') ?? '')?.[1];
    if (pointed !== undefined) room.lightRun(others[Number(pointed)]?.key);
    else if (line !== null) room.lightRun(ownKey);
    else if (!(target instanceof Element && target.closest('.curve-runs'))) room.lightRun(undefined);
  };
  const fullLabel = others.length === 0 ? label : `${label}. Beside it: ${others.map(({ words }) => words).join('; ')}`;
  return (
    <div
      role="img"
      // A translator would put HTML into the drawing, which then shows no text at all.
      translate="no"
      className={className}
      aria-label={fullLabel}
      data-lit-run={others.length > 0 ? lit : undefined}
      onPointerOver={light}
      onPointerLeave={() => room.lightRun(undefined)}
    >
      {children}
      {others.length > 0 && <RunLegend others={others} at={legendAt} onLight={(key) => room.lightRun(key)} />}
    </div>
  );
}

interface RunLegendProps {
  readonly others: readonly DrawnRun[];
  readonly at: 'top' | 'bottom';
  readonly onLight: (key: string) => void;
}

const RunLegend = memo(function RunLegend({ others, at, onLight }: RunLegendProps) {
  return (
    <ul className="curve-runs" data-at={at}>
      {others.map(({ key, words }, place) => (
        <li key={key} className="curve-run" data-place={place} onPointerEnter={() => onLight(key)}>
          <span className="curve-run-sample" style={{ background: otherColour(place) }} />
          {words}
        </li>
      ))}
    </ul>
  );
});
