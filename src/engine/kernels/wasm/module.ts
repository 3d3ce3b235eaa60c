/**
 * The wasm kernels, instantiated on a memory that somebody else owns (the TensorFlow.js backend's). They take byte
 * offsets into it and allocate nothing themselves; scratch comes from the owner's allocator.
 *
 * Four builds: with threads on a shared memory or without, and with fused multiply-add (relaxed SIMD) or without. The
 * two latter differ in rounding, so the build's name is part of what a run records about its device.
 */

export interface KernelExports {
  attach(control: number, thread: number): void;
  setWorkers(count: number): void;
  setScratch(base: number, stride: number): void;
  serve(): void;
  stopWorkers(): void;
  conv2d(...offsetsAndSizes: number[]): void;
  conv2dPackedBytes(...sizes: number[]): number;
  conv2dThreadBytes(...sizes: number[]): number;
  conv2dGradients(...offsetsAndSizes: number[]): void;
  conv2dGradientsSharedBytes(...sizes: number[]): number;
  conv2dGradientsThreadBytes(...sizes: number[]): number;
  dense(...offsetsAndSizes: number[]): void;
  denseGradients(...offsetsAndSizes: number[]): void;
  dropout(...offsetsAndSizes: number[]): void;
  maxNorm(...offsetsAndSizes: number[]): void;
  maxNormChunks(rows: number, columns: number): number;
  maxPool(...offsetsAndSizes: number[]): void;
  maxPoolGradient(...offsetsAndSizes: number[]): void;
  normApply(...offsetsAndSizes: number[]): void;
  normChunks(rows: number): number;
  normGradient(...offsetsAndSizes: number[]): void;
  normMoments(...offsetsAndSizes: number[]): void;
  reluBiasGradient(...offsetsAndSizes: number[]): void;
  sgd(...offsetsAndSizes: number[]): void;
  rmsProp(...offsetsAndSizes: number[]): void;
  adam(...offsetsAndSizes: number[]): void;
  softmaxCrossEntropy(...offsetsAndSizes: number[]): void;
}

/** The owner's allocator. Offsets must be multiples of 16. */
export interface Allocator {
  allocate(bytes: number): number;
  release(offset: number): void;
}

export interface KernelModule {
  readonly exports: KernelExports;
  /** Threads that take part in a kernel, the calling one included. */
  readonly threads: number;
  /** Offset of at least `bytes` bytes, free to use until the next kernel. */
  scratch(bytes: number): number;
  /** Makes sure that each thread has at least `bytes` bytes of its own. */
  reserveThreadScratch(bytes: number): void;
  dispose(): void;
}

export type KernelBuild = 'shared-relaxed' | 'shared-plain' | 'single-relaxed' | 'single-plain';

/** A module whose one function applies f32x4.relaxed_madd (opcode 0xfd 0x105). */
const RELAXED_PROBE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 8, 1, 96, 3, 123, 123, 123, 1, 123, 3, 2, 1, 0, 10, 13, 1, 11, 0, 32, 0, 32, 1, 32, 2,
  253, 133, 2, 11,
]);

export function chooseBuild(sharedMemory: boolean): KernelBuild {
  const relaxed = WebAssembly.validate(RELAXED_PROBE);
  if (sharedMemory) return relaxed ? 'shared-relaxed' : 'shared-plain';
  return relaxed ? 'single-relaxed' : 'single-plain';
}

/** CONTROL_BYTES of assembly/jobs.ts. */
const CONTROL_BYTES = 1024;

/** Allocations start on a cache line of their own, whatever the allocator does. */
const ALIGNMENT = 64;

class Region {
  offset = 0;
  #bytes = 0;
  #allocated = 0;
  readonly #allocator: Allocator;

  constructor(allocator: Allocator) {
    this.#allocator = allocator;
  }

  /** True when the region moved. */
  grow(bytes: number): boolean {
    if (bytes <= this.#bytes) return false;
    this.release();
    this.#allocated = this.#allocator.allocate(bytes + ALIGNMENT);
    this.#bytes = bytes;
    this.offset = Math.ceil(this.#allocated / ALIGNMENT) * ALIGNMENT;
    return true;
  }

  release(): void {
    if (this.#bytes > 0) this.#allocator.release(this.#allocated);
    this.#bytes = 0;
  }
}

/** An instance on `memory`, as every thread has one. */
export function instantiateKernels(compiled: WebAssembly.Module, memory: WebAssembly.Memory): KernelExports {
  const abort = (): never => {
    throw new Error('wasm kernel aborted');
  };
  // The compiler's contract: assembly/index.ts exports exactly these.
  return new WebAssembly.Instance(compiled, { env: { memory, abort } }).exports as unknown as KernelExports;
}

/** What makes the other threads run; see pool.ts. Resolves to the number of workers that answered. */
export type StartWorkers = (
  compiled: WebAssembly.Module,
  memory: WebAssembly.Memory,
  control: number,
) => Promise<number>;

export async function startKernels(
  compiled: WebAssembly.Module,
  memory: WebAssembly.Memory,
  allocator: Allocator,
  startWorkers?: StartWorkers,
): Promise<KernelModule> {
  const exports = instantiateKernels(compiled, memory);
  const control = new Region(allocator);
  control.grow(CONTROL_BYTES);
  new Uint8Array(memory.buffer, control.offset, CONTROL_BYTES).fill(0);
  exports.attach(control.offset, 0);
  const workers = startWorkers === undefined ? 0 : await startWorkers(compiled, memory, control.offset);
  exports.setWorkers(workers);
  const threads = workers + 1;
  const shared = new Region(allocator);
  const own = new Region(allocator);
  let stride = 0;
  return {
    exports,
    threads,
    scratch(bytes) {
      shared.grow(bytes);
      return shared.offset;
    },
    reserveThreadScratch(bytes) {
      if (bytes <= stride) return;
      stride = Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
      own.grow(stride * threads);
      exports.setScratch(own.offset, stride);
    },
    dispose() {
      exports.stopWorkers();
      shared.release();
      own.release();
      // The control block stays: workers may still be reading their order to stop.
    },
  };
}
