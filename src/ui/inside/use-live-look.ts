import { useEffect } from 'react';
import type { WeightsChoice } from '../../state/room-state.ts';
import { isMoving } from '../../state/run-progress.ts';
import { useFittingRoom, useRoom } from '../room-context.ts';

/**
 * Keeps the look at the layers fresh while the screen is open. A run under way is asked for the next look once the last
 * one is drawn, so the page sets the pace and a hidden tab asks for none; one that stands still is asked when something
 * has changed.
 */
export function useLiveLook(weights: WeightsChoice): void {
  const room = useFittingRoom();
  const image = useRoom((state) => state.insideImage);
  const runId = useRoom((state) => state.run?.id);
  const isLive = useRoom((state) => isMoving(state.run) && state.run?.phase !== 'preparing') && weights === 'latest';
  const look = useRoom((state) => (isLive ? state.layersLook : undefined));
  const evaluations = useRoom((state) => state.evaluations.length);
  const hasWeights = useRoom((state) => state.run?.isHeld === true && state.run.phase !== 'preparing');
  const restores = useRoom((state) => state.run?.marks.filter(({ kind }) => kind === 'restored').length);

  // Each of these is a reason to look anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: they change what is seen, though not how it is asked for.
  useEffect(() => {
    if (image !== undefined && hasWeights) void room.lookAtLayers(image, weights);
  }, [room, image, weights, runId, hasWeights, isLive, isLive ? 0 : evaluations, restores]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a look that was drawn is the reason to ask for the next.
  useEffect(() => {
    if (image === undefined || !isLive) return;
    const frame = requestAnimationFrame(() => room.watchLayers(image));
    return () => cancelAnimationFrame(frame);
  }, [room, image, runId, isLive, look]);

  useEffect(() => () => room.watchLayers(undefined), [room]);
}
