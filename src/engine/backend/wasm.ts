import '@tensorflow/tfjs-backend-wasm/dist/register_all_kernels';
import { BackendWasm, setThreadsCount } from '@tensorflow/tfjs-backend-wasm/dist/backend_wasm';
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import plainFactory from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.js';
import threadedFactory from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.js';
import * as tf from '@tensorflow/tfjs-core';
import { asFault, FaultError } from '../../protocol/faults.ts';
import type { Device } from '../../protocol/messages.ts';
import { wasmKernelConfigs } from '../kernels/wasm/kernel-configs.ts';
import { loadKernels } from '../kernels/wasm/load.ts';
import idleThreadUrl from './idle-thread.js?url&no-inline';

/**
 * TensorFlow.js' wasm backend, started by us rather than by its own registration: the number of threads is ours to
 * choose (its default is half the cores), and a failure becomes a sentence instead of a rejected promise without a name.
 */

type EmscriptenModule = Awaited<ReturnType<typeof threadedFactory>>;

/** A module with one function of a 128-bit constant: it validates only where SIMD is known. */
const SIMD_PROBE = Uint8Array.from([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
]);

/** Pages of 64 KiB. The memory grows as needed; the maximum is address space, not memory in use. */
const INITIAL_PAGES = 256;
const MAXIMUM_PAGES = [65536, 32768, 16384];

/** All cores but one, which the page and the browser need; both when there are only two. */
function chooseThreads(): number {
  const cores = navigator.hardwareConcurrency;
  return Math.max(Math.min(2, cores), cores - 1);
}

function sharedMemory(): WebAssembly.Memory {
  for (const maximum of MAXIMUM_PAGES) {
    try {
      return new WebAssembly.Memory({ initial: INITIAL_PAGES, maximum, shared: true });
    } catch {
      // A small address space refuses the large reservation; the next one may fit.
    }
  }
  throw new FaultError('out-of-memory', 'no shared memory could be reserved for wasm');
}

function locateFile(binaryUrl: string): (file: string) => string {
  return (file) => (file.endsWith('.worker.js') ? idleThreadUrl : binaryUrl);
}

function addBindings(module: EmscriptenModule): EmscriptenModule {
  const { cwrap } = module;
  module.tfjs = {
    init: cwrap('init', null, []),
    initWithThreadsCount: cwrap('init_with_threads_count', null, ['number']),
    getThreadsCount: cwrap('get_threads_count', 'number', []),
    registerTensor: cwrap('register_tensor', null, ['number', 'number', 'number']),
    disposeData: cwrap('dispose_data', null, ['number']),
    dispose: cwrap('dispose', null, []),
  };
  return module;
}

/** The memory the backend keeps its tensors in. */
function memoryOf(module: EmscriptenModule): WebAssembly.Memory {
  const memory = Object.values(module.asm).find((value) => value instanceof WebAssembly.Memory);
  if (memory === undefined) throw new FaultError('wasm-failed', 'the wasm module exports no memory');
  return memory;
}

async function startModule(memory: WebAssembly.Memory | undefined): Promise<EmscriptenModule> {
  const started = new Promise<EmscriptenModule>((resolve, reject) => {
    const onAbort = (reason: unknown): void => reject(new FaultError('wasm-failed', `wasm aborted: ${String(reason)}`));
    const module =
      memory === undefined
        ? plainFactory({ locateFile: locateFile(simdUrl), onAbort })
        : threadedFactory({ wasmMemory: memory, locateFile: locateFile(threadedUrl), onAbort });
    module.then(resolve, reject);
  });
  return addBindings(await started);
}

/**
 * Starts wasm: threaded where the page is cross-origin isolated, else on one thread.
 * @param threads how many threads compute; 0 chooses by the machine
 * @throws FaultError `wasm-no-simd` in an old browser, `wasm-failed` when the module cannot be loaded or started
 */
export async function startWasm(threads: number): Promise<Device> {
  if (!WebAssembly.validate(SIMD_PROBE)) throw new FaultError('wasm-no-simd', 'WebAssembly.validate refuses SIMD');
  const isThreaded = globalThis.crossOriginIsolated && typeof SharedArrayBuffer !== 'undefined';
  const shared = isThreaded ? sharedMemory() : undefined;
  // The backend's own kernels only reshape here: the threads belong to ours.
  setThreadsCount(1);
  const module = await startModule(shared);
  const memory = shared ?? memoryOf(module);
  const allocator = { allocate: (bytes: number) => module._malloc(bytes) >>> 0, release: module._free };
  let poolFailure = '';
  const { kernels, build } = await loadKernels(
    memory,
    allocator,
    isThreaded ? threads || chooseThreads() : 1,
    (reason) => {
      poolFailure = `, threads failed: ${asFault(reason).message}`;
    },
  );
  tf.registerBackend('wasm', () => new BackendWasm(module), 2);
  for (const kernel of wasmKernelConfigs(kernels, memory)) tf.registerKernel(kernel);
  if (!(await tf.setBackend('wasm'))) throw new FaultError('wasm-failed', 'the wasm backend did not start');
  return { backend: 'wasm', adapter: `kernels ${build}${poolFailure}`, threads: kernels.threads, verified: false };
}
