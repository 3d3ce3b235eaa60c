import { useEffect, useMemo } from 'react';
import type { FittingRoom } from '../../state/fitting-room.ts';
import { PacedAsking } from '../../state/paced-asking.ts';
import type { InspectedImage, WeightsChoice } from '../../state/room-state.ts';
import { useFittingRoom, useRoom } from '../room-context.ts';

/** Twenty answers a second look live, and leave the engine time to train. */
const LEAST_PAUSE_MS = 50;

interface Asked {
  readonly image: InspectedImage;
  readonly weights: WeightsChoice;
}

function makeAsking(room: FittingRoom) {
  return new PacedAsking(
    ({ image, weights }: Asked) => room.inside.ask({ kind: 'predict', images: [image] }, weights),
    (answer) => {
      if (answer?.kind === 'predict') room.inside.answerSketch(answer.probabilities);
    },
    LEAST_PAUSE_MS,
  );
}

/** Has the network answer to a picture while it is being drawn. */
export function useSketchAnswer(weights: WeightsChoice): void {
  const room = useFittingRoom();
  const asking = useMemo(() => makeAsking(room), [room]);
  const image = useRoom((state) => state.sketch?.image);
  const hasWeights = useRoom((state) => state.run?.isHeld === true && state.run.phase !== 'preparing');
  useEffect(() => {
    if (image !== undefined && hasWeights) asking.put({ image, weights });
  }, [asking, image, weights, hasWeights]);
}
