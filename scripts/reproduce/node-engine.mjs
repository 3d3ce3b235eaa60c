/** The engine's worker under Node on the npm package `webgpu`, for machines with a GPU and no browser. */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'vite';
import { hasWebgpuPackage, WEBGPU_PACKAGE } from '../bench/node.mjs';
import { ROOT } from '../run.mjs';
import { EventQueue } from './event-queue.mjs';
import { servePage } from './serve.mjs';

/** @param {string} outDir */
async function bundleWorker(outDir) {
  await build({
    configFile: join(ROOT, 'vite.config.ts'),
    root: ROOT,
    publicDir: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: join(ROOT, 'src/engine/engine.worker.ts'),
      outDir,
      emptyOutDir: true,
      rolldownOptions: { output: { entryFileNames: 'engine.mjs' } },
    },
  });
  return join(outDir, 'engine.mjs');
}

/**
 * @param {string} folder of the built page, beside which the worker is bundled for Node
 * @returns {Promise<import('./engines.mjs').Engine>}
 */
export async function openNodeEngine(folder) {
  if (!hasWebgpuPackage()) {
    throw new Error('--runtime node runs on the npm package webgpu, which is not here: npm install --no-save webgpu');
  }
  const bundle = await bundleWorker(`${folder}-node`);
  const queue = new EventQueue();
  const served = await servePage(folder, () => undefined);
  const thread = new Worker(join(import.meta.dirname, 'node-host.mjs'), {
    workerData: { bundle, webgpuPackage: WEBGPU_PACKAGE },
  });
  thread.on('message', (event) => queue.add(event));
  thread.on('error', (error) => queue.fail(error instanceof Error ? error : new Error(String(error))));
  thread.on('exit', () => queue.fail(new Error('the engine ended')));
  return {
    runtime: `Node ${process.version}`,
    post: async (command, checkpoint) => {
      if (command.type === 'boot') thread.postMessage({ ...command, dataUrl: `${served.address}data/` });
      else thread.postMessage(checkpoint === undefined ? command : { ...command, checkpoint });
    },
    next: () => queue.next(),
    close: async () => {
      await thread.terminate();
      served.close();
    },
  };
}
