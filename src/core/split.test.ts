import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CLASS_COUNT } from './classes.ts';
import { epochOrder, makeSplit, mostTrainImages, validationMembership } from './split.ts';

const labels = new Uint8Array(readFileSync(new URL('../../public/data/train-labels.bin', import.meta.url)));

function perClass(indices: Iterable<number>): number[] {
  const counts = Array.from({ length: CLASS_COUNT }, () => 0);
  for (const index of indices) {
    const label = labels[index] ?? -1;
    counts[label] = (counts[label] ?? 0) + 1;
  }
  return counts;
}

function membersOf(membership: Uint8Array): number[] {
  return Array.from(membership.keys()).filter((image) => membership[image] === 1);
}

const everyClass = (count: number): number[] => Array.from({ length: CLASS_COUNT }, () => count);
const ascending = (indices: Uint32Array): boolean =>
  indices.every((index, position) => position === 0 || (indices[position - 1] ?? 0) < index);

describe('validationMembership', () => {
  it('holds out 1,200 of the 6,000 images of each class', () => {
    expect(perClass(membersOf(validationMembership(labels, 1, 0.2)))).toEqual(everyClass(1200));
  });

  it('is the same for the same seed and another for another', () => {
    const first = validationMembership(labels, 1, 0.2);
    expect(validationMembership(labels, 1, 0.2)).toEqual(first);
    const shared = membersOf(validationMembership(labels, 2, 0.2)).filter((image) => first[image] === 1).length;
    // Independent choices share a fifth of their 12,000 images: 2,400, give or take 5 standard deviations of about 39.
    expect(shared).toBeGreaterThan(2200);
    expect(shared).toBeLessThan(2600);
  });

  it('does not favour a part of the dataset', () => {
    const members = membersOf(validationMembership(labels, 3, 0.2));
    for (let shard = 0; shard < 12; shard++) {
      const inShard = members.filter((image) => Math.floor(image / 5000) === shard).length;
      // 1,000 expected, standard deviation about 27.
      expect(Math.abs(inShard - 1000)).toBeLessThan(140);
    }
  });
});

describe('makeSplit', () => {
  const membership = validationMembership(labels, 7, 0.2);

  it.each([50, 3000, 12_000, 48_000])('keeps train and validation apart and even with %i images', (trainImages) => {
    const split = makeSplit(labels, { seed: 7, trainImages, validationShare: 0.2 });
    expect(split.train.length).toBe(trainImages);
    expect(perClass(split.train)).toEqual(everyClass(trainImages / CLASS_COUNT));
    expect(split.train.every((image) => membership[image] === 0)).toBe(true);
    expect(split.validation.every((image) => membership[image] === 1)).toBe(true);
    expect([split.train, split.trainEvaluation, split.validation].every(ascending)).toBe(true);
    const train = new Set(split.train);
    expect(split.trainEvaluation.every((image) => train.has(image))).toBe(true);
  });

  it('evaluates a quarter of the training images, at least 1,000', () => {
    const sizes = (trainImages: number): number[] => {
      const { validation, trainEvaluation } = makeSplit(labels, { seed: 7, trainImages, validationShare: 0.2 });
      return [validation.length, trainEvaluation.length];
    };
    expect(sizes(48_000)).toEqual([12_000, 12_000]);
    expect(sizes(12_000)).toEqual([3000, 3000]);
    expect(sizes(400)).toEqual([1000, 400]);
    expect(perClass(makeSplit(labels, { seed: 7, trainImages: 12_000, validationShare: 0.2 }).validation)).toEqual(
      everyClass(300),
    );
    expect(perClass(makeSplit(labels, { seed: 7, trainImages: 12_000, validationShare: 0.2 }).trainEvaluation)).toEqual(
      everyClass(300),
    );
  });

  it('spreads a count that ten does not divide as evenly as it can', () => {
    const counts = perClass(makeSplit(labels, { seed: 7, trainImages: 57, validationShare: 0.2 }).train);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(57);
    expect(Math.max(...counts) - Math.min(...counts)).toBe(1);
  });

  it('grows by adding images: a smaller run uses a part of what a larger one uses', () => {
    const small = makeSplit(labels, { seed: 7, trainImages: 1000, validationShare: 0.2 });
    const large = makeSplit(labels, { seed: 7, trainImages: 20_000, validationShare: 0.2 });
    const train = new Set(large.train);
    const validation = new Set(large.validation);
    expect(small.train.every((image) => train.has(image))).toBe(true);
    expect(small.validation.every((image) => validation.has(image))).toBe(true);
  });

  it('keeps every image on its side when a shard is left out', () => {
    const withoutSecond = (image: number): boolean => Math.floor(image / 5000) !== 1;
    const split = makeSplit(labels, { seed: 7, trainImages: 48_000, validationShare: 0.2 }, withoutSecond);
    expect(split.train.every((image) => membership[image] === 0 && withoutSecond(image))).toBe(true);
    expect(split.validation.every((image) => membership[image] === 1 && withoutSecond(image))).toBe(true);
    expect(split.train.length).toBeGreaterThan(43_000);
    expect(split.train.length).toBeLessThan(45_000);
  });

  it('needs only the first shard for 3,000 images', () => {
    expect(Math.max(...makeSplit(labels, { seed: 7, trainImages: 3000, validationShare: 0.2 }).train)).toBeLessThan(
      5000,
    );
  });
});

