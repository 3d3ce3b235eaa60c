import type { ReactNode } from 'react';
import { axisWords, type TrainingAxis } from '../charts/training-axis.ts';
import { ChartChoice } from './ChartChoice.tsx';
import { useXUnit } from './use-chart-view.ts';

interface CurveFootProps {
  readonly axis: TrainingAxis;
  /** How else the chart can be drawn. */
  readonly choices?: ReactNode;
  readonly children: ReactNode;
}

/** Below a chart: what its axis counts, and what there is to say in words. It keeps its height while empty. */
export function CurveFoot({ axis, choices, children }: CurveFootProps) {
  const [unit, setUnit] = useXUnit();
  const timeWords = axisWords(axis.unit === 'seconds' ? axis : { unit: 'seconds', end: 0 });
  return (
    <div className="curve-foot">
      <span className="curve-choices">
        <ChartChoice
          label="Horizontal axis"
          hint="The unit of the horizontal axis in both charts. Time counts training only, without pauses and evaluations."
          value={unit}
          choices={[
            ['epochs', 'epochs'],
            ['steps', 'steps'],
            ['seconds', timeWords],
          ]}
          onChange={setUnit}
        />
        {choices}
      </span>
      {children}
    </div>
  );
}
