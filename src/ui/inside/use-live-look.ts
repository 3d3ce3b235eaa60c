import { useEffect, useRef } from 'react';
import type { WeightsChoice } from '../../state/room-state.ts';
import { isMoving } from '../../state/run-progress.ts';
import { useFittingRoom, useRoom } from '../room-context.ts';

/**
 * Of a core's time, what drawing looks may take as far as the page can tell; the browser's own threads and the frames
 * between looks take about one and a half times as much again. Where two cores train, both are busy.
 */
const DRAWING_SHARE = 0.01;
/** However slow the page is, what it shows is no older. */
const LONGEST_PAUSE_MS = 4000;

/**
 * Keeps the look at the layers fresh while the screen is open. A run under way is asked for the next look once the last
 * one is drawn and has not cost more than its share, so the page sets the pace and a hidden tab asks for none; one that
 * stands still is asked when something has changed.
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
    if (image !== undefined && hasWeights) void room.inside.lookAtLayers(image, weights);
  }, [room, image, weights, runId, hasWeights, isLive, isLive ? 0 : evaluations, restores]);

  const arrivedAt = useRef<number>(undefined);
  useEffect(
    () =>
      room.store.subscribe(({ layersLook }, before) => {
        if (layersLook !== before.layersLook) arrivedAt.current = performance.now();
      }),
    [room],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: a look that was drawn is the reason to ask for the next.
  useEffect(() => {
    if (image === undefined || !isLive) return;
    let timer: ReturnType<typeof setTimeout>;
    const ask = () => room.inside.watchLayers(image);
    const frame = requestAnimationFrame(() => {
      // Behind the frame that this one paints.
      timer = setTimeout(() => {
        const drawingMs = arrivedAt.current === undefined ? 0 : performance.now() - arrivedAt.current;
        arrivedAt.current = undefined;
        timer = setTimeout(ask, Math.min(drawingMs / DRAWING_SHARE, LONGEST_PAUSE_MS));
      });
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [room, image, runId, isLive, look]);

  useEffect(() => () => room.inside.watchLayers(undefined), [room]);
}
