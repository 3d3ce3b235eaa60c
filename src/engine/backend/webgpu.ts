import '@tensorflow/tfjs-backend-webgpu/dist/flags_webgpu';
import '@tensorflow/tfjs-backend-webgpu/dist/register_all_kernels';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/backend_webgpu';
import * as tf from '@tensorflow/tfjs-core';
import { type Fault, FaultError } from '../../protocol/faults.ts';
import type { Device } from '../../protocol/messages.ts';
import { registerWebgpuKernels } from '../kernels/webgpu/register.ts';
import { adapterName } from './adapter.ts';

/**
 * WebGPU on a device of our own: TensorFlow.js' registration fails without a word on a null adapter, asks for default
 * limits, and notices neither a lost device nor a broken shader.
 */

const LIMITS = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxComputeWorkgroupSizeX',
  'maxComputeInvocationsPerWorkgroup',
] as const satisfies (keyof GPUSupportedLimits)[];

/**
 * Starts WebGPU.
 * @param onFault the device was lost, or an error was raised that no scope caught: results can no longer be trusted
 * @throws FaultError `webgpu-failed` when the backend does not start
 */
export async function startWebgpu(adapter: GPUAdapter, onFault: (fault: Fault) => void): Promise<Device> {
  const requiredLimits = Object.fromEntries(LIMITS.map((limit) => [limit, adapter.limits[limit]]));
  const device = await adapter.requestDevice({ requiredLimits });
  void device.lost.then((info) => {
    if (info.reason !== 'destroyed') onFault({ code: 'gpu-lost', message: info.message });
  });
  device.onuncapturederror = (event) => onFault({ code: 'webgpu-failed', message: event.error.message });

  tf.registerBackend('webgpu', () => new WebGPUBackend(device, adapter.info), 3);
  registerWebgpuKernels();
  if (!(await tf.setBackend('webgpu'))) throw new FaultError('webgpu-failed', 'the WebGPU backend did not start');
  // Small tensors must take the same path as large ones: the shortcut through the CPU needs another backend.
  tf.env().set('WEBGPU_CPU_FORWARD', false);
  // About a step of a network: fewer submits cost less, and our kernels don't wait for one to reuse memory.
  tf.env().set('WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE', 64);
  return { backend: 'webgpu', adapter: adapterName(adapter.info), threads: 1, verified: false };
}
