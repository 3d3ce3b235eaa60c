/**
 * Training speed, side by side: this engine, stock TensorFlow.js, jax-js, PyTorch and TensorFlow with Keras, each where it
 * can run.
 *
 *   npm run bench -- [--backend wasm|webgpu|all] [--networks conv2dsimple2,…|all] [--engines fitting-room,…|all]
 *     [--batch 128] [--steps 20] [--threads N] [--limit 120] [--json FILE] [--profile] [--gpu]
 *     [--runtime chromium|node] [--python PATH,…]
 *
 * A step is forward, loss, gradients and Adam. Contestants take turns of a few steps after a warm-up, so that whatever
 * else the machine does hits all of them. `--limit` is the seconds each may take for one network. `--profile` lists the
 * time by kernel. `--gpu` lets Chromium use the real GPU instead of the software one. `--runtime node` runs the bundles
 * under Node on the npm package `webgpu`, for a machine with a GPU and no browser. `--python` names interpreters, such as
 * those of virtual environments, that are asked for PyTorch and TensorFlow before the system's.
 */
import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { runnerImport } from 'vite';
import { openField } from './bench/fields.mjs';
import { NATIVE_PEERS, nativePeer, peerEnvironment } from './bench/native-peers.mjs';
import { readOptions } from './bench/options.mjs';
import { race } from './bench/race.mjs';
import { kernelTimes, makeRow } from './bench/rows.mjs';
import { kernelTable, networkTable, readmeTable } from './bench/table.mjs';
import { ROOT } from './run.mjs';

/** @type {<T>(path: string) => Promise<T>} */
const importSource = async (path) => /** @type {any} */ ((await runnerImport(join(ROOT, path))).module);
/** @type {typeof import('../src/core/networks.ts')} */
const { NETWORK_IDS, NETWORKS, networkLayers } = await importSource('src/core/networks.ts');
/** @type {typeof import('../src/core/flops.ts')} */
const { trainingFlops } = await importSource('src/core/flops.ts');

/** What else the machine does goes into everybody's times, and most of all into those of threads that wait in turn. */
function warnWhenBusy() {
  const [load = 0] = loadavg();
  if (load > availableParallelism() / 2) {
    console.log(`The machine is busy (load ${load.toFixed(1)}): take these times for rough ones.`);
  }
}

/**
 * The native peers there are, with what they run: a peer on lesser kernels than it has would be no peer.
 * @param {import('./bench/fields.mjs').Options} options
 */
function openPeers({ peers, pythons }) {
  const { cleared } = peerEnvironment(process.env);
  if (peers.length > 0 && cleared.length > 0) console.log(`Cleared for the native peers: ${cleared.join(', ')}`);
  return peers.flatMap((name) => {
    const peer = nativePeer(name, NETWORKS, pythons);
    const { name: words, module } = NATIVE_PEERS[name];
    console.log(peer?.description ?? `${words}: no python3 here has ${module}; --python may name one.`);
    return peer === undefined ? [] : [peer.entrant];
  });
}

/**
 * @param {import('./bench/fields.mjs').Options} options
 * @param {import('./bench/fields.mjs').Field} field
 */
async function measureAll(options, { entrants, backends }) {
  const { batch, threads, profile } = options;
  const natives = openPeers(options);
  /** @type {import('./bench/rows.mjs').Row[]} */
  const rows = [];
  for (const network of options.networks) {
    const flops = trainingFlops(networkLayers(network), batch);
    console.log(`\n${NETWORKS[network].name}, batch ${batch}, ${(flops / 1e9).toFixed(2)} GFLOP a step, ms per step`);
    const start = rows.length;
    const profiles = [];
    for (const [index, backend] of backends.entries()) {
      const order = { backend, network, batch, threads, profile };
      // Their times do not depend on the backend of the others.
      const here = index === 0 ? [...entrants, ...natives] : entrants;
      for (const result of await race(here, order, options)) {
        rows.push(makeRow(result, order, flops));
        const kernels = kernelTimes(result.blocks);
        if (kernels.length > 0) profiles.push(kernelTable(`${result.engine} ${backend}`, kernels));
      }
    }
    console.log([networkTable(rows.slice(start)), ...profiles].join('\n'));
    if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(rows, null, 2)}\n`);
  }
  if (backends.length === 1 && natives.length > 0) {
    const name = (/** @type {string} */ id) =>
      NETWORKS[/** @type {import('../src/core/networks.ts').NetworkId} */ (id)].name;
    console.log(`\nFor the README, median ms a step:\n${readmeTable(rows, name)}`);
  }
}

try {
  const options = readOptions(NETWORK_IDS);
  const field = await openField(options);
  try {
    console.log(`${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, ${field.runtime}`);
    warnWhenBusy();
    await measureAll(options, field);
  } finally {
    await field.close();
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
