import type { PointerEvent, ReactNode } from 'react';
import { useFittingRoom, useRoom } from './room-context.ts';
import type { DrawnRun } from './use-drawn-runs.ts';
import './curve-frame.css';

interface CurveFrameProps {
  /** The chart in a sentence. */
  readonly label: string;
  readonly others: readonly DrawnRun[];
  readonly children: ReactNode;
}

/** Around a chart: says what is on it, and lights the run that is pointed at, here or elsewhere. */
export function CurveFrame({ label, others, children }: CurveFrameProps) {
  const room = useFittingRoom();
  const litRun = useRoom((state) => state.litRun);
  const ownKey = useRoom((state) => state.run?.key);
  const place = others.findIndex(({ key }) => key === litRun);
  const lit = place >= 0 ? String(place) : litRun !== undefined && litRun === ownKey ? 'own' : undefined;
  const light = ({ target }: PointerEvent) => {
    const pointed = target instanceof Element ? target.closest('.curve-run, .other-line, .own-line') : null;
    const placeOf = pointed?.getAttribute('data-place') ?? /other-(\d)/.exec(pointed?.getAttribute('class') ?? '')?.[1];
    if (placeOf !== undefined) room.lightRun(others[Number(placeOf)]?.key);
    else room.lightRun(pointed === null ? undefined : ownKey);
  };
  const fullLabel =
    others.length === 0 ? label : `${label}. Also drawn: ${others.map(({ words }) => words).join('; ')}`;
  return (
    <div
      role="img"
      // A translator would put HTML into the drawing, which then shows no text at all.
      translate="no"
      className="curve"
      aria-label={fullLabel}
      data-lit-run={others.length > 0 ? lit : undefined}
      onPointerOver={light}
      onPointerLeave={() => room.lightRun(undefined)}
    >
      {children}
    </div>
  );
}
