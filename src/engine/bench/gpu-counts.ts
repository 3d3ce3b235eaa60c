import { countGpu } from '../backend/gpu-counters.ts';
import type { GpuCounts } from './contract.ts';

/**
 * Counts what a library asks of the GPU, every contestant by the same ruler. Call it before the library asks for an
 * adapter.
 * @returns takes the counts since the last call
 */
export function countGpuCalls(): () => GpuCounts {
  const counter = countGpu();
  return () => {
    const { dispatches, submits, bytesUploaded } = counter.counts();
    counter.reset();
    return { dispatches, submits, bytesUploaded };
  };
}
