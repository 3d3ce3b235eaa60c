import { Button } from '@mantine/core';
import type { WeightsOffer } from '../state/weights-offer.ts';
import { megabytesText } from './format.ts';
import { Hint } from './Hint.tsx';
import { useFittingRoom } from './room-context.ts';

/** Asks before any weights are deleted, and says what goes with them. */
export function DropWeightsButton({ offer: { keys, bytes, unfinished } }: { readonly offer: WeightsOffer }) {
  const room = useFittingRoom();
  const runs = keys.length === 1 ? '1 older run' : `${keys.length} older runs`;
  const goOn =
    unfinished === 0
      ? 'All of them have ended.'
      : `${unfinished === 1 ? 'One' : unfinished} of them can’t be continued afterwards.`;
  return (
    <Hint text={`Names, curves, results and matrices stay, as do the weights of starred runs. ${goOn}`}>
      <Button size="compact-xs" variant="default" onClick={() => void room.saved.dropWeights(keys)}>
        {`Delete the weights of ${runs} (${megabytesText(bytes)})`}
      </Button>
    </Hint>
  );
}
