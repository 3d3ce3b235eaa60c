import { Slider } from '@mantine/core';
import { evaluationsOf } from '../state/shown-evaluation.ts';
import { useFittingRoom, useRoom } from './room-context.ts';
import { useShownEvaluation } from './use-shown-evaluation.ts';

/** Which epoch the matrix shows. At its right end the slider follows the run. */
export function EpochPicker() {
  const room = useFittingRoom();
  const evaluations = useRoom((state) => state.evaluations);
  const split = useRoom((state) => state.shownSplit);
  const shown = useShownEvaluation();
  const epochs = evaluationsOf(evaluations, split).map(({ epoch }) => epoch);
  const first = epochs[0] ?? 0;
  const last = epochs.at(-1) ?? 0;
  const epoch = shown?.epoch ?? last;
  const words = split !== 'test' && epoch === last ? 'latest epoch' : `epoch ${epoch}`;
  const isFixed = split === 'test' || first === last;
  return (
    <span className="epoch-picker">
      {words}
      <Slider
        className="epoch-slider"
        size="sm"
        thumbLabel="Epoch shown"
        thumbValueText={(value) => (value === last ? `epoch ${value}, the latest` : `epoch ${value}`)}
        min={isFixed ? last - 1 : first}
        max={last}
        step={1}
        value={epoch}
        disabled={isFixed}
        label={(value) => `epoch ${value}`}
        onChange={(value) => room.showEpoch(value >= last ? undefined : value)}
      />
    </span>
  );
}
