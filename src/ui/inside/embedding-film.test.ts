import { beforeEach, describe, expect, it } from 'vitest';
import type { Layout, LayoutOrder } from '../../embedding/layout-client.ts';
import type { Embedding } from '../../state/room-state.ts';
import { EmbeddingFilm } from './embedding-film.ts';

const IMAGES = 20;
const LABELS = Uint8Array.from({ length: 100 }, (_, image) => image % 10);

/** Answers when it is told to. */
class FakeLayouts {
  readonly orders: (LayoutOrder & { readonly resolve: (layout: Layout) => void })[] = [];
  stops = 0;

  lay(order: LayoutOrder): Promise<Layout> {
    return new Promise((resolve) => this.orders.push({ ...order, resolve }));
  }

  stop(): void {
    this.stops++;
    for (const { resolve } of this.orders) resolve({ fault: 'given up' });
  }

  async finish(order: number, fill = 1): Promise<void> {
    const neighbours = new Uint32Array(IMAGES * 14).fill(1);
    this.orders[order]?.resolve({ positions: new Float32Array(2 * IMAGES).fill(fill), neighbours });
    await settled();
  }
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
}

function embeddingAfter(step: number, images = IMAGES, value = 0.5): Embedding {
  const probabilities = new Float32Array(images * 10);
  for (let image = 0; image < images; image++) probabilities[image * 10 + 3] = 1;
  return {
    kind: 'embedding',
    step,
    indices: Uint32Array.from({ length: images }, (_, image) => image + 5),
    width: 2,
    activations: new Float32Array(images * 2).fill(value),
    probabilities,
  };
}

let layouts: FakeLayouts;
let film: EmbeddingFilm;
const take = (embedding: Embedding, restores = 0) => film.take({ runId: 1, restores, embedding, labels: LABELS });
const steps = () => film.state().frames.map(({ step }) => step);

beforeEach(() => {
  layouts = new FakeLayouts();
  film = new EmbeddingFilm(layouts);
  film.showRun(1);
});

describe('the film of an embedding', () => {
  it('keeps what was laid out, with what the network answers and how the classes mix', async () => {
    take(embeddingAfter(10));
    expect(film.state()).toMatchObject({ progress: 0, frames: [] });
    layouts.orders[0]?.onProgress(0.4);
    expect(film.state().progress).toBe(0.4);
    await layouts.finish(0);
    const [frame] = film.state().frames;
    expect(film.state().progress).toBeUndefined();
    expect(frame?.answers.actual.slice(0, 3)).toEqual(Uint8Array.of(5, 6, 7));
    expect(frame?.answers.predicted[0]).toBe(3);
    expect(frame?.answers.probabilities[3]).toBe(0xffff);
    // Everybody's neighbours are point 1, an image of class 6.
    expect(frame?.links[5 * 10 + 6]).toBe(28);
  });

  it('starts each layout from the one before, of the same images', async () => {
    take(embeddingAfter(10));
    await layouts.finish(0, 7);
    take(embeddingAfter(20));
    expect(layouts.orders[1]?.start).toEqual(new Float32Array(2 * IMAGES).fill(7));
    await layouts.finish(1);
    take(embeddingAfter(30, IMAGES + 1));
    expect(layouts.orders[2]?.start).toBeUndefined();
  });

  it('puts an earlier epoch that is looked at late in its place, and starts it from the one before it', async () => {
    take(embeddingAfter(10));
    await layouts.finish(0, 1);
    take(embeddingAfter(30));
    await layouts.finish(1, 3);
    take(embeddingAfter(20));
    expect(layouts.orders[2]?.start).toEqual(new Float32Array(2 * IMAGES).fill(1));
    await layouts.finish(2, 2);
    expect(steps()).toEqual([10, 20, 30]);
    // Before all others there is still where the images lay at first.
    take(embeddingAfter(5));
    expect(layouts.orders[3]?.start).toEqual(new Float32Array(2 * IMAGES).fill(1));
    // What was put back comes after what it was put back from.
    await layouts.finish(3);
    take(embeddingAfter(20), 1);
    await layouts.finish(4);
    expect(film.state().frames.map(({ step, restores }) => [step, restores])).toEqual([
      [5, 0],
      [10, 0],
      [20, 0],
      [30, 0],
      [20, 1],
    ]);
  });

  it('leaves out what is overtaken while another layout is under way', async () => {
    for (const step of [10, 20, 30]) take(embeddingAfter(step));
    expect(layouts.orders).toHaveLength(1);
    expect(film.has({ step: 30, restores: 0 })).toBe(true);
    await layouts.finish(0);
    await layouts.finish(1);
    expect(steps()).toEqual([10, 30]);
  });

  it('lays the same weights out once, and anew when an earlier epoch’s were put back', async () => {
    take(embeddingAfter(10));
    await layouts.finish(0);
    take(embeddingAfter(10));
    expect(layouts.orders).toHaveLength(1);
    expect(film.has({ step: 10, restores: 1 })).toBe(false);
    take(embeddingAfter(10), 1);
    expect(layouts.orders).toHaveLength(2);
  });

  it('gives up at rest and goes on later; another run starts another film', async () => {
    take(embeddingAfter(10));
    film.rest();
    await settled();
    expect(film.state()).toMatchObject({ progress: undefined, problem: undefined, frames: [] });
    take(embeddingAfter(10));
    await layouts.finish(1);
    expect(steps()).toEqual([10]);
    film.follow(true);
    film.showRun(2);
    expect(film.state()).toMatchObject({ frames: [], isFollowing: true });
    take(embeddingAfter(20));
    expect(layouts.orders).toHaveLength(2);
  });

  it('says why nothing is laid out', async () => {
    take(embeddingAfter(10, 8));
    expect(film.state().problem).toEqual({ kind: 'too-few', images: 8 });
    take(embeddingAfter(10, IMAGES, Number.NaN));
    expect(film.state().problem).toEqual({ kind: 'not-finite' });
    take(embeddingAfter(20));
    layouts.orders[0]?.resolve({ fault: 'no memory' });
    await settled();
    expect(film.state().problem).toEqual({ kind: 'failed', message: 'no memory' });
    take(embeddingAfter(20));
    await layouts.finish(1);
    expect(film.state()).toMatchObject({ problem: undefined });
    expect(steps()).toEqual([20]);
  });
});
