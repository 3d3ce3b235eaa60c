import { beforeAll, expect, it, vi } from 'vitest';
import { DEFAULT_EXPERIMENT, type Experiment } from '../../experiment/schema.ts';
import { type Checkpoint, checkpointSchema } from '../../protocol/checkpoint.ts';
import type { EngineEvent } from '../../protocol/messages.ts';
import { requestAdapter } from '../backend/adapter.ts';
import { startWebgpu } from '../backend/webgpu.ts';
import { Dataset } from '../data/dataset.ts';
import { Run } from './run.ts';

/** WebGPU's half of what run.browser.test.ts shows for wasm; few and small steps, for a software adapter. */

let dataset: Dataset;

beforeAll(async () => {
  await startWebgpu(await requestAdapter(true), (fault) => {
    throw new Error(fault.message);
  });
  dataset = new Dataset(new URL('/data/', location.href), () => undefined);
  dataset.load();
  await dataset.waitFor('train', Uint32Array.of(0));
});

const EXPERIMENT: Experiment = {
  ...DEFAULT_EXPERIMENT,
  network: 'conv2dsimple',
  trainImages: 50,
  validationShare: 0,
  batchSize: 8,
  optimizer: 'rmsProp',
  flip: true,
  shift: 2,
  rotation: 10,
  cutout: 6,
  labelNoise: 0.2,
  weightDecay: 0.01,
};

/** Takes steps one by one, and gives their losses and the last checkpoint. */
async function train(steps: number, checkpoint?: Checkpoint) {
  const events: EngineEvent[] = [];
  const settings = { runId: 1, experiment: EXPERIMENT, withoutShards: [], checkpoint };
  const run = new Run(settings, 'step', dataset, (event) => events.push(event));
  const checkpoints = () => events.filter((event) => event.type === 'checkpoint');
  run.start('webgpu, tested');
  for (let step = 1; step <= steps; step++) {
    await vi.waitFor(() => expect(checkpoints()).toHaveLength(step), { timeout: 120_000, interval: 20 });
    if (step < steps) run.continue('step');
  }
  await run.dispose();
  const losses = events.flatMap((event) => (event.type === 'chunk' ? [...event.losses] : []));
  return { losses, last: checkpoints().at(-1)?.checkpoint };
}

it('a run on WebGPU goes on from a checkpoint as if it had never stopped, to the bit', async () => {
  const whole = await train(4);
  const first = await train(2);
  const second = await train(2, checkpointSchema.parse(structuredClone(first.last)));
  expect([...first.losses, ...second.losses]).toEqual(whole.losses);
  expect(second.last?.weights).toEqual(whole.last?.weights);
  expect(second.last?.slots).toEqual(whole.last?.slots);
});
