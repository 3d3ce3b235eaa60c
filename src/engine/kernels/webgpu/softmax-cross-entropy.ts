import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/webgpu';
import type { KernelConfig, Tensor2D } from '@tensorflow/tfjs-core';
import { SOFTMAX_CROSS_ENTROPY_KERNEL, type SoftmaxCrossEntropyAttributes } from '../../ops/softmax-cross-entropy.ts';
import { kernelInput } from '../inputs.ts';
import { f32, makeTensor, runProgram, u32 } from './encoder.ts';
import { constants, keyOf } from './flat.ts';

const THREADS = 256;

/** Class weights are parameters rather than a tensor: those that don't change are uploaded once. */
const weightList = (classes: number): string =>
  Array.from({ length: classes }, (_, index) => `params.weight${index}`).join(', ');

/** One workgroup, an image a thread: a batch has a few hundred rows of ten, and loss and hits are summed on the spot. */
const lossCode = (classes: number): string => /* wgsl */ `
  ${constants({ classes })}
  var<workgroup> sums : array<vec2<f32>, ${THREADS}>;
  @compute @workgroup_size(${THREADS})
  fn main(@builtin(local_invocation_index) local : u32) {
    var weights = array<f32, ${classes}>(${weightList(classes)});
    let sure = 1.0 - params.smoothing;
    let share = params.smoothing / f32(classes);
    var own = vec2<f32>();
    for (var image = local; image < params.batch; image += ${THREADS}u) {
      let first = image * classes;
      let label = u32(labels[image]);
      var best = 0u;
      var highest = logits[first];
      for (var index = 1u; index < classes; index++) {
        if (logits[first + index] > highest) { best = index; highest = logits[first + index]; }
      }
      var sum = 0.0;
      var distances = 0.0;
      for (var index = 0u; index < classes; index++) {
        let distance = logits[first + index] - highest;
        sum += exp(distance);
        distances += distance;
      }
      let weight = weights[label];
      let loss = log(sum) - sure * (logits[first + label] - highest) - share * distances;
      own += vec2<f32>(weight * loss, select(0.0, 1.0, best == label));
      for (var index = 0u; index < classes; index++) {
        let probability = exp(logits[first + index] - highest) / sum;
        let expected = share + select(0.0, sure, index == label);
        gradient[first + index] = weight * (probability - expected) / f32(params.batch);
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
  kernelFunc: ({ inputs, attrs, backend }) => {
    const { labelSmoothing, classWeights } = attrs as unknown as SoftmaxCrossEntropyAttributes;
    const gpu = backend as WebGPUBackend;
    const logits = kernelInput<Tensor2D>(inputs, 'logits');
    const [batch, classes] = logits.shape;
    const metrics = makeTensor(gpu, [2]);
    const gradient = makeTensor(gpu, [batch, classes]);
    runProgram(gpu, {
      key: keyOf(SOFTMAX_CROSS_ENTROPY_KERNEL, { classes }),
      code: () => lossCode(classes),
      reads: { logits, labels: kernelInput(inputs, 'labels') },
      writes: { metrics, gradient },
      params: [
        u32('batch', batch),
        f32('smoothing', labelSmoothing),
        ...Array.from({ length: classes }, (_, index) => f32(`weight${index}`, classWeights[index] ?? 1)),
      ],
      workgroups: [1, 1, 1],
    });
    return [metrics, gradient];
  },
};
