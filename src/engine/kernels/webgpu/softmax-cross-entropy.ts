import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/webgpu';
import type { KernelConfig, Tensor2D } from '@tensorflow/tfjs-core';
import { SOFTMAX_CROSS_ENTROPY_KERNEL } from '../../ops/softmax-cross-entropy.ts';
import { kernelInput } from '../inputs.ts';
import { makeTensor, runProgram, u32 } from './encoder.ts';

const THREADS = 256;

/** One workgroup, an image a thread: a batch has a few hundred rows of ten, and loss and hits are summed on the spot. */
const CODE = /* wgsl */ `
  var<workgroup> sums : array<vec2<f32>, ${THREADS}>;
  @compute @workgroup_size(${THREADS})
  fn main(@builtin(local_invocation_index) local : u32) {
    var own = vec2<f32>();
    for (var image = local; image < params.batch; image += ${THREADS}u) {
      let first = image * params.classes;
      let label = u32(labels[image]);
      var best = 0u;
      var highest = logits[first];
      for (var index = 1u; index < params.classes; index++) {
        if (logits[first + index] > highest) { best = index; highest = logits[first + index]; }
      }
      var sum = 0.0;
      for (var index = 0u; index < params.classes; index++) { sum += exp(logits[first + index] - highest); }
      own += vec2<f32>(log(sum) + highest - logits[first + label], select(0.0, 1.0, best == label));
      for (var index = 0u; index < params.classes; index++) {
        let share = exp(logits[first + index] - highest) / sum;
        gradient[first + index] = (share - select(0.0, 1.0, index == label)) / f32(params.batch);
      }
    }
    sums[local] = own;
    for (var reach = ${THREADS / 2}u; reach > 0u; reach /= 2u) {
      workgroupBarrier();
      if (local < reach) { sums[local] += sums[local + reach]; }
    }
    if (local == 0u) {
      metrics[0] = sums[0].x / f32(params.batch);
      metrics[1] = sums[0].y;
    }
  }
`;

export const softmaxCrossEntropyWebgpu: KernelConfig = {
  kernelName: SOFTMAX_CROSS_ENTROPY_KERNEL,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, backend }) => {
    const gpu = backend as WebGPUBackend;
    const logits = kernelInput<Tensor2D>(inputs, 'logits');
    const [batch, classes] = logits.shape;
    const metrics = makeTensor(gpu, [2]);
    const gradient = makeTensor(gpu, [batch, classes]);
    runProgram(gpu, {
      key: SOFTMAX_CROSS_ENTROPY_KERNEL,
      code: () => CODE,
      reads: { logits, labels: kernelInput(inputs, 'labels') },
      writes: { metrics, gradient },
      params: [u32('batch', batch), u32('classes', classes)],
      workgroups: [1, 1, 1],
    });
    return [metrics, gradient];
  },
};
