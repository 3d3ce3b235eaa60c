import type { LayersLook } from '../protocol/inspection.ts';

/** Norms of weights and gradients over the steps at which somebody looked. */

interface LayerNorms {
  readonly weights: number;
  /** Missing where no training step was looked at. */
  readonly gradients: number | undefined;
}

export interface NormPoint {
  readonly step: number;
  /** By layer id. */
  readonly layers: Readonly<Record<string, LayerNorms>>;
}

/** More points than their small charts have pixels would only cost time. */
const POINTS_LIMIT = 240;

function pointOf({ step, layers }: LayersLook): NormPoint {
  const norms = layers.flatMap(({ id, weightNorm, gradientNorm }) =>
    weightNorm === undefined ? [] : [[id, { weights: weightNorm, gradients: gradientNorm }] as const],
  );
  return { step, layers: Object.fromEntries(norms) };
}

/**
 * Adds what a look saw. One of a step that is already there, or of an earlier epoch's weights, changes nothing: only looks
 * at training steps carry gradients. When there are too many points, every second goes.
 */
export function addNormPoint(history: readonly NormPoint[], look: LayersLook): readonly NormPoint[] {
  const last = history.at(-1);
  if (last !== undefined && look.step <= last.step) return history;
  const all = [...history, pointOf(look)];
  return all.length <= POINTS_LIMIT ? all : all.filter((_, index) => index % 2 === 0 || index === all.length - 1);
}
