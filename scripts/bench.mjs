/**
 * Training speed, side by side: this engine, stock TensorFlow.js, jax-js and PyTorch, each where it can run.
 *
 *   npm run bench -- [--backend wasm|webgpu|all] [--networks conv2dsimple2,…|all] [--engines fitting-room,…|all]
 *     [--batch 128] [--steps 20] [--threads N] [--limit 120] [--json FILE] [--profile] [--gpu]
 *     [--runtime chromium|node]
 *
 * A step is forward, loss, gradients and Adam. Contestants take turns of a few steps after a warm-up, so that whatever
 * else the machine does hits all of them. `--limit` is the seconds each may take for one network. `--gpu` lets Chromium
 * use the real GPU instead of the software one. `--runtime node` runs the bundles under Node on the npm package `webgpu`.
 */
import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { runnerImport } from 'vite';
import { pageEntrant, pytorchEntrant } from './bench/contestants.mjs';
import { race } from './bench/race.mjs';
import { kernelTimes, makeRow } from './bench/rows.mjs';
import { servePage } from './bench/serve.mjs';
import { kernelTable, networkTable } from './bench/table.mjs';
import { launchOptions } from './chromium.mjs';
import { ROOT } from './run.mjs';

/** @typedef {import('../src/core/networks.ts').NetworkId} NetworkId */
/** @typedef {import('../src/engine/bench/contract.ts').BenchBackend} BenchBackend */

const JS_ENGINES = ['fitting-room', 'tfjs', 'jax-js'];
const cores = availableParallelism();

const { values: options } = parseArgs({
  options: {
    backend: { type: 'string', default: 'all' },
    networks: { type: 'string', default: 'all' },
    engines: { type: 'string', default: 'all' },
    batch: { type: 'string', default: '128' },
    steps: { type: 'string', default: '20' },
    threads: { type: 'string', default: String(Math.max(Math.min(2, cores), cores - 1)) },
    limit: { type: 'string', default: '120' },
    json: { type: 'string' },
    profile: { type: 'boolean', default: false },
    gpu: { type: 'boolean', default: false },
    runtime: { type: 'string', default: 'chromium' },
  },
});

/**
 * @template {string} T
 * @param {string} option
 * @param {string} text
 * @param {readonly T[]} known
 * @returns {T[]} the ones named, all of them for `all`
 */
function choose(option, text, known) {
  if (text === 'all') return [...known];
  return text.split(',').map((name) => {
    const found = known.find((candidate) => candidate === name.trim());
    if (found === undefined) throw new Error(`--${option}: "${name}" is none of all, ${known.join(', ')}`);
    return found;
  });
}

/** @type {<T>(path: string) => Promise<T>} */
const importSource = async (path) => /** @type {any} */ ((await runnerImport(join(ROOT, path))).module);
/** @type {typeof import('../src/core/networks.ts')} */
const { NETWORK_IDS, NETWORKS, networkLayers } = await importSource('src/core/networks.ts');
/** @type {typeof import('../src/core/flops.ts')} */
const { trainingFlops } = await importSource('src/core/flops.ts');

const networks = choose('networks', options.networks, NETWORK_IDS);
const backends = choose('backend', options.backend, /** @type {const} */ (['wasm', 'webgpu']));
const engines = choose('engines', options.engines, [...JS_ENGINES, 'pytorch']);
const batch = Number(options.batch);
const limits = { steps: Number(options.steps), limitMs: Number(options.limit) * 1000 };

const { args = [], ...launch } = launchOptions();
const keptArgs = options.gpu ? args.filter((arg) => !arg.startsWith('--use-webgpu-adapter')) : args;
const timestamps = options.profile ? ['--enable-webgpu-developer-features'] : [];
const browser = await chromium.launch({ ...launch, args: [...keptArgs, ...timestamps] });
const page = await servePage();
const native = engines.includes('pytorch') ? pytorchEntrant(NETWORKS) : undefined;
if (engines.includes('pytorch') && native === undefined) console.log('PyTorch: no python3 here can import torch');

/** @type {import('./bench/rows.mjs').Row[]} */
const rows = [];
console.log(`${cpus()[0]?.model ?? 'unknown processor'}, ${cores} cores, Chromium ${browser.version()}`);
for (const network of networks) {
  const gigaflops = trainingFlops(networkLayers(network), batch) / 1e9;
  console.log(`\n${NETWORKS[network].name}, batch ${batch}, ${gigaflops.toFixed(2)} GFLOP a step, times in ms`);
  /** @type {import('./bench/rows.mjs').Row[]} */
  const ofNetwork = [];
  const profiles = [];
  for (const [index, backend] of backends.entries()) {
    const order = { backend, network, batch, threads: Number(options.threads), profile: options.profile };
    const here = JS_ENGINES.filter((name) => engines.includes(name));
    const entrants = here.map((name) => pageEntrant(browser, page.address, name));
    if (native !== undefined && index === 0) entrants.push(native);
    for (const result of await race(entrants, order, limits)) {
      ofNetwork.push(makeRow(result, order, gigaflops * 1e9));
      const kernels = kernelTimes(result.blocks);
      if (kernels.length > 0) profiles.push(kernelTable(`${result.engine} ${backend}`, kernels));
    }
  }
  console.log([networkTable(ofNetwork), ...profiles].join('\n'));
  rows.push(...ofNetwork);
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(rows, null, 2)}\n`);
}
await page.close();
await browser.close();
