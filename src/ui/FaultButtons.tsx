import { Button } from '@mantine/core';
import { isMoving } from '../state/run-progress.ts';
import { trainBlocker } from '../state/train-blocker.ts';
import type { FaultAction } from './fault-sentences.ts';
import { rateText } from './format.ts';
import { useFittingRoom, useRoom } from './room-context.ts';
import { smallerRate } from './smaller-rate.ts';

/** The buttons that do what a fault's sentence advises. */
export function FaultButtons({ action }: { readonly action: FaultAction }) {
  const room = useFittingRoom();
  switch (action) {
    case 'none':
      return null;
    case 'start-engine':
      return (
        <Button size="compact-sm" onClick={() => room.startEngine()}>
          Try again
        </Button>
      );
    case 'retry-data':
      return <RetryButton />;
    case 'retry-or-go-without':
      return (
        <>
          <RetryButton />
          <WithoutButton />
        </>
      );
    case 'smaller-learning-rate':
      return <SmallerRateButton />;
  }
}

function RetryButton() {
  const room = useFittingRoom();
  return (
    <Button size="compact-sm" onClick={() => room.retryData()}>
      Try again
    </Button>
  );
}

/** Absent where going without makes no difference: for test sheets, and for a run that doesn't wait. */
function WithoutButton() {
  const room = useFittingRoom();
  const run = useRoom((state) => state.run);
  const failed = useRoom(
    ({ dataset }) => dataset.shards.filter(({ source, state }) => source === 'train' && state === 'failed').length,
  );
  const isBlocked = useRoom((state) => trainBlocker(state) !== undefined);
  const isInTheWay = run?.phase === 'waiting-for-images' || !isMoving(run);
  if (failed === 0 || !isInTheWay) return null;
  return (
    <Button size="compact-sm" variant="default" disabled={isBlocked} onClick={() => room.trainWithoutFailedShards()}>
      {failed === 1 ? 'Train without it' : 'Train without them'}
    </Button>
  );
}

function SmallerRateButton() {
  const room = useFittingRoom();
  const rate = useRoom(({ run }) => run && smallerRate(run));
  const draftRate = useRoom((state) => state.draft.learningRate);
  if (rate === undefined) return null;
  return (
    <Button
      size="compact-sm"
      disabled={draftRate === rate}
      onClick={() => room.changeDraft({ learningRate: rate })}
    >{`Set learning rate to ${rateText(rate)}`}</Button>
  );
}
