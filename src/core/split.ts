import { CLASS_COUNT } from './classes.ts';
import { fillRandomWords, shuffleInPlace } from './philox.ts';
import { STREAM } from './streams.ts';

/** The fewest validation images an evaluation looks at: below it, the interval is too wide to teach anything. */
const MINIMUM_EVALUATED = 1000;

/** The study's share of held out images. */
const STUDY_SHARE = 0.2;

export interface SplitSettings {
  readonly seed: number;
  /** How many images the optimiser sees. */
  readonly trainImages: number;
  /** Share of the labelled images held out for validation, 0..1. */
  readonly validationShare: number;
}

export interface Split {
  /** Dataset indices the optimiser sees, ascending. */
  readonly train: Uint32Array;
  /** Fixed training images, re-measured in inference mode at each epoch's end, ascending. */
  readonly trainEvaluation: Uint32Array;
  /** Fixed validation images, ascending. */
  readonly validation: Uint32Array;
}

/**
 * Which images are held out: in each class the `share` with the lowest random word of (seed, image index).
 * The answer depends on the seed, the share and the labels alone: not on how many images a run uses, nor on which arrived
 * first. A larger share holds out the same images and more.
 * @param labels one byte an image, in dataset order
 * @param share of each class, 0..1
 * @returns 1 for a validation image, 0 for a training image
 */
export function validationMembership(labels: Uint8Array, seed: number, share: number): Uint8Array {
  const words = new Uint32Array(labels.length);
  fillRandomWords(words, seed, STREAM.split, 0);
  const membership = new Uint8Array(labels.length);
  for (let label = 0; label < CLASS_COUNT; label++) {
    const indices: number[] = [];
    for (let image = 0; image < labels.length; image++) if (labels[image] === label) indices.push(image);
    indices.sort((a, b) => (words[a] ?? 0) - (words[b] ?? 0) || a - b);
    for (const image of indices.slice(0, Math.round(indices.length * share))) membership[image] = 1;
  }
  return membership;
}

/** How many of `count` images spread evenly over the classes are of this class. */
export function classQuota(count: number, label: number): number {
  return Math.floor((count * (label + 1)) / CLASS_COUNT) - Math.floor((count * label) / CLASS_COUNT);
}

/** How many images an evaluation of training or validation images looks at, where there are as many. */
export function evaluatedImages({ trainImages, validationShare }: Omit<SplitSettings, 'seed'>): number {
  const share = validationShare || STUDY_SHARE;
  return Math.max(MINIMUM_EVALUATED, Math.round((trainImages * share) / (1 - share)));
}

/**
 * The first `count` members, spread evenly over the classes, ascending. Taking the earliest images of each class keeps a
 * small run to the first shards; the dataset's own order is already random.
 */
function firstOfEachClass(labels: Uint8Array, isMember: (image: number) => boolean, count: number): Uint32Array {
  const taken = new Uint32Array(CLASS_COUNT);
  const quota = Array.from({ length: CLASS_COUNT }, (_, label) => classQuota(count, label));
  const chosen: number[] = [];
  for (let image = 0; image < labels.length && chosen.length < count; image++) {
    const label = labels[image] ?? 0;
    if ((taken[label] ?? 0) < (quota[label] ?? 0) && isMember(image)) {
      taken[label] = (taken[label] ?? 0) + 1;
      chosen.push(image);
    }
  }
  return Uint32Array.from(chosen);
}

/**
 * The most training images a run can have when some shards are left out: each class gives as many as the scarcest one.
 * @param isAvailable false for an image of a shard that is left out
 */
export function mostTrainImages(
  labels: Uint8Array,
  { seed, validationShare }: Pick<SplitSettings, 'seed' | 'validationShare'>,
  isAvailable: (image: number) => boolean,
): number {
  const membership = validationMembership(labels, seed, validationShare);
  const available = new Uint32Array(CLASS_COUNT);
  for (let image = 0; image < labels.length; image++) {
    const label = labels[image] ?? 0;
    if (membership[image] === 0 && isAvailable(image)) available[label] = (available[label] ?? 0) + 1;
  }
  return CLASS_COUNT * Math.min(...available);
}

/**
 * The images of a run, stratified by class. Validation and the train evaluation have the same size: as many for each
 * training image as the share says (a quarter of them at the study's 80/20), at least 1,000, as far as there are as many.
 * Without a validation share there is no validation; the train evaluation has the size of the study's then.
 * @param isAvailable false for an image whose shard the person chose to go without
 */
export function makeSplit(
  labels: Uint8Array,
  { seed, trainImages, validationShare }: SplitSettings,
  isAvailable: (image: number) => boolean = () => true,
): Split {
  const membership = validationMembership(labels, seed, validationShare);
  const train = firstOfEachClass(labels, (image) => membership[image] === 0 && isAvailable(image), trainImages);
  const evaluated = evaluatedImages({ trainImages, validationShare });
  const inTrain = new Set(train);
  return {
    train,
    trainEvaluation: firstOfEachClass(labels, (image) => inTrain.has(image), Math.min(evaluated, train.length)),
    validation: firstOfEachClass(labels, (image) => membership[image] === 1 && isAvailable(image), evaluated),
  };
}

/**
 * The order of one epoch. The first epoch goes through the images shard by shard, shuffled within each, so that training
 * can start on the first shard and gives the same result whenever the rest arrives; later epochs shuffle all of them.
 * @param train dataset indices, ascending
 * @param epoch counted from 0
 */
export function epochOrder(train: Uint32Array, seed: number, epoch: number, shardSize: number): Uint32Array {
  const order = train.slice();
  shuffleInPlace(order, seed, STREAM.shuffle, epoch);
  // A stable sort by shard keeps the shuffle within each shard.
  return epoch === 0 ? order.sort((a, b) => Math.floor(a / shardSize) - Math.floor(b / shardSize)) : order;
}
