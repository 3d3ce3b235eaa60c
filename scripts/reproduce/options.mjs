/** The command line of `npm run reproduce`. */
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { PUBLISHED, TRIALS } from './places.mjs';

/**
 * @template {string} T
 * @param {string} option
 * @param {string} text
 * @param {readonly T[]} known
 * @returns {T[]} in the order they are named in
 */
function choose(option, text, known) {
  if (text === 'all') return [...known];
  return text.split(',').map((name) => {
    const found = known.find((candidate) => candidate === name.trim());
    if (found === undefined) throw new Error(`--${option}: "${name}" is none of all, ${known.join(', ')}`);
    return found;
  });
}

/** @type {(option: string, text: string, least: number) => number} */
function whole(option, text, least) {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least)
    throw new Error(`--${option}: "${text}" is no whole number from ${least}`);
  return value;
}

/** @param {readonly import('../../src/core/networks.ts').NetworkId[]} networkIds */
export function readOptions(networkIds) {
  const cores = availableParallelism();
  const { values } = parseArgs({
    options: {
      networks: { type: 'string', default: 'all' },
      seeds: { type: 'string', default: '1' },
      epochs: { type: 'string' },
      images: { type: 'string' },
      patience: { type: 'string', default: '0' },
      'shirt-weight': { type: 'string', default: '1' },
      link: { type: 'string' },
      backend: { type: 'string', default: 'auto' },
      // As the engine chooses: all cores but one, both when there are two.
      threads: { type: 'string', default: String(Math.max(Math.min(2, cores), cores - 1)) },
      runtime: { type: 'string', default: 'chromium' },
      out: { type: 'string' },
      resume: { type: 'boolean', default: false },
      weights: { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
    },
  });
  const { epochs, images, link } = values;
  const isTrial = [epochs, images, link].some((value) => value !== undefined);
  const shirtWeight = Number(values['shirt-weight']);
  if (!(shirtWeight > 0)) throw new Error(`--shirt-weight: "${values['shirt-weight']}" is not a number above 0`);
  const [backend = 'auto'] = choose('backend', values.backend, /** @type {const} */ (['auto', 'wasm', 'webgpu']));
  const [runtime = 'chromium'] = choose('runtime', values.runtime, /** @type {const} */ (['chromium', 'node']));
  return {
    networks: choose('networks', values.networks, networkIds),
    seeds: values.seeds.split(',').map((text) => whole('seeds', text, 0)),
    /** Of the recipe where they are not given. */
    epochs: epochs === undefined ? undefined : whole('epochs', epochs, 1),
    images: images === undefined ? undefined : whole('images', images, 1),
    /** Another experiment than the recipe, as a link of the page writes it. */
    link,
    isTrial,
    patience: whole('patience', values.patience, 0),
    shirtWeight,
    engine: { backend, runtime, threads: whole('threads', values.threads, 1) },
    out: values.out === undefined ? (isTrial ? TRIALS : PUBLISHED) : resolve(values.out),
    resume: values.resume,
    weights: values.weights,
    check: values.check,
  };
}
