import { useMemo } from 'react';
import { ScheduleCurve } from '../charts/ScheduleCurve.tsx';
import { scheduleForecast } from '../charts/schedule-points.ts';
import { schedulePlan } from '../experiment/schedule-plan.ts';
import type { Experiment, SettingName } from '../experiment/schema.ts';
import { shortRateText } from './format.ts';
import { quantityText } from './number-text.ts';
import './schedule-forecast.css';

interface ScheduleForecastProps {
  readonly draft: Experiment;
  readonly problems: Partial<Record<SettingName, string>>;
}

/** How the learning rate will change over the run, before it has begun. */
export function ScheduleForecast({ draft, problems }: ScheduleForecastProps) {
  const isDrawable = Object.keys(problems).length === 0;
  const forecast = useMemo(
    () => (isDrawable ? scheduleForecast(schedulePlan(draft), draft.learningRate) : undefined),
    [draft, isDrawable],
  );
  if (forecast === undefined) {
    return <p className="forecast forecast-empty">The curve appears once every setting is valid.</p>;
  }
  const [peak, end] = [shortRateText(forecast.peak), shortRateText(forecast.end)];
  const start = shortRateText(forecast.points[0]?.rate ?? 0);
  const onPlateau =
    draft.schedule === 'plateau'
      ? `Then ×${quantityText(draft.plateauFactor)} whenever ${quantityText(draft.plateauPatience, 'epochs')} ${draft.plateauPatience === 1 ? 'passes' : 'pass'} without a better validation loss; when that happens depends on the run.`
      : undefined;
  return (
    <figure className="forecast">
      <ScheduleCurve
        points={forecast.points}
        peak={forecast.peak}
        isOpenEnded={onPlateau !== undefined}
        description={`Learning rate over ${quantityText(draft.epochs, 'epochs')}: starts at ${start}, peak ${peak}, ${onPlateau ?? `ends at ${end}`}`}
      />
      <figcaption className="forecast-words" aria-hidden="true">
        <span>peak {peak}</span>
        <span>{onPlateau === undefined ? `ends at ${end}` : 'end depends on the run'}</span>
      </figcaption>
      {onPlateau !== undefined && <p className="forecast-note">{onPlateau}</p>}
    </figure>
  );
}
