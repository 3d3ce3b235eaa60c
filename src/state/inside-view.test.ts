import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeWorker } from '../client/fake-worker.ts';
import type { Embedding, InspectedImage, LayersLook, Refusal } from '../protocol/inspection.ts';
import { FittingRoom } from './fitting-room.ts';

/** What a person who looks inside asks of the engine, and what comes of the answers. */

const IMAGE: InspectedImage = { kind: 'dataset', source: 'train', index: 7 };
const OTHER: InspectedImage = { kind: 'own', pixels: new Uint8Array(784) };

function openRoom() {
  const worker = new FakeWorker();
  const room = new FittingRoom({ backend: 'auto', threads: 0, notices: [] }, 'http://localhost/data/', {
    startWorker: () => worker,
  });
  room.startEngine();
  worker.say({ type: 'ready', device: { backend: 'wasm', adapter: 'SIMD', threads: 2, verified: true } });
  worker.say({ type: 'labels', source: 'train', labels: new Uint8Array(10) });
  const phase = (name: 'training' | 'paused' | 'stopped' | 'finished') =>
    worker.say({ type: 'phase', runId: 1, phase: name, step: 1 });
  return { room, worker, phase, state: () => room.store.getState() };
}

function lookAfter(step: number, gradientNorm?: number): LayersLook {
  return {
    kind: 'layers',
    step,
    probabilities: new Float32Array(10),
    layers: [{ id: '0', weightNorm: 2, ...(gradientNorm === undefined ? {} : { gradientNorm }) }],
    deadUnitImages: 200,
  };
}

