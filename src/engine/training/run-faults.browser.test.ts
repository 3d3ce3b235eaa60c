import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { DEFAULT_EXPERIMENT, type Experiment } from '../../experiment/schema.ts';
import type { EngineEvent, Source, Stretch } from '../../protocol/messages.ts';
import { startWasm } from '../backend/wasm.ts';
import { Dataset } from '../data/dataset.ts';
import type { ImageBlock } from '../ops/gather-images.ts';
import { Run } from './run.ts';

/** A run whose surroundings fail: a store that throws, a message that can't be sent, labels that never come, a clock that sleeps. */

/** Tells of each look at an image's pixels, and never has the test set's labels. */
class WatchedDataset extends Dataset {
  #looks = 0;
  #onLook: (look: number) => void = () => undefined;

  /** @param onLook called with each look from now on, counted from 1 */
  watch(onLook: (look: number) => void): void {
    this.#looks = 0;
    this.#onLook = onLook;
  }

  override blockOf(source: Source, image: number): ImageBlock | undefined {
    this.#onLook(++this.#looks);
    return super.blockOf(source, image);
  }

  override labels(source: Source): Promise<Uint8Array> {
    return source === 'test' ? new Promise(() => undefined) : super.labels(source);
  }
}

let dataset: WatchedDataset;

beforeAll(async () => {
  await startWasm(1);
  dataset = new WatchedDataset(new URL('/data/', location.href), () => undefined);
  dataset.load();
  await dataset.waitFor('train', Uint32Array.of(0, 9999));
});

/** An epoch looks 64 times to train, 16 a step, and 64 times to measure. */
const SMALL: Experiment = {
  ...DEFAULT_EXPERIMENT,
  network: 'conv2dsimple',
  trainImages: 64,
  validationShare: 0,
  batchSize: 16,
  epochs: 200,
};

/** Whether the run's surroundings take this event. */
type Takes = (event: EngineEvent) => void;

function startRun(until: Stretch, takes: Takes = () => undefined, now?: () => number) {
  const events: EngineEvent[] = [];
  const post = (event: EngineEvent) => {
    takes(event);
    events.push(event);
  };
  const run = new Run(
    { runId: 1, experiment: SMALL, withoutShards: [], savesEachEpoch: true },
    until,
    dataset,
    post,
    now,
  );
  run.start('wasm, tested');
  const phase = (wanted: string) =>
    vi.waitFor(
      () => {
        const last = events.findLast((event) => event.type === 'phase');
        if (last?.phase !== wanted) throw new Error(`the phase is ${last?.phase}`);
        return last;
      },
      { timeout: 30_000, interval: 10 },
    );
  const chunks = () => events.filter((event) => event.type === 'chunk');
  return { run, events, phase, chunks };
}

/** Fails the test rather than its time limit. */
async function disposed(run: Run): Promise<string> {
  const late = new Promise<string>((resolve) => setTimeout(() => resolve('still there'), 10_000));
  return Promise.race([run.dispose().then(() => 'disposed'), late]);
}

describe('a throw ends the run with its fault, and leaves nothing behind', () => {
  it.each([
    ['at the first step', 1],
    ['within a chunk of several', 40],
    ['in an evaluation', 64 + 16],
  ])('%s', async (_, failing) => {
    const before = tf.memory().numTensors;
    dataset.watch((look) => {
      if (look === failing) throw new Error('the images are gone');
    });
    const { run, events, phase } = startRun('end');
    expect(await phase('failed')).toMatchObject({ fault: { code: 'internal', message: 'the images are gone' } });
    // It stands still: what is asked of it can be looked at, and nothing more comes.
    expect(run.inspected?.isCurrent()).toBe(true);
    const said = events.length;
    run.pause();
    run.continue('end');
    run.stop();
    expect(events.length).toBe(said);
    expect(await disposed(run)).toBe('disposed');
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each(['chunk', 'evaluation', 'checkpoint'] as const)('when a %s can not be posted', async (type) => {
    const before = tf.memory().numTensors;
    const { run, phase } = startRun('end', (event) => {
      if (event.type === type) throw new DOMException('it could not be cloned', 'DataCloneError');
    });
    expect(await phase('failed')).toMatchObject({ fault: { code: 'internal', message: 'it could not be cloned' } });
    expect(run.inspected?.isCurrent()).toBe(true);
    expect(await disposed(run)).toBe('disposed');
    expect(tf.memory().numTensors).toBe(before);
  });

  it('when the checkpoint of a pause can not be taken', async () => {
    const { run, phase } = startRun('step', (event) => {
      if (event.type === 'checkpoint') throw new Error('no memory');
    });
    expect(await phase('failed')).toMatchObject({ fault: { message: 'no memory' } });
    expect(await disposed(run)).toBe('disposed');
  });
});

describe('while the labels of the test set are missing', () => {
  it.each(['stopped', 'paused'] as const)('a %s run that waits for them can be disposed', async (standing) => {
    const { run, phase } = startRun('step');
    await phase('paused');
    if (standing === 'stopped') {
      run.stop();
      await phase('stopped');
    }
    run.evaluateTest();
    await phase('evaluating');
    expect(await disposed(run)).toBe('disposed');
  });

  it('a paused run that waits for them can be stopped, and is stopped from then on', async () => {
    const { run, events, phase } = startRun('step');
    await phase('paused');
    run.evaluateTest();
    await phase('evaluating');
    const said = events.length;
    run.stop();
    await vi.waitFor(() => expect(events.slice(said).some(({ type }) => type === 'phase')).toBe(true));
    await run.dispose();
    const phases = events.slice(said).flatMap((event) => (event.type === 'phase' ? [event.phase] : []));
    expect(new Set(phases)).toEqual(new Set(['stopped']));
  });
});

it('what the machine sleeps is no time of training, and changes no rate', async () => {
  let slept = 0;
  dataset.watch((look) => {
    // An hour in the second step of two epochs, once the pace is known.
    if (look === 128 * 20 + 30 || look === 128 * 30 + 30) slept += 3_600_000;
  });
  const { run, phase, events, chunks } = startRun('end', undefined, () => performance.now() + slept);
  const epochs = () => events.filter(({ type }) => type === 'evaluation').length;
  await vi.waitFor(() => expect(epochs()).toBeGreaterThan(35), { timeout: 60_000, interval: 10 });
  run.stop();
  await phase('stopped');
  expect(slept).toBe(7_200_000);
  for (const { trainingMs, msPerStep, imagesPerSecond } of chunks()) {
    expect(trainingMs).toBeLessThan(60_000);
    expect(msPerStep).toBeLessThan(5000);
    expect(imagesPerSecond).toBeGreaterThan(3);
  }
  await run.dispose();
});
