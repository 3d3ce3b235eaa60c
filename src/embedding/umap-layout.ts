import { UMAP } from 'umap-js';
import { fillRandomWords, wordToUnit } from '../core/philox.ts';
import { STREAM } from '../core/streams.ts';
import { NEIGHBOURS } from './layout-limits.ts';
import { nearestNeighbours } from './nearest-neighbours.ts';
import { principalPositions } from './start-positions.ts';

/**
 * Many numbers a point laid out on a plane by UMAP (McInnes et al. 2018, https://arxiv.org/abs/1802.03426): near points
 * stay near; how far apart distant groups lie means little.
 */

export interface LayoutInput {
  /** Row after row // [count, width] */
  readonly points: Float32Array;
  readonly width: number;
  /** Where points start: those of the layout before, so that they move instead of jumping // [count, 2] */
  readonly start?: Float32Array | undefined;
}

export interface LaidOut {
  /** [count, 2] */
  readonly positions: Float32Array<ArrayBuffer>;
  /** Of each point the others it is nearest to before it is laid out, the nearest first // [count, NEIGHBOURS - 1] */
  readonly neighbours: Uint32Array<ArrayBuffer>;
}

const SEED = 1;
/** A new layout has to find its shape; one that goes on from another only has to follow. */
const ROUNDS = 200;
const FOLLOWING_ROUNDS = 80;
/** Step size, likewise. */
const FOLLOWING_RATE = 0.4;

/**
 * The same input gives the same layout, to the bit, in one browser.
 * @param onRound hears the share of the work that is done, 0..1
 * @throws RangeError for fewer than FEWEST_POINTS points
 */
export function umapLayout({ points, width, start }: LayoutInput, onRound?: (share: number) => void): LaidOut {
  const count = points.length / width;
  const { indices, distances } = nearestNeighbours(points, width, NEIGHBOURS);
  const umap = new UMAP({
    nNeighbors: NEIGHBOURS,
    nEpochs: start === undefined ? ROUNDS : FOLLOWING_ROUNDS,
    learningRate: start === undefined ? 1 : FOLLOWING_RATE,
    random: philoxRandom(),
  });
  umap.setPrecomputedKNN(indices, distances);
  // With the neighbours given it never reads the vectors themselves, only how many there are.
  const rounds = umap.initializeFit(indices);
  const embedding = umap.getEmbedding();
  place(embedding, start ?? principalPositions(points, width));
  for (let round = 1; round <= rounds; round++) {
    umap.step();
    onRound?.(round / rounds);
  }
  return {
    positions: Float32Array.from({ length: count * 2 }, (_, at) => embedding[at >> 1]?.[at & 1] ?? 0),
    neighbours: Uint32Array.from(indices.flatMap((nearest) => nearest.slice(1))),
  };
}

/** UMAP moves the very rows it hands out, and offers no other way to say where they start. */
function place(embedding: number[][], positions: Float32Array): void {
  for (const [point, position] of embedding.entries()) {
    position[0] = positions[2 * point] ?? 0;
    position[1] = positions[2 * point + 1] ?? 0;
  }
}

const BLOCK = 4096;

/** What UMAP draws its comparisons from, in place of Math.random. */
function philoxRandom(): () => number {
  const words = new Uint32Array(BLOCK);
  let next = 0;
  return () => {
    if (next % BLOCK === 0) fillRandomWords(words, SEED, STREAM.embedding, next / BLOCK);
    return wordToUnit(words[next++ % BLOCK] ?? 0);
  };
}
