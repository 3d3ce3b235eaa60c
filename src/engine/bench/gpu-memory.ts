import { type MemoryInfo, memory } from '@tensorflow/tfjs-core';

interface GpuMemoryInfo extends MemoryInfo {
  readonly numBytesAllocatedInGPU?: number;
}

/** What tfjs' WebGPU backend holds, pooled buffers included; undefined on the other backends, which don't say. */
export function gpuBytesAllocated(): number | undefined {
  const info: GpuMemoryInfo = memory();
  return info.numBytesAllocatedInGPU;
}
