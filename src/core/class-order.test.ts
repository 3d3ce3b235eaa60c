import { describe, expect, it } from 'vitest';
import { CLASS_GROUPS, classOrder, DATASET_ORDER, orderByConfusion } from './class-order.ts';
import { CLASS_COUNT } from './classes.ts';

/** A hundred images a class, `[actual, predicted, count]` of them confused. */
function confused(...pairs: [number, number, number][]): Uint32Array {
  const counts = new Uint32Array(CLASS_COUNT * CLASS_COUNT);
  for (const label of DATASET_ORDER) counts[label * CLASS_COUNT + label] = 100;
  for (const [actual, predicted, count] of pairs) {
    counts[actual * CLASS_COUNT + predicted] = count;
    counts[actual * CLASS_COUNT + actual] = (counts[actual * CLASS_COUNT + actual] ?? 0) - count;
  }
  return counts;
}

/** Every order of the labels, for a search without cleverness. */
function* permutations(labels: readonly number[]): Generator<number[]> {
  if (labels.length === 0) yield [];
  for (const label of labels) {
    for (const rest of permutations(labels.filter((other) => other !== label))) yield [label, ...rest];
  }
}

describe('orderByConfusion', () => {
  it('is the order of the dataset when nothing is confused', () => {
    expect(orderByConfusion(confused())).toEqual(DATASET_ORDER);
    expect(orderByConfusion(new Uint32Array(CLASS_COUNT * CLASS_COUNT))).toEqual(DATASET_ORDER);
  });

  it('strings a chain of confused classes in its order', () => {
    const chain = [7, 2, 9, 0, 5, 1, 8, 3, 6, 4];
    const pairs = chain.slice(1).map((label, index): [number, number, number] => [chain[index] ?? 0, label, 9]);
    // Backwards it is as good; the one with the lower label first is taken.
    expect(orderByConfusion(confused(...pairs))).toEqual(chain.toReversed());
  });

  it('finds what trying every order finds', () => {
    const pairs: [number, number, number][] = [
      [0, 6, 20],
      [6, 0, 14],
      [2, 4, 11],
      [4, 2, 9],
      [6, 2, 8],
      [6, 4, 7],
      [3, 0, 3],
      [6, 3, 2],
    ];
    const counts = confused(...pairs);
    const cost = (order: readonly number[]) =>
      pairs.reduce((sum, [a, b, count]) => sum + count * Math.abs(order.indexOf(a) - order.indexOf(b)), 0);
    // The others are confused with nothing: they may stand at the end.
    let least = Number.POSITIVE_INFINITY;
    for (const order of permutations([0, 2, 3, 4, 6])) least = Math.min(least, cost(order));
    const found = orderByConfusion(counts);
    expect([...found].sort((a, b) => a - b)).toEqual(DATASET_ORDER);
    expect(cost(found)).toBe(least);
  });
});

describe('classOrder', () => {
  it('by group has every class once', () => {
    const order = classOrder('group', confused());
    expect(order).toEqual(CLASS_GROUPS.flatMap(({ labels }): readonly number[] => labels));
    expect([...order].sort((a, b) => a - b)).toEqual(DATASET_ORDER);
  });
});
