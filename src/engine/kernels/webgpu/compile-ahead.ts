import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/backend_webgpu';
import * as tf from '@tensorflow/tfjs-core';
import { pipelinesReady } from './encoder.ts';

/**
 * Compiles every pipeline that `work` uses without running any of it: nothing is computed, uploaded or changed in place,
 * and the thread is free while the GPU process compiles. On another backend nothing happens.
 * @param work runs ops and disposes their outputs; it must not read them
 */
export async function compileAhead(work: () => void): Promise<void> {
  const backend = tf.backend();
  if (!(backend instanceof WebGPUBackend)) return;
  tf.env().set('WEBGPU_ENGINE_COMPILE_ONLY', true);
  try {
    work();
  } finally {
    tf.env().set('WEBGPU_ENGINE_COMPILE_ONLY', false);
  }
  await Promise.all([backend.checkCompileCompletionAsync(), pipelinesReady(backend)]);
}
