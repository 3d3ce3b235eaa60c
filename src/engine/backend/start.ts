import { asFault, FaultError } from '../../protocol/faults.ts';
import type { Backend, BackendChoice, Device, EngineEvent } from '../../protocol/messages.ts';
import { requestAdapter } from './adapter.ts';
import { selfTest } from './self-test.ts';

/** In the order they are tried. Asking for one by name still falls back to the other: training beats not training. */
function candidates(choice: BackendChoice): readonly Backend[] {
  return choice === 'wasm' ? ['wasm'] : ['webgpu', 'wasm'];
}

/**
 * Starts the best backend that passes its known-answer test, and posts what was rejected and why.
 * @param threads for wasm; 0 chooses by the machine
 * @returns the device that training runs on
 * @throws FaultError `no-backend` when none is left
 */
export async function startBackend(
  choice: BackendChoice,
  threads: number,
  post: (event: EngineEvent) => void,
): Promise<Device> {
  for (const backend of candidates(choice)) {
    try {
      post({ type: 'booting', backend, stage: 'starting' });
      const started = await start(backend, choice, threads, post);
      post({ type: 'booting', backend, stage: 'verifying' });
      await selfTest();
      const device = { ...started, verified: true };
      post({ type: 'ready', device });
      return device;
    } catch (error) {
      const fault = asFault(error, backend === 'webgpu' ? 'webgpu-failed' : 'wasm-failed');
      post({ type: 'backendRejected', backend, fault });
    }
  }
  throw new FaultError('no-backend', 'neither WebGPU nor WebAssembly can train here');
}

async function start(
  backend: Backend,
  choice: BackendChoice,
  threads: number,
  post: (event: EngineEvent) => void,
): Promise<Device> {
  // Each backend is half of the worker's code: only the one that is tried is fetched and compiled.
  if (backend === 'wasm') {
    const { startWasm } = await import('./wasm.ts');
    return startWasm(threads);
  }
  const adapter = await requestAdapter(choice === 'webgpu');
  const { startWebgpu } = await import('./webgpu.ts');
  return startWebgpu(adapter, (fault) => post({ type: 'fatal', fault }));
}
