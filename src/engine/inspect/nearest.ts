import type { Nearest } from '../../protocol/inspection.ts';
import { arrivedOf, embedBytes, embedImages } from './embedding.ts';
import type { InspectedNetwork, InspectedRun } from './inspected.ts';

/** Which training images the network puts nearest to a picture. */

interface Reference {
  /** The weights they were made with, and when those still held. */
  readonly network: InspectedNetwork;
  readonly isCurrent: () => boolean;
  readonly indices: Uint32Array;
  /** [images, width] */
  readonly activations: Float32Array;
}

interface Wanted {
  /** One image // [784] */
  readonly bytes: Uint8Array;
  readonly count: number;
  readonly gate: () => Promise<boolean>;
  readonly isCurrent: () => boolean;
}

export class NearestImages {
  /** Kept while the weights are the same: a drawing asks again and again. */
  #reference: Reference | undefined;

  /** @returns undefined when the gate gave up */
  async find(network: InspectedNetwork, run: InspectedRun, wanted: Wanted): Promise<Nearest | undefined> {
    const { bytes, count, gate } = wanted;
    const asked = await embedBytes(network, bytes);
    const reference = await this.#referenceFor(network, run, wanted);
    if (reference === undefined || !(await gate())) return undefined;
    const { indices, activations } = reference;
    const similarities = Float32Array.from(indices, (_, place) =>
      cosine(asked, activations.subarray(place * asked.length, (place + 1) * asked.length)),
    );
    const order = Array.from(indices.keys()).sort((a, b) => (similarities[b] ?? 0) - (similarities[a] ?? 0) || a - b);
    const nearest = order.slice(0, count);
    return {
      kind: 'nearest',
      indices: Uint32Array.from(nearest, (place) => indices[place] ?? 0),
      similarities: Float32Array.from(nearest, (place) => similarities[place] ?? 0),
      among: indices.length,
    };
  }

  forget(): void {
    this.#reference = undefined;
  }

  async #referenceFor(
    network: InspectedNetwork,
    run: InspectedRun,
    { gate, isCurrent }: Wanted,
  ): Promise<Reference | undefined> {
    const kept = this.#reference;
    const indices = arrivedOf(run.training, run);
    const isKept =
      kept?.network.weights === network.weights && kept.isCurrent() && kept.indices.length === indices.length;
    if (isKept) return kept;
    const given = await embedImages(network, run, indices, gate);
    if (given === undefined) return undefined;
    this.#reference = { network, isCurrent, indices, activations: given.activations };
    return this.#reference;
  }
}

/** 0 where one of them is all zeros. */
function cosine(first: Float32Array, second: Float32Array): number {
  let [product, firstSquares, secondSquares] = [0, 0, 0];
  for (const [unit, value] of first.entries()) {
    const other = second[unit] ?? 0;
    product += value * other;
    firstSquares += value * value;
    secondSquares += other * other;
  }
  return firstSquares === 0 || secondSquares === 0 ? 0 : product / Math.sqrt(firstSquares * secondSquares);
}
