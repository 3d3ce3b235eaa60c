/** Who takes part, and where: in a Chromium, or under Node on Dawn. */
import { launchChromium } from '../chromium.mjs';
import { pageEntrant } from './contestants.mjs';
import { hasWebgpuPackage, nodeEntrants } from './node.mjs';
import { servePage } from './serve.mjs';

/**
 * @typedef {ReturnType<typeof import('./options.mjs').readOptions>} Options
 *
 * @typedef {object} Field
 * @property {string} runtime
 * @property {import('./contestants.mjs').Entrant[]} entrants
 * @property {import('../../src/engine/bench/contract.ts').BenchBackend[]} backends
 * @property {() => Promise<void>} close
 */

/**
 * @param {Options} options
 * @returns {Promise<Field>}
 */
async function chromiumField({ engines, backends, gpu, profile }) {
  // The GPU's timestamps are rounded to 0.1 ms otherwise.
  const timestamps = profile ? ['--enable-webgpu-developer-features'] : [];
  const browser = await launchChromium({ softwareGpu: !gpu, moreArguments: timestamps });
  const page = await servePage();
  return {
    runtime: `Chromium ${browser.version()}`,
    entrants: engines.map((engine) => pageEntrant(browser, page.address, engine)),
    backends,
    close: async () => {
      await browser.close();
      await page.close();
    },
  };
}

/**
 * @param {Options} options
 * @returns {Promise<Field>}
 */
async function nodeField({ engines, backends }) {
  if (!hasWebgpuPackage()) {
    throw new Error('--runtime node runs on the npm package webgpu, which is not here: npm install --no-save webgpu');
  }
  if (backends.includes('wasm')) console.log('Under Node only WebGPU is measured: the wasm backend needs Chromium.');
  const entrants = await nodeEntrants(engines);
  return { runtime: `Node ${process.version}`, entrants, backends: ['webgpu'], close: async () => undefined };
}

/** @param {Options} options */
export function openField(options) {
  return options.runtime === 'node' ? nodeField(options) : chromiumField(options);
}
