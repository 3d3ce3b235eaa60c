import { CLASS_COUNT } from '../core/classes.ts';
import type { Answers } from './evaluation-record.ts';
import type { Cell } from './room-state.ts';

/** Which images of an evaluation to look at, and in which order: positions into the columns of its answers. */

export type Positions = Uint32Array<ArrayBuffer>;

/** `certain`: highest confidence first; `uncertain`: lowest first. Confidence is the probability of the answer. */
export const IMAGE_ORDERS = ['dataset', 'certain', 'uncertain'] as const;
export type ImageOrder = (typeof IMAGE_ORDERS)[number];

/** In units of 1/65535. */
function confidenceAt({ predicted, probabilities }: Answers, position: number): number {
  return probabilities[position * CLASS_COUNT + (predicted[position] ?? 0)] ?? 0;
}

/** Images for which `isWanted` says so; equally confident ones stay in dataset order. */
function listed(answers: Answers, order: ImageOrder, isWanted: (position: number) => boolean): Positions {
  const count = answers.indices.length;
  // Confidence and position in one number: typed arrays sort numbers fast, and the position breaks ties.
  const keys = new Float64Array(count);
  let found = 0;
  for (let position = 0; position < count; position++) {
    if (!isWanted(position)) continue;
    const confidence = order === 'dataset' ? 0 : confidenceAt(answers, position);
    keys[found++] = (order === 'certain' ? 0xffff - confidence : confidence) * count + position;
  }
  return Uint32Array.from(keys.subarray(0, found).sort(), (key) => key % count);
}

export function cellImages(answers: Answers, { actual, predicted }: Cell, order: ImageOrder): Positions {
  return listed(
    answers,
    order,
    (position) => answers.actual[position] === actual && answers.predicted[position] === predicted,
  );
}

/** All images answered wrongly, those the network was surest of first. */
export function confidentlyWrong(answers: Answers): Positions {
  return listed(answers, 'certain', (position) => answers.actual[position] !== answers.predicted[position]);
}

/** All images, those the network was least sure of first. */
export function leastCertain(answers: Answers): Positions {
  return listed(answers, 'uncertain', () => true);
}

/**
 * The labels that label noise made wrong and the network answers as it was told, the surest first. How many wrong labels
 * there are in all, `countMemorised` says.
 * @param answers of the train split, whose `actual` are the labels given
 * @param cleanLabels the dataset's own labels, by dataset index
 */
export function learnedNoise(answers: Answers, cleanLabels: Uint8Array): Positions {
  const { actual, predicted, indices } = answers;
  return listed(
    answers,
    'certain',
    (position) => actual[position] !== cleanLabels[indices[position] ?? 0] && predicted[position] === actual[position],
  );
}
