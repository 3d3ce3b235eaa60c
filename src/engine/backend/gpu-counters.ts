/** Counts what is asked of the GPU, by wrapping the WebGPU interfaces: for tests and for the benchmark. */

interface GpuCounts {
  readonly dispatches: number;
  readonly submits: number;
  /** Through `writeBuffer` and through buffers mapped at their creation. */
  readonly bytesUploaded: number;
  /** Buffers mapped for reading. */
  readonly readBacks: number;
  /** Pipelines compiled while the caller waits, which blocks the GPU process. */
  readonly blockingCompilations: number;
}

export interface GpuCounter {
  /** Since the start or the last call of `reset`. */
  counts(): GpuCounts;
  reset(): void;
  /** Takes the wraps off again. */
  stop(): void;
}

/** Calls `before` with the parameters of every call of a method. They are unknown: overloads have no single type. */
function wrap(prototype: object, name: string, before: (...parameters: unknown[]) => void): () => void {
  const original: unknown = Reflect.get(prototype, name);
  if (typeof original !== 'function') throw new TypeError(`WebGPU has no ${name}`);
  const replace = (value: unknown): void => {
    Object.defineProperty(prototype, name, { configurable: true, writable: true, value });
  };
  replace(function (this: unknown, ...parameters: unknown[]): unknown {
    before(...parameters);
    return Reflect.apply(original, this, parameters);
  });
  return () => replace(original);
}

const NOTHING: GpuCounts = { dispatches: 0, submits: 0, bytesUploaded: 0, readBacks: 0, blockingCompilations: 0 };

function bytesWritten(data: unknown, offset: unknown, size: unknown): number {
  if (ArrayBuffer.isView(data)) {
    // Offset and size count elements of a typed array, bytes of anything else.
    const unit = 'BYTES_PER_ELEMENT' in data ? Number(data.BYTES_PER_ELEMENT) : 1;
    return size === undefined ? data.byteLength - Number(offset ?? 0) * unit : Number(size) * unit;
  }
  return Number(size ?? (data as ArrayBuffer).byteLength - Number(offset ?? 0));
}

/** Counts every device of this thread, from now on. */
export function countGpu(): GpuCounter {
  let counts = NOTHING;
  const add = (what: keyof GpuCounts, amount = 1): void => {
    counts = { ...counts, [what]: counts[what] + amount };
  };
  const unwraps = [
    wrap(GPUComputePassEncoder.prototype, 'dispatchWorkgroups', () => add('dispatches')),
    wrap(GPUComputePassEncoder.prototype, 'dispatchWorkgroupsIndirect', () => add('dispatches')),
    wrap(GPUQueue.prototype, 'submit', () => add('submits')),
    wrap(GPUQueue.prototype, 'writeBuffer', (_buffer, _at, data, offset, size) =>
      add('bytesUploaded', bytesWritten(data, offset, size)),
    ),
    wrap(GPUDevice.prototype, 'createBuffer', (descriptor) => {
      const { mappedAtCreation, size } = descriptor as GPUBufferDescriptor;
      if (mappedAtCreation === true) add('bytesUploaded', size);
    }),
    wrap(GPUDevice.prototype, 'createComputePipeline', () => add('blockingCompilations')),
    wrap(GPUBuffer.prototype, 'mapAsync', () => add('readBacks')),
  ];
  return {
    counts: () => counts,
    reset: () => {
      counts = NOTHING;
    },
    stop: () => {
      for (const unwrap of unwraps) unwrap();
    },
  };
}
