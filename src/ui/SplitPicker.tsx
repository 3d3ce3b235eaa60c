import { SegmentedControl } from '@mantine/core';
import type { SplitName } from '../state/room-state.ts';
import { useFittingRoom, useRoom } from './room-context.ts';

/** Which split the matrix shows; one that was not measured can't be chosen. */
export function SplitPicker() {
  const room = useFittingRoom();
  const evaluations = useRoom((state) => state.evaluations);
  const split = useRoom((state) => state.shownSplit);
  const isMissing = (name: SplitName) => !evaluations.some((evaluation) => evaluation.split === name);
  return (
    <SegmentedControl
      size="xs"
      aria-label="Split"
      value={split}
      onChange={(name) => room.showSplit(name)}
      data={[
        { value: 'validation', label: 'Validation', disabled: isMissing('validation') },
        { value: 'train', label: 'Train', disabled: isMissing('train') },
        { value: 'test', label: 'Test', disabled: isMissing('test') },
      ]}
    />
  );
}
