import type { BenchCall, BenchReply, Block, Prepared } from '../../src/engine/bench/contract.ts';

/** The page of one contestant, named by `?engine=`: passes calls on to its worker. scripts/bench.mjs drives it. */

const START: Readonly<Record<string, () => Worker>> = {
  'fitting-room': () =>
    new Worker(new URL('../../src/engine/bench/engine.worker.ts', import.meta.url), { type: 'module' }),
  'fitting-room-augmented': () =>
    new Worker(new URL('../../src/engine/bench/augmented.worker.ts', import.meta.url), { type: 'module' }),
  tfjs: () => new Worker(new URL('./workers/tfjs.worker.ts', import.meta.url), { type: 'module' }),
  'jax-js': () => new Worker(new URL('./workers/jax.worker.ts', import.meta.url), { type: 'module' }),
};

const name = new URLSearchParams(location.search).get('engine') ?? '';
const worker = START[name]?.();

function call(message: BenchCall): Promise<Prepared | Block> {
  if (worker === undefined) return Promise.reject(new Error(`there is no engine "${name}"`));
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<BenchReply>) => {
      if ('error' in data) reject(new Error(data.error));
      else resolve(data.value);
    };
    worker.onerror = (event) => reject(new Error(event.message || 'the worker could not be loaded'));
    worker.postMessage(message);
  });
}

Object.assign(globalThis, { call });
