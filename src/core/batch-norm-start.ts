/**
 * How the moving averages of batch normalisation start. They begin at 0 (mean) and 1 (variance), which are nobody's mean
 * and variance.
 *
 * - `corrected`: the beginning counts for nothing. The averages weigh the batches seen so far, as Adam's moments do
 *   (Kingma & Ba 2015, section 3), so that a network measured after a short first epoch is judged by what it has gathered.
 * - `keras`: the beginning fades as it does in Keras, by the momentum of 0.99 a step. How long it is felt depends on how far
 *   it is off: of a channel with variance 0.002 it makes 0.0086 after 500 steps, four times too much, and is within a
 *   hundredth only after 1,080.
 */
export const BATCH_NORM_STARTS = ['corrected', 'keras'] as const;
export type BatchNormStart = (typeof BATCH_NORM_STARTS)[number];

const MOMENTUM = 0.99;

/**
 * How much of a moving average stays when a step's batch comes in.
 * @param step steps taken before this one
 */
export function movingMomentum(start: BatchNormStart, step: number): number {
  if (start === 'keras') return MOMENTUM;
  return (MOMENTUM * (1 - MOMENTUM ** step)) / (1 - MOMENTUM ** (step + 1));
}
