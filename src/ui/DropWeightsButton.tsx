import { Button } from '@mantine/core';
import type { WeightsOffer } from '../state/weights-offer.ts';
import { megabytesText } from './format.ts';
import { Hint } from './Hint.tsx';
import { useFittingRoom } from './room-context.ts';

/** Asks before any weights are dropped, and says what goes with them. */
export function DropWeightsButton({ offer: { keys, bytes, unfinished } }: { readonly offer: WeightsOffer }) {
  const room = useFittingRoom();
  const runs = keys.length === 1 ? '1 older run' : `${keys.length} older runs`;
  const goOn =
    unfinished === 0
      ? 'All of them are over.'
      : `${unfinished === 1 ? 'One' : unfinished} of them can’t be gone on with afterwards.`;
  return (
    <Hint text={`Names, curves, figures and matrices stay, and so do the weights of runs with a star. ${goOn}`}>
      <Button size="compact-xs" variant="default" onClick={() => void room.saved.dropWeights(keys)}>
        {`Drop the weights of ${runs} (${megabytesText(bytes)})`}
      </Button>
    </Hint>
  );
}
