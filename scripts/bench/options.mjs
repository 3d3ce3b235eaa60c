/** The command line of `npm run bench`. */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

import { NATIVE_PEERS } from './native-peers.mjs';

/** The ones in JavaScript. */
const JS_ENGINES = ['fitting-room', 'fitting-room-augmented', 'tfjs', 'jax-js'];
const BACKENDS = /** @type {const} */ (['wasm', 'webgpu']);

/**
 * @template {string} T
 * @param {string} option
 * @param {string} text
 * @param {readonly T[]} known
 * @returns {T[]} the ones named, in their own order; all of them for `all`
 */
function choose(option, text, known) {
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => name !== 'all' && !known.some((candidate) => candidate === name));
  if (unknown !== undefined) throw new Error(`--${option}: "${unknown}" is none of all, ${known.join(', ')}`);
  return known.filter((candidate) => names.includes('all') || names.includes(candidate));
}

/** @type {(option: string, text: string) => number} */
function positive(option, text) {
  const value = Number(text);
  if (!(value > 0)) throw new Error(`--${option}: "${text}" is not a number above 0`);
  return value;
}

/**
 * @param {readonly import('../../src/core/networks.ts').NetworkId[]} networkIds
 * @param {string[]} [args]
 */
export function readOptions(networkIds, args = process.argv.slice(2)) {
  const cores = availableParallelism();
  // As the engine chooses: all cores but one, both when there are two.
  const threads = Math.max(Math.min(2, cores), cores - 1);
  const { values } = parseArgs({
    args,
    options: {
      backend: { type: 'string', default: 'all' },
      networks: { type: 'string', default: 'all' },
      engines: { type: 'string', default: 'all' },
      batch: { type: 'string', default: '128' },
      steps: { type: 'string', default: '20' },
      threads: { type: 'string', default: String(threads) },
      limit: { type: 'string', default: '120' },
      json: { type: 'string' },
      profile: { type: 'boolean', default: false },
      gpu: { type: 'boolean', default: false },
      runtime: { type: 'string', default: 'chromium' },
      python: { type: 'string', default: '' },
    },
  });
  const peerNames = /** @type {import('./native-peers.mjs').PeerName[]} */ (Object.keys(NATIVE_PEERS));
  const engines = choose('engines', values.engines, [...JS_ENGINES, ...peerNames]);
  const [runtime] = choose('runtime', values.runtime, ['chromium', 'node']);
  return {
    backends: choose('backend', values.backend, BACKENDS),
    networks: choose('networks', values.networks, networkIds),
    engines: JS_ENGINES.filter((engine) => engines.includes(engine)),
    peers: peerNames.filter((peer) => engines.includes(peer)),
    pythons: values.python.split(',').filter(Boolean),
    batch: positive('batch', values.batch),
    steps: positive('steps', values.steps),
    threads: positive('threads', values.threads),
    limitMs: positive('limit', values.limit) * 1000,
    json: values.json,
    profile: values.profile,
    gpu: values.gpu,
    runtime,
  };
}
