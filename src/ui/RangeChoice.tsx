import { ChartChoice } from './ChartChoice.tsx';
import { useValueRange } from './use-chart-view.ts';

/** What the vertical axis spans. */
export function RangeChoice() {
  const [range, setRange] = useValueRange();
  return (
    <ChartChoice
      label="Vertical range"
      hint="Fitted to the train and validation curves, the first batches may be beyond the axis: a line above the plot says so. Full holds every batch. For both charts."
      value={range}
      choices={[
        ['fitted', 'fitted'],
        ['full', 'full'],
      ]}
      onChange={setRange}
    />
  );
}
