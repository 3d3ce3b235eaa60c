import type { GpuCounts } from './contract.ts';

/**
 * Counts what a library asks of the GPU by wrapping the prototypes all of them must go through, so that every contestant
 * is counted by the same ruler. Call it before the library asks for an adapter.
 * @returns takes the counts since the last call
 */
export function countGpuCalls(): () => GpuCounts {
  let dispatches = 0;
  let submits = 0;
  let bytesUploaded = 0;
  const pass = GPUComputePassEncoder.prototype;
  const { dispatchWorkgroups, dispatchWorkgroupsIndirect } = pass;
  pass.dispatchWorkgroups = function (...sizes) {
    dispatches++;
    dispatchWorkgroups.apply(this, sizes);
  };
  pass.dispatchWorkgroupsIndirect = function (...from) {
    dispatches++;
    dispatchWorkgroupsIndirect.apply(this, from);
  };
  const queue = GPUQueue.prototype;
  const { submit, writeBuffer } = queue;
  queue.submit = function (buffers) {
    submits++;
    submit.call(this, buffers);
  };
  queue.writeBuffer = function (...written: Parameters<GPUQueue['writeBuffer']>) {
    bytesUploaded += writtenBytes(written);
    writeBuffer.apply(this, written);
  };
  countMapped((bytes) => {
    bytesUploaded += bytes;
  });
  return () => {
    const counts = { dispatches, submits, bytesUploaded };
    dispatches = 0;
    submits = 0;
    bytesUploaded = 0;
    return counts;
  };
}

/** `writeBuffer` counts offset and size in elements of a typed array, and in bytes of anything else. */
function writtenBytes([, , data, offset = 0, size]: Parameters<GPUQueue['writeBuffer']>): number {
  const element = 'BYTES_PER_ELEMENT' in data ? Number(data.BYTES_PER_ELEMENT) : 1;
  return size === undefined ? data.byteLength - offset * element : size * element;
}

/** Buffers that are filled while mapped are uploads too; those mapped to be read are not. */
function countMapped(add: (bytes: number) => void): void {
  const device = GPUDevice.prototype;
  const { createBuffer } = device;
  device.createBuffer = function (descriptor) {
    if (descriptor.mappedAtCreation === true) add(descriptor.size);
    return createBuffer.call(this, descriptor);
  };
}
