import { SegmentedControl } from '@mantine/core';
import type { WeightsChoice } from '../../state/room-state.ts';
import { useRoom } from '../room-context.ts';

interface WeightsSwitchProps {
  readonly weights: WeightsChoice;
  readonly onChoose: (weights: WeightsChoice) => void;
}

/** Which of a run's weights are looked at. */
export function WeightsSwitch({ weights, onChoose }: WeightsSwitchProps) {
  const hasBest = useRoom((state) => state.evaluations.some(({ split }) => split === 'validation'));
  return (
    <SegmentedControl
      size="xs"
      aria-label="Weights"
      value={weights}
      onChange={(value) => onChoose(value)}
      data={[
        { value: 'latest', label: 'Latest weights' },
        { value: 'best', label: 'Best epoch', disabled: !hasBest },
      ]}
    />
  );
}
