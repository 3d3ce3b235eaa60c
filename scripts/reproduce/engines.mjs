/** The engine's worker where it can run: in a real Chromium, or for WebGPU without a browser under Node. */
import { launchChromium } from '../chromium.mjs';
import { EventQueue } from './event-queue.mjs';
import { openNodeEngine } from './node-engine.mjs';
import { servePage } from './serve.mjs';

/**
 * @typedef {import('../../src/protocol/messages.ts').EngineEvent} EngineEvent
 * @typedef {import('../../src/protocol/messages.ts').Command} Command
 * @typedef {import('../../src/protocol/checkpoint.ts').Checkpoint} Checkpoint
 *
 * @typedef {object} Engine
 * @property {string} runtime
 * @property {(command: Command, checkpoint?: Checkpoint) => Promise<void>} post
 * @property {() => Promise<EngineEvent>} next rejects when the engine is gone
 * @property {() => Promise<void>} close
 *
 * @typedef {{ backend: 'auto' | 'wasm' | 'webgpu', threads: number, runtime: 'chromium' | 'node' }} EngineChoice
 */

/**
 * @param {string} folder of the built page
 * @returns {Promise<Engine>}
 */
async function openChromiumEngine(folder) {
  const queue = new EventQueue();
  // The software adapter is for tests: nobody trains 30 epochs on it.
  const browser = await launchChromium({ softwareGpu: false });
  const served = await servePage(folder, (event) => queue.add(event));
  const close = async () => {
    await browser.close();
    served.close();
  };
  try {
    const page = await browser.newPage();
    page.on('crash', () => queue.fail(new Error('the page crashed')));
    page.on('pageerror', (error) => queue.fail(error));
    browser.on('disconnected', () => queue.fail(new Error('the browser ended')));
    await page.goto(served.address);
    return {
      runtime: `Chromium ${browser.version()}`,
      post: (command, checkpoint) => {
        served.offer(checkpoint);
        const sent = /** @type {const} */ ([command, checkpoint !== undefined]);
        return page.evaluate((values) => Reflect.get(globalThis, 'post')(...values), sent);
      },
      next: () => queue.next(),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * A booted engine.
 * @param {string} folder of the built page
 * @param {EngineChoice} choice
 */
export async function openEngine(folder, choice) {
  const engine = await (choice.runtime === 'node' ? openNodeEngine(folder) : openChromiumEngine(folder));
  try {
    const { backend, threads } = choice;
    // The page puts its own address in.
    await engine.post({ type: 'boot', backend, threads, dataUrl: 'http://127.0.0.1/data/' });
    for (;;) {
      const event = await engine.next();
      if (event.type === 'ready') return { engine, device: event.device };
      throwFaults(event);
      if (event.type === 'backendRejected') console.log(`${event.backend} cannot be used: ${event.fault.message}`);
    }
  } catch (error) {
    await engine.close();
    throw error;
  }
}

/**
 * @param {EngineEvent} event
 * @throws Error for one after which no run can go on
 */
export function throwFaults(event) {
  if (event.type === 'fatal' || event.type === 'dataFailed') throw new Error(event.fault.message);
  if (event.type === 'shard') throw new Error(`${event.shard.name}: ${event.shard.fault?.message ?? 'failed'}`);
}
