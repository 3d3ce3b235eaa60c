import { CLASS_COUNT } from './classes.ts';
import { fillRandomWords, wordToUnit } from './philox.ts';
import { STREAM } from './streams.ts';

/**
 * Symmetric label noise: each image keeps its label with probability 1 - share, else it gets one of the nine others, all
 * equally likely. So a share of 0.4 means that 40% of the labels are wrong, not that 40% were drawn anew.
 *
 * Whether and how a label changes follows from (seed, image) alone: a larger share changes the same labels and more,
 * and the page can tell without asking the engine which labels were changed.
 * @param labels of the whole dataset, one byte an image; stays as it is
 * @param share 0..1
 * @returns labels of the same length; the same array when the share is 0
 */
export function noisyLabels(labels: Uint8Array, share: number, seed: number): Uint8Array {
  if (share === 0) return labels;
  const words = new Uint32Array(2 * labels.length);
  fillRandomWords(words, seed, STREAM.labelNoise, 0);
  return labels.map((label, image) => {
    if (wordToUnit(words[2 * image] ?? 0) >= share) return label;
    const others = CLASS_COUNT - 1;
    const chosen = Math.floor(wordToUnit(words[2 * image + 1] ?? 0) * others);
    return chosen < label ? chosen : chosen + 1;
  });
}
