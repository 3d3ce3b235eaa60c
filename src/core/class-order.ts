import { CLASS_COUNT, CLASS_NAMES } from './classes.ts';
import { actualTotal, type ConfusionCounts, confusionAt } from './confusion.ts';

/** Orders in which the classes may stand in the matrix. */

export const CLASS_ORDERS = ['dataset', 'confusion', 'group'] as const;
export type ClassOrderName = (typeof CLASS_ORDERS)[number];

/** The classes by what they are: what is worn on the upper body, on the feet, and the rest. */
export const CLASS_GROUPS = [
  { name: 'tops', labels: [0, 2, 4, 6] },
  { name: 'footwear', labels: [5, 7, 9] },
  { name: 'others', labels: [1, 3, 8] },
] as const;

export const DATASET_ORDER: readonly number[] = CLASS_NAMES.map((_, label) => label);
const GROUP_ORDER: readonly number[] = CLASS_GROUPS.flatMap(({ labels }): readonly number[] => labels);

/** @param counts what the order by confusion is computed from */
export function classOrder(name: ClassOrderName, counts: ConfusionCounts): readonly number[] {
  if (name === 'dataset') return DATASET_ORDER;
  return name === 'group' ? GROUP_ORDER : orderByConfusion(counts);
}

/** Whole numbers add up exactly, so that equally good orders are known to be equal. */
const SIMILARITY_UNITS = 1e6;

/** How often two classes are taken for each other: the mean of the shares of each that are taken for the other. */
function similarities(counts: ConfusionCounts): number[][] {
  const share = (actual: number, predicted: number) =>
    confusionAt(counts, actual, predicted) / Math.max(1, actualTotal(counts, actual));
  return DATASET_ORDER.map((a) =>
    DATASET_ORDER.map((b) => (a === b ? 0 : Math.round((SIMILARITY_UNITS * (share(a, b) + share(b, a))) / 2))),
  );
}

/**
 * Seriation: the order in which classes that are taken for each other stand closest, which is the least sum over all
 * pairs of similarity times distance (optimal linear arrangement: M. R. Garey, D. S. Johnson, L. Stockmeyer, "Some
 * simplified NP-complete graph problems", 1976). The sum is that of the similarities cut between neighbours, so dynamic
 * programming over the subsets that may stand first (M. Held, R. M. Karp, "A dynamic programming approach to sequencing
 * problems", 1962) finds the exact answer in 2^10 x 10 steps. Of equally good orders it is the first by label.
 */
export function orderByConfusion(counts: ConfusionCounts): readonly number[] {
  const similar = similarities(counts);
  const all = (1 << CLASS_COUNT) - 1;
  const cuts = Array.from({ length: all + 1 }, (_, subset) => cutOf(similar, subset));
  /** The least sum for placing what is not in the subset after what is. */
  const least = new Float64Array(all + 1);
  const sumAfter = (subset: number, label: number) => {
    const next = subset | (1 << label);
    return (cuts[next] ?? 0) + (least[next] ?? 0);
  };
  const outside = (subset: number) => DATASET_ORDER.filter((label) => (subset & (1 << label)) === 0);
  for (let subset = all - 1; subset >= 0; subset--) {
    least[subset] = Math.min(...outside(subset).map((label) => sumAfter(subset, label)));
  }
  const order: number[] = [];
  for (let subset = 0; subset !== all; ) {
    const next = outside(subset).find((label) => sumAfter(subset, label) === least[subset]);
    if (next === undefined) throw new RangeError('no class reaches the least sum');
    order.push(next);
    subset |= 1 << next;
  }
  return order;
}

/** The similarities between the classes in a subset and those outside it. */
function cutOf(similar: readonly (readonly number[])[], subset: number): number {
  let cut = 0;
  for (const [a, row] of similar.entries()) {
    if ((subset & (1 << a)) === 0) continue;
    for (const [b, value] of row.entries()) if ((subset & (1 << b)) === 0) cut += value;
  }
  return cut;
}
