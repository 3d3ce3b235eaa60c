/**
 * GPU time of every dispatch for `--profile`: each gets a compute pass of its own with a timestamp at either end. Works
 * under any library, since all of them go through these prototypes; call `timeDispatches` before it asks for a device.
 */

/** WebGPU's most queries in a set; two for each dispatch. */
const QUERIES = 4096;
const BYTES_PER_QUERY = 8;
const NANOSECONDS_PER_MS = 1e6;

interface Clock {
  readonly device: GPUDevice;
  readonly queries: GPUQuerySet;
  readonly resolved: GPUBuffer;
  readonly readable: GPUBuffer;
}

function makeClock(device: GPUDevice): Clock {
  const size = QUERIES * BYTES_PER_QUERY;
  const buffer = (usage: number): GPUBuffer => device.createBuffer({ size, usage });
  return {
    device,
    queries: device.createQuerySet({ type: 'timestamp', count: QUERIES }),
    resolved: buffer(GPUBufferUsage.QUERY_RESOLVE | GPUBufferUsage.COPY_SRC),
    readable: buffer(GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST),
  };
}

export class GpuTimes {
  readonly #add: (name: string, ms: number) => void;
  readonly #current: () => string | undefined;
  #clock: Clock | undefined;
  /** Of the dispatches since the last `collect`, in order. */
  #names: string[] = [];

  /**
   * @param current who is dispatching; the pipeline's label stands in where nobody is known
   */
  constructor(add: (name: string, ms: number) => void, current: () => string | undefined) {
    this.#add = add;
    this.#current = current;
  }

  timeDispatches(): void {
    const { requestDevice } = GPUAdapter.prototype;
    const { beginComputePass } = GPUCommandEncoder.prototype;
    const onDevice = (device: GPUDevice): void => {
      this.#clock = makeClock(device);
    };
    GPUAdapter.prototype.requestDevice = async function (descriptor) {
      if (!this.features.has('timestamp-query')) throw new Error('this GPU keeps no time (timestamp-query)');
      const requiredFeatures: GPUFeatureName[] = [...(descriptor?.requiredFeatures ?? []), 'timestamp-query'];
      const device = await requestDevice.call(this, { ...descriptor, requiredFeatures });
      onDevice(device);
      return device;
    };
    const timed = (begin: (descriptor: GPUComputePassDescriptor) => GPUComputePassEncoder): GPUComputePassEncoder =>
      new SplitPass((label) => begin(this.#writes(label))) as unknown as GPUComputePassEncoder;
    GPUCommandEncoder.prototype.beginComputePass = function () {
      return timed((descriptor) => beginComputePass.call(this, descriptor));
    };
  }

  #writes(label: string): GPUComputePassDescriptor {
    const first = 2 * this.#names.length;
    if (this.#clock === undefined || first >= QUERIES) return {};
    this.#names.push(this.#current() ?? label);
    const writes = { beginningOfPassWriteIndex: first, endOfPassWriteIndex: first + 1 };
    return { timestampWrites: { querySet: this.#clock.queries, ...writes } };
  }

  /** Waits for the GPU and adds up what has run since the last call, which holds 2048 dispatches. */
  async collect(): Promise<void> {
    const names = this.#names;
    this.#names = [];
    if (this.#clock === undefined || names.length === 0) return;
    const { device, queries, resolved, readable } = this.#clock;
    const encoder = device.createCommandEncoder();
    encoder.resolveQuerySet(queries, 0, 2 * names.length, resolved, 0);
    encoder.copyBufferToBuffer(resolved, 0, readable, 0, 2 * names.length * BYTES_PER_QUERY);
    device.queue.submit([encoder.finish()]);
    await readable.mapAsync(GPUMapMode.READ);
    const stamps = new BigUint64Array(readable.getMappedRange());
    for (const [index, name] of names.entries()) {
      const nanoseconds = Number((stamps[2 * index + 1] ?? 0n) - (stamps[2 * index] ?? 0n));
      this.#add(name, nanoseconds / NANOSECONDS_PER_MS);
    }
    readable.unmap();
  }
}

/** Looks like a compute pass to a library and begins a real one at each dispatch. */
class SplitPass {
  readonly #begin: (label: string) => GPUComputePassEncoder;
  readonly #groups = new Map<number, Parameters<GPUComputePassEncoder['setBindGroup']>>();
  #pipeline: GPUComputePipeline | undefined;

  constructor(begin: (label: string) => GPUComputePassEncoder) {
    this.#begin = begin;
  }

  setPipeline(pipeline: GPUComputePipeline): void {
    this.#pipeline = pipeline;
  }

  setBindGroup(...group: Parameters<GPUComputePassEncoder['setBindGroup']>): void {
    this.#groups.set(group[0], group);
  }

  dispatchWorkgroups(...sizes: Parameters<GPUComputePassEncoder['dispatchWorkgroups']>): void {
    if (this.#pipeline === undefined) throw new Error('a dispatch without a pipeline');
    const pass = this.#begin(this.#pipeline.label || 'unnamed');
    pass.setPipeline(this.#pipeline);
    for (const group of this.#groups.values()) pass.setBindGroup(...group);
    pass.dispatchWorkgroups(...sizes);
    pass.end();
  }

  end(): void {
    // Every real pass has ended with its dispatch.
  }
}
