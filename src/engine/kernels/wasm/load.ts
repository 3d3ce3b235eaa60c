import { type Allocator, chooseBuild, type KernelBuild, type KernelModule, startKernels } from './module.ts';
import { poolOf } from './pool.ts';

/** Where the four builds lie once bundled; scripts/kernels.mjs makes them. */
const URLS: Readonly<Record<KernelBuild, URL>> = {
  'shared-relaxed': new URL('./built/shared-relaxed.wasm', import.meta.url),
  'shared-plain': new URL('./built/shared-plain.wasm', import.meta.url),
  'single-relaxed': new URL('./built/single-relaxed.wasm', import.meta.url),
  'single-plain': new URL('./built/single-plain.wasm', import.meta.url),
};

/** Without cross-origin isolation there is no `SharedArrayBuffer` to compare with. */
const isShared = ({ buffer }: WebAssembly.Memory): boolean =>
  typeof SharedArrayBuffer !== 'undefined' && buffer instanceof SharedArrayBuffer;

/**
 * Fetches the right build for this browser and this memory and starts it on `threads` threads (one if the memory isn't
 * shared, or if the others can't be started, of which `onPoolFailure` hears). The build's name belongs into a run's record of its device: builds differ in rounding.
 */
export async function loadKernels(
  memory: WebAssembly.Memory,
  allocator: Allocator,
  threads: number,
  onPoolFailure: (reason: unknown) => void,
  build: KernelBuild = chooseBuild(isShared(memory)),
): Promise<{ kernels: KernelModule; build: KernelBuild }> {
  const response = await fetch(URLS[build]);
  if (!response.ok) throw new Error(`wasm kernels: ${response.url} answered ${response.status}`);
  const compiled = await WebAssembly.compile(await response.arrayBuffer());
  const workers = build.startsWith('shared') ? threads - 1 : 0;
  const kernels = await startKernels(
    compiled,
    memory,
    allocator,
    workers > 0 ? poolOf(workers, onPoolFailure) : undefined,
  );
  return { kernels, build };
}
