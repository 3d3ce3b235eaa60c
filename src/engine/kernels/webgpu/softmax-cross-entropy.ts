import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/webgpu';
import * as tf from '@tensorflow/tfjs-core';
import { SOFTMAX_CROSS_ENTROPY_KERNEL } from '../../ops/softmax-cross-entropy.ts';
import { asInt, flatProgram } from './program.ts';

/** One thread an image. A program writes one tensor, so the metrics and the gradient each do the short softmax. */
const ROW_CODE = /* wgsl */ `
  struct Row { best : i32, highest : f32, sum : f32 };
  fn readRow(first : i32) -> Row {
    var row = Row(0, logits[first], 0.0);
    for (var index = 1; index < uniforms.classes; index = index + 1) {
      let score = logits[first + index];
      if (score > row.highest) { row.best = index; row.highest = score; }
    }
    for (var index = 0; index < uniforms.classes; index = index + 1) {
      row.sum = row.sum + exp(logits[first + index] - row.highest);
    }
    return row;
  }
`;
const METRICS_CODE = /* wgsl */ `
  ${ROW_CODE}
  fn main(image : i32) {
    if (image >= uniforms.batch) { return; }
    let first = image * uniforms.classes;
    let row = readRow(first);
    let loss = log(row.sum) + row.highest - logits[first + labels[image]];
    result[image * 2] = loss / f32(uniforms.batch);
    result[image * 2 + 1] = select(0.0, 1.0, row.best == labels[image]);
  }
`;
const GRADIENT_CODE = /* wgsl */ `
  ${ROW_CODE}
  fn main(image : i32) {
    if (image >= uniforms.batch) { return; }
    let first = image * uniforms.classes;
    let row = readRow(first);
    for (var index = 0; index < uniforms.classes; index = index + 1) {
      let share = exp(logits[first + index] - row.highest) / row.sum;
      result[first + index] = (share - select(0.0, 1.0, index == labels[image])) / f32(uniforms.batch);
    }
  }
`;

export const softmaxCrossEntropyWebgpu: tf.KernelConfig = {
  kernelName: SOFTMAX_CROSS_ENTROPY_KERNEL,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, backend }) => {
    const { logits, labels } = inputs;
    if (!logits || !labels) throw new TypeError('cross-entropy needs logits and labels');
    const gpu = backend as WebGPUBackend;
    const [batch = 0, classes = 0] = logits.shape;
    const run = (name: string, code: string, outputShape: number[]): tf.TensorInfo => {
      const program = flatProgram({
        key: `${SOFTMAX_CROSS_ENTROPY_KERNEL}.${name}`,
        inputs: ['logits', 'labels'],
        outputShape,
        threads: batch,
        uniforms: 'batch : i32, classes : i32,',
        code,
      });
      return gpu.runWebGPUProgram(program, [logits, labels], 'float32', [asInt(batch), asInt(classes)]);
    };
    const gradient = run('gradient', GRADIENT_CODE, [batch, classes]);
    const rows = tf.engine().makeTensorFromTensorInfo(run('metrics', METRICS_CODE, [batch, 2]));
    const metrics = tf.sum(rows, 0);
    rows.dispose();
    return [metrics, gradient];
  },
};
