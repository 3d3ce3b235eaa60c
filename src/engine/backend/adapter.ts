import { FaultError } from '../../protocol/faults.ts';

/** Which GPU there is, found out before anything of the WebGPU backend is fetched. */

function isSoftware(info: GPUAdapterInfo): boolean {
  return (
    info.isFallbackAdapter ||
    /swiftshader|llvmpipe|lavapipe|software/i.test(`${info.architecture} ${info.description} ${info.device}`)
  );
}

/** A GPU as people may know it. */
export function adapterName(info: GPUAdapterInfo): string {
  const name = [info.vendor, info.description || info.architecture || info.device].filter(Boolean).join(' ');
  return name || 'unnamed GPU';
}

/**
 * The adapter to run on.
 * @param allowSoftware take a software adapter too; it is slow, so only when WebGPU was asked for by name
 * @throws FaultError when there is no usable adapter
 */
export async function requestAdapter(allowSoftware: boolean): Promise<GPUAdapter> {
  if (!('gpu' in navigator)) throw new FaultError('webgpu-missing', 'this browser has no navigator.gpu');
  const adapter =
    (await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' })) ??
    (allowSoftware ? await navigator.gpu.requestAdapter({ forceFallbackAdapter: true }) : null);
  if (adapter === null) throw new FaultError('webgpu-no-adapter', 'requestAdapter found no GPU');
  if (!allowSoftware && isSoftware(adapter.info)) {
    throw new FaultError('webgpu-software-adapter', `the only adapter is software: ${adapterName(adapter.info)}`);
  }
  return adapter;
}
