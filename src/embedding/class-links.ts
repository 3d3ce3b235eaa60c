import { CLASS_COUNT } from '../core/classes.ts';

/** Which classes lie near each other, counted over the nearest neighbours of their images before they are laid out. */

export interface NearClass {
  readonly label: number;
  /** Of all neighbours of the asked class's images, 0..1. */
  readonly share: number;
}

export interface NearPair {
  readonly first: number;
  readonly second: number;
  /** Of all neighbours of both classes' images, how many are of the other class, 0..1. */
  readonly share: number;
}

/**
 * @param neighbours of each point the same number of others, row after row
 * @param labels of each point
 * @returns neighbours of each class's points by their class // [CLASS_COUNT, CLASS_COUNT]
 */
export function countClassLinks(neighbours: Uint32Array, labels: Uint8Array): Uint32Array {
  const links = new Uint32Array(CLASS_COUNT * CLASS_COUNT);
  const each = neighbours.length / Math.max(1, labels.length);
  for (const [at, other] of neighbours.entries()) {
    const place = (labels[Math.floor(at / each)] ?? 0) * CLASS_COUNT + (labels[other] ?? 0);
    links[place] = (links[place] ?? 0) + 1;
  }
  return links;
}

function linksOf(links: Uint32Array, label: number): Uint32Array {
  return links.subarray(label * CLASS_COUNT, (label + 1) * CLASS_COUNT);
}

function total(counts: Uint32Array): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/** The other classes among the neighbours of a class, most first, equal ones by label; those with none are left out. */
export function nearestClasses(links: Uint32Array, label: number): NearClass[] {
  const own = linksOf(links, label);
  const all = Math.max(1, total(own));
  return Array.from(own, (count, other) => ({ label: other, share: count / all }))
    .filter((near) => near.label !== label && near.share > 0)
    .sort((a, b) => b.share - a.share);
}

/** Pairs of classes that are each other's neighbours, most first, equal ones by label; those that never are, are left out. */
export function nearestPairs(links: Uint32Array): NearPair[] {
  const pairs: NearPair[] = [];
  for (let first = 0; first < CLASS_COUNT; first++) {
    for (let second = first + 1; second < CLASS_COUNT; second++) {
      const [ofFirst, ofSecond] = [linksOf(links, first), linksOf(links, second)];
      const crossing = (ofFirst[second] ?? 0) + (ofSecond[first] ?? 0);
      if (crossing > 0) pairs.push({ first, second, share: crossing / (total(ofFirst) + total(ofSecond)) });
    }
  }
  return pairs.sort((a, b) => b.share - a.share);
}