describe('epochOrder', () => {
  const { train } = makeSplit(labels, { seed: 7, trainImages: 20_000, validationShare: 0.2 });
  const sorted = (order: Uint32Array): number[] => Array.from(order).sort((a, b) => a - b);
  const shardsOf = (order: Uint32Array): number[] => Array.from(order, (image) => Math.floor(image / 5000));

  it.each([0, 1, 5])('goes through every training image once in epoch %i', (epoch) => {
    expect(sorted(epochOrder(train, 7, epoch, 5000))).toEqual(Array.from(train));
  });

  it('goes through the first epoch shard by shard, shuffled within each', () => {
    const order = epochOrder(train, 7, 0, 5000);
    const shards = shardsOf(order);
    expect(shards).toEqual(shards.toSorted((a, b) => a - b));
    const first = order.filter((image) => image < 5000);
    const inOrder = first.filter((image, position) => position > 0 && image > (first[position - 1] ?? 0)).length;
    expect(inOrder / first.length).toBeGreaterThan(0.45);
    expect(inOrder / first.length).toBeLessThan(0.55);
  });

  it('mixes all shards from the second epoch on', () => {
    expect(new Set(shardsOf(epochOrder(train, 7, 1, 5000).subarray(0, 100))).size).toBeGreaterThan(3);
  });

  it('is another order in each epoch and for each seed, and the same when asked again', () => {
    const order = epochOrder(train, 7, 1, 5000);
    expect(epochOrder(train, 7, 1, 5000)).toEqual(order);
    expect(epochOrder(train, 7, 2, 5000)).not.toEqual(order);
    expect(epochOrder(train, 8, 1, 5000)).not.toEqual(order);
  });

  it('leaves the list it was given as it is', () => {
    const before = train.slice();
    epochOrder(train, 7, 3, 5000);
    expect(train).toEqual(before);
  });
});

describe('mostTrainImages', () => {
  it('is all of them when no shard is left out', () => {
    expect(mostTrainImages(labels, { seed: 1, validationShare: 0.2 }, () => true)).toBe(48_000);
  });

  it('is exactly what a split without those shards can fill, and one class more cannot', () => {
    const isAvailable = (image: number): boolean => image >= 5000;
    const most = mostTrainImages(labels, { seed: 1, validationShare: 0.2 }, isAvailable);
    expect(most).toBeLessThan(44_000);
    expect(makeSplit(labels, { seed: 1, trainImages: most, validationShare: 0.2 }, isAvailable).train.length).toBe(
      most,
    );
    expect(
      makeSplit(labels, { seed: 1, trainImages: most + 10, validationShare: 0.2 }, isAvailable).train.length,
    ).toBeLessThan(most + 10);
  });
});
