import { blockUntilReady, defaultDevice, init, type Array as JaxArray, numpy as np } from '@jax-js/jax';
import { networkLayers } from '../../../src/core/networks.ts';
import { type SyntheticBatch, syntheticBatch } from '../../../src/engine/bench/batches.ts';
import type { BenchOrder, Block, Contestant, GpuCounts, Prepared } from '../../../src/engine/bench/contract.ts';
import { countGpuCalls } from '../../../src/engine/bench/gpu-counts.ts';
import { evenly } from '../../../src/engine/bench/serve.ts';
import { defaultAdapterName } from './adapter.ts';
import { compiledStep, correctedRate, initialParameters, type TrainingState } from './jax-model.ts';

/** jax-js as a contestant: one compiled function for the whole step. */

interface Ready {
  readonly step: ReturnType<typeof compiledStep>;
  readonly data: SyntheticBatch;
  readonly takeCounts: (() => GpuCounts) | undefined;
  state: TrainingState;
}

export class JaxContestant implements Contestant {
  #ready: Ready | undefined;
  #iteration = 0;

  async prepare({ backend, network, batch, threads }: BenchOrder): Promise<Prepared> {
    const isWasm = backend === 'wasm';
    const takeCounts = isWasm ? undefined : countGpuCalls();
    const adapter = isWasm ? 'generated wasm' : await defaultAdapterName();
    // It starts a thread for each core it sees.
    Object.defineProperty(navigator, 'hardwareConcurrency', { value: threads });
    const started = await init(backend);
    if (!started.includes(backend)) throw new Error(`jax-js could not start ${backend}`);
    defaultDevice(backend);
    const layers = networkLayers(network);
    const parameters = initialParameters(layers);
    const zeros = (): JaxArray[] => parameters.map((parameter) => np.zeros(parameter.shape));
    const state = { parameters, firstMoments: zeros(), secondMoments: zeros() };
    this.#ready = { step: compiledStep(layers), data: syntheticBatch(batch, 1), takeCounts, state };
    const left = new Set(['batchNorm', 'dropout']);
    const hasLeft = layers.some(({ spec }) => left.has(spec.kind));
    return {
      adapter,
      threads: isWasm ? threads : 1,
      ...(hasLeft ? { note: 'without batch normalisation and dropout' } : {}),
    };
  }

  async run(steps: number): Promise<Block> {
    const ready = this.#ready;
    if (ready === undefined) throw new Error('run before prepare');
    ready.takeCounts?.();
    const each: number[] = [];
    const start = performance.now();
    let loss: JaxArray | undefined;
    for (let step = 0; step < steps; step++) {
      const stepStart = performance.now();
      loss?.dispose();
      loss = this.#trainStep(ready);
      if (ready.takeCounts === undefined) await blockUntilReady([loss, ready.state.parameters]);
      each.push(performance.now() - stepStart);
    }
    const values = await loss?.data();
    const total = performance.now() - start;
    if (!Number.isFinite(values?.[0])) throw new Error('the loss is not finite');
    const gpu = ready.takeCounts?.();
    return gpu === undefined ? { msPerStep: each } : { msPerStep: evenly(steps, total), gpu };
  }

  #trainStep(ready: Ready): JaxArray {
    this.#iteration++;
    const { pixels, labels } = ready.data;
    const batch = labels.length;
    const oneHot = new Float32Array(batch * 10);
    for (const [image, label] of labels.entries()) oneHot[image * 10 + label] = 1;
    const { parameters, firstMoments, secondMoments } = ready.state;
    const [nextParameters, nextFirst, nextSecond, loss] = ready.step(
      parameters,
      firstMoments,
      secondMoments,
      np.array([correctedRate(this.#iteration)]),
      np.array(pixels).reshape([batch, 1, 28, 28]),
      np.array(oneHot).reshape([batch, 10]),
    ) as [JaxArray[], JaxArray[], JaxArray[], JaxArray];
    ready.state = { parameters: nextParameters, firstMoments: nextFirst, secondMoments: nextSecond };
    return loss;
  }
}