function embeddingAfter(step: number): Embedding {
  return {
    kind: 'embedding',
    step,
    indices: new Uint32Array(2),
    width: 3,
    activations: new Float32Array(6),
    probabilities: new Float32Array(20),
  };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('looking inside', () => {
  it('asks nothing while there is no run', async () => {
    const { room, worker } = openRoom();
    room.inside.watchLayers(IMAGE);
    expect(await room.inside.ask({ kind: 'predict', images: [IMAGE] })).toBeUndefined();
    expect(worker.sent('watchLayers')).toEqual([]);
    expect(worker.sent('inspect')).toEqual([]);
  });

  it('keeps what it sees of a run under way, and its norms over time, until the run goes', () => {
    const { room, worker, phase, state } = openRoom();
    room.train('end');
    phase('training');
    room.inside.choose(IMAGE);
    room.inside.watchLayers(IMAGE);
    expect(worker.sent('watchLayers')).toEqual([{ type: 'watchLayers', runId: 1, image: IMAGE }]);
    for (const step of [5, 9]) worker.say({ type: 'layers', runId: 1, look: lookAfter(step, step / 10) });
    worker.say({ type: 'layers', runId: 2, look: lookAfter(50) });
    expect(state().layersLook?.step).toBe(9);
    expect(state().normHistory.map(({ step, layers }) => [step, layers['0']?.gradients])).toEqual([
      [5, 0.5],
      [9, 0.9],
    ]);
    room.inside.watchLayers(undefined);
    expect(worker.sent('watchLayers').at(-1)).toEqual({ type: 'watchLayers', runId: 1 });
    phase('stopped');
    room.reset();
    expect(state()).toMatchObject({ layersLook: undefined, normHistory: [] });
  });

  it('takes a picture away with all that was answered to it, also to what is answered later', async () => {
    const { room, worker, phase, state } = openRoom();
    room.train('end');
    phase('training');
    const nothing = { insideImage: undefined, sketch: undefined, layersLook: undefined };
    room.inside.choose(OTHER);
    room.inside.watchLayers(OTHER);
    worker.say({ type: 'layers', runId: 1, look: lookAfter(5) });
    expect(state().layersLook).toBeDefined();
    room.inside.clearOwn();
    expect(state()).toMatchObject(nothing);
    expect(worker.sent('watchLayers').at(-1)).toEqual({ type: 'watchLayers', runId: 1 });
    worker.say({ type: 'layers', runId: 1, look: lookAfter(9, 0.5) });
    room.inside.answerSketch(Float32Array.of(1));
    expect(state()).toMatchObject(nothing);
    expect(state().normHistory.at(-1)?.step).toBe(9);
    // The same while it is being drawn, before it is what is looked at.
    room.inside.choose(IMAGE);
    room.inside.sketch(OTHER);
    room.inside.answerSketch(Float32Array.of(1));
    room.inside.clearOwn();
    room.inside.restSketch();
    expect(state()).toMatchObject(nothing);
    // An image of the dataset is not somebody's own.
    room.inside.choose(IMAGE);
    room.inside.clearOwn();
    expect(state().insideImage).toBe(IMAGE);
  });

  it('hands a picture that was given to the page over once', () => {
    const { room, state } = openRoom();
    const file = new File(['x'], 'shirt.png');
    room.inside.offer(file);
    expect(state().offeredPicture).toBe(file);
    expect(room.inside.takeOffered()).toBe(file);
    expect(room.inside.takeOffered()).toBeUndefined();
  });

  it('drops a look at an image that is no longer chosen', async () => {
    const { room, worker, phase, state } = openRoom();
    room.train('end');
    phase('paused');
    room.inside.choose(IMAGE);
    const looked = room.inside.lookAtLayers(IMAGE, 'latest');
    room.inside.choose(OTHER);
    const [asked] = worker.sent('inspect');
    worker.say({ type: 'inspection', requestId: asked?.requestId ?? 0, answer: lookAfter(3) });
    await looked;
    expect(state().layersLook).toBeUndefined();
  });

  it('keeps the answer to a drawing on screen until the layers were looked at for it', async () => {
    const { room, worker, phase, state } = openRoom();
    room.train('end');
    phase('paused');
    room.inside.choose(IMAGE);
    const first: InspectedImage = { kind: 'own', pixels: new Uint8Array(784) };
    room.inside.sketch(first);
    room.inside.answerSketch(Float32Array.of(1, 0));
    // The next point of the stroke: the layers are still of the image before, and the answer stays till another comes.
    room.inside.sketch(OTHER);
    expect(state()).toMatchObject({
      insideImage: IMAGE,
      sketch: { image: OTHER, probabilities: Float32Array.of(1, 0) },
    });
    expect(worker.sent('inspect')).toEqual([]);
    room.inside.restSketch();
    expect(state().insideImage).toBe(OTHER);
    const looked = room.inside.lookAtLayers(OTHER, 'latest');
    expect(state().sketch?.image).toBe(OTHER);
    worker.say({ type: 'inspection', requestId: worker.sent('inspect')[0]?.requestId ?? 0, answer: lookAfter(3) });
    await looked;
    expect(state()).toMatchObject({ insideImage: OTHER, sketch: undefined });
    // An answer that comes too late is nobody's.
    room.inside.answerSketch(Float32Array.of(0, 1));
    expect(state().sketch).toBeUndefined();
  });

  it('gives up a drawing for an image that is chosen', () => {
    const { room, state } = openRoom();
    room.inside.sketch(OTHER);
    room.inside.choose(IMAGE);
    room.inside.restSketch();
    expect(state()).toMatchObject({ insideImage: IMAGE, sketch: undefined });
  });

  it('shows the best epoch’s weights without putting them into the course of the latest', async () => {
    const { room, worker, phase, state } = openRoom();
    room.train('end');
    phase('finished');
    room.inside.choose(IMAGE);
    const looked = room.inside.lookAtLayers(IMAGE, 'best');
    const [asked] = worker.sent('inspect');
    expect(asked?.weights).toBe('best');
    worker.say({ type: 'inspection', requestId: asked?.requestId ?? 0, answer: lookAfter(3) });
    await looked;
    expect(state().layersLook?.step).toBe(3);
    expect(state().normHistory).toEqual([]);
  });

  it('follows where images lie only while asked to, and forgets it with the run', () => {
    const { room, worker, phase, state } = openRoom();
    room.inside.watchEmbedding(true);
    expect(worker.sent('watchEmbedding')).toEqual([]);
    room.train('end');
    phase('training');
    room.inside.watchEmbedding(true);
    worker.say({ type: 'embedding', runId: 1, embedding: embeddingAfter(10) });
    worker.say({ type: 'embedding', runId: 2, embedding: embeddingAfter(20) });
    expect(state().embedding?.embedding.step).toBe(10);
    room.inside.watchEmbedding(false);
    expect(worker.sent('watchEmbedding').map(({ isOn }) => isOn)).toEqual([true, false]);
    phase('stopped');
    room.reset();
    expect(state().embedding).toBeUndefined();
  });

  it('drops an embedding of a run that has gone, and keeps the last where the engine refuses one', async () => {
    const { room, worker, phase, state } = openRoom();
    room.train('end');
    phase('paused');
    const answer = (given: Embedding | Refusal) =>
      worker.say({ type: 'inspection', requestId: worker.sent('inspect').at(-1)?.requestId ?? 0, answer: given });
    const looked = room.inside.lookAtEmbedding('latest');
    answer(embeddingAfter(3));
    await looked;
    const refused = room.inside.lookAtEmbedding('latest');
    answer({ kind: 'refused', reason: 'moving', message: '' });
    await refused;
    expect(state().embedding?.embedding.step).toBe(3);
    const late = room.inside.lookAtEmbedding('latest');
    phase('stopped');
    room.reset();
    answer(embeddingAfter(4));
    await late;
    expect(state().embedding).toBeUndefined();
  });
});
