/**
 * A thread that is a browser's worker to the engine: WebGPU from the npm package `webgpu` (Dawn), messages over the
 * thread's port. `workerData`: the engine's bundle, and the package.
 */
import { availableParallelism } from 'node:os';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { isKept } from './kept-events.mjs';

const { bundle, webgpuPackage } = workerData;
const { create, globals } = await import(webgpuPackage);
Object.assign(globalThis, globals, {
  WorkerGlobalScope: Object,
  self: globalThis,
  addEventListener: () => undefined,
  postMessage: (/** @type {import('../../src/protocol/messages.ts').EngineEvent} */ event) => {
    if (isKept(event)) parentPort?.postMessage(event);
  },
});
Object.defineProperty(globalThis, 'navigator', {
  value: { gpu: create([]), hardwareConcurrency: availableParallelism(), userAgent: `Node ${process.version}` },
});

await import(pathToFileURL(bundle).href);
const receive = /** @type {any} */ (globalThis).onmessage;
parentPort?.on('message', (data) => receive({ data }));
