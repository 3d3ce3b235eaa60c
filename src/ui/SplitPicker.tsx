import { SegmentedControl } from '@mantine/core';
import { memo } from 'react';
import type { EvaluationRecord } from '../state/evaluation-record.ts';
import type { SplitName } from '../state/room-state.ts';
import { useFittingRoom, useRoom } from './room-context.ts';

/** Which split the matrix shows; one that was not measured can't be chosen. */
export const SplitPicker = memo(function SplitPicker() {
  const room = useFittingRoom();
  const split = useRoom((state) => state.shownSplit);
  const lacksValidation = useRoom((state) => lacks(state.evaluations, 'validation'));
  const lacksTrain = useRoom((state) => lacks(state.evaluations, 'train'));
  const lacksTest = useRoom((state) => lacks(state.evaluations, 'test'));
  return (
    <SegmentedControl
      size="xs"
      aria-label="Split"
      value={split}
      onChange={(name) => room.showSplit(name)}
      data={[
        { value: 'validation', label: 'Validation', disabled: lacksValidation },
        { value: 'train', label: 'Train', disabled: lacksTrain },
        { value: 'test', label: 'Test', disabled: lacksTest },
      ]}
    />
  );
});

function lacks(evaluations: readonly EvaluationRecord[], split: SplitName): boolean {
  return !evaluations.some((evaluation) => evaluation.split === split);
}
