import type { StartWorkers } from './module.ts';

/**
 * The other threads of the wasm kernels: module workers that spend their lives inside `serve()`, asleep on the shared
 * memory between jobs. They never return to their event loop, so nothing but the first message can be sent to them.
 */

export interface PoolOrder {
  readonly compiled: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly control: number;
  readonly thread: number;
}

/** A worker as the pool sees it; Node's and the browser's differ. */
export interface PoolWorker {
  post(order: PoolOrder): void;
  /** Resolves when the worker has an instance and is about to serve, rejects when it can't be loaded. */
  readonly ready: Promise<void>;
  terminate(): void;
}

function spawnBrowserWorker(): PoolWorker {
  const worker = new Worker(new URL('./pool.worker.ts', import.meta.url), { type: 'module' });
  const ready = new Promise<void>((resolve, reject) => {
    worker.onmessage = () => resolve();
    worker.onerror = (event) => reject(new Error(`kernel worker failed: ${event.message}`));
  });
  return { post: (order) => worker.postMessage(order), ready, terminate: () => worker.terminate() };
}

/**
 * `count` workers beside the calling thread. If one of them can't start, none is used and `onFailure` hears why: the
 * caller still works, alone.
 */
export function poolOf(
  count: number,
  onFailure: (reason: unknown) => void,
  spawn: () => PoolWorker = spawnBrowserWorker,
): StartWorkers {
  return async (compiled, memory, control) => {
    const workers: PoolWorker[] = [];
    try {
      for (let thread = 1; thread <= count; thread++) {
        const worker = spawn();
        workers.push(worker);
        worker.post({ compiled, memory, control, thread });
      }
      await Promise.all(workers.map((worker) => worker.ready));
      return count;
    } catch (reason) {
      onFailure(reason);
      for (const worker of workers) worker.terminate();
      return 0;
    }
  };
}
