import { useEffect, useState } from 'react';
import type { GradCam, InspectedImage, Occlusion, Question, WeightsChoice } from '../../state/room-state.ts';
import { isMoving } from '../../state/run-progress.ts';
import { useFittingRoom, useRoom } from '../room-context.ts';

export const EXPLANATIONS = ['none', 'gradCam', 'occlusion'] as const;
export type ExplanationKind = (typeof EXPLANATIONS)[number];

export interface Asked {
  readonly kind: ExplanationKind;
  /** Undefined for the class the network answers. */
  readonly label: number | undefined;
  /** Byte of the hidden pixels. */
  readonly patch: number;
}

function questionOf({ kind, label, patch }: Asked, image: InspectedImage): Question | undefined {
  const about = { image, ...(label === undefined ? {} : { label }) };
  if (kind === 'gradCam') return { kind, ...about };
  return kind === 'occlusion' ? { kind, ...about, patch } : undefined;
}

/**
 * The map that was asked for. It is made when it is chosen, at a pause and at an epoch's end: a map a second would take
 * more of a step's time than looking may.
 */
export function useExplanation(
  image: InspectedImage | undefined,
  { kind, label, patch }: Asked,
  weights: WeightsChoice,
): GradCam | Occlusion | undefined {
  const room = useFittingRoom();
  const runId = useRoom((state) => state.run?.id);
  const hasWeights = useRoom((state) => state.run?.isHeld === true && state.run.phase !== 'preparing');
  const moving = useRoom((state) => isMoving(state.run));
  const evaluations = useRoom((state) => state.evaluations.length);
  const [answer, setAnswer] = useState<{ readonly to: InspectedImage; readonly map: GradCam | Occlusion }>();

  // biome-ignore lint/correctness/useExhaustiveDependencies: a pause and an epoch's end are reasons to ask again.
  useEffect(() => {
    const question = image && questionOf({ kind, label, patch }, image);
    if (question === undefined || !hasWeights) {
      setAnswer(undefined);
      return;
    }
    let isCurrent = true;
    void room.inside.ask(question, weights).then((map) => {
      if (!isCurrent || image === undefined) return;
      const isMap = map?.kind === 'gradCam' || map?.kind === 'occlusion';
      setAnswer(isMap ? { to: image, map } : undefined);
    });
    return () => {
      isCurrent = false;
    };
  }, [room, image, kind, label, patch, weights, runId, hasWeights, moving, evaluations]);

  return answer?.to === image && answer?.map.kind === kind ? answer?.map : undefined;
}
