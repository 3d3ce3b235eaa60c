import { type Array as JaxArray, jit, lax, nn, numpy as np, valueAndGrad } from '@jax-js/jax';
import { type Layer, shapeSize } from '../../../src/core/layers.ts';

/**
 * A network and its training step in jax-js, channels first as its convolutions are. Arrays are counted: a function uses
 * up its arguments unless they are handed over as `.ref`. It has neither batch normalisation nor dropout.
 */

/** Takes parameters from the front of `rest`, in the order that `initialParameters` gave them. */
function applyLayer(layer: Layer, x: JaxArray, rest: JaxArray[]): JaxArray {
  const { spec } = layer;
  const take = (): JaxArray => {
    const parameter = rest.shift();
    if (parameter === undefined) throw new RangeError('too few parameters');
    return parameter;
  };
  switch (spec.kind) {
    case 'conv2d': {
      const y = lax.conv(x, take(), [1, 1], spec.padding === 'same' ? 'SAME' : 'VALID');
      return nn.relu(y.add(take()));
    }
    case 'maxPool':
      return maxPool(x, spec.size, spec.stride, spec.padding === 'same' ? (spec.size - 1) / 2 : 0);
    case 'dense': {
      const y = np.dot(x, take()).add(take());
      return spec.activation === 'relu' ? nn.relu(y) : y;
    }
    case 'flatten':
      return x.reshape([x.shape[0] ?? 0, -1]);
    case 'branches': {
      const ends = layer.branches.map((branch) => applyLayers(branch, x.ref, rest));
      x.dispose();
      return np.concatenate(ends, 1);
    }
    case 'batchNorm':
    case 'dropout':
      return x;
  }
}

function applyLayers(layers: readonly Layer[], x: JaxArray, rest: JaxArray[]): JaxArray {
  return layers.reduce((y, layer) => applyLayer(layer, y, rest), x);
}

/** Zeros beside the image can't win: pixels and what comes out of ReLU are never negative. */
function maxPool(x: JaxArray, size: number, stride: number, padding: number): JaxArray {
  const sides: [number, number][] = [0, 0, padding, padding].map((pad) => [pad, pad]);
  const padded = padding === 0 ? x : np.pad(x, sides);
  return lax.reduceWindow(padded, np.max, [size, size], [stride, stride]);
}

/** Small random kernels and zero biases, in the order of the forward pass. */
export function initialParameters(layers: readonly Layer[]): JaxArray[] {
  return layers.flatMap((layer) => {
    const { spec } = layer;
    if (spec.kind === 'branches') return layer.branches.flatMap(initialParameters);
    const channels = layer.inputShape.at(-1) ?? 0;
    if (spec.kind === 'conv2d') {
      const { size, filters } = spec;
      return [random([filters, channels, size, size], size * size * channels), np.zeros([filters, 1, 1])];
    }
    if (spec.kind === 'dense') return [random([channels, spec.units], channels), np.zeros([spec.units])];
    return [];
  });
}

function random(shape: number[], fanIn: number): JaxArray {
  const limit = Math.sqrt(3 / fanIn);
  const values = Float32Array.from({ length: shapeSize(shape) }, () => limit * (2 * Math.random() - 1));
  return np.array(values).reshape(shape);
}

const BETA_1 = 0.9;
const BETA_2 = 0.999;
const EPSILON = 1e-7;
const LEARNING_RATE = 0.001;

export interface TrainingState {
  readonly parameters: JaxArray[];
  readonly firstMoments: JaxArray[];
  readonly secondMoments: JaxArray[];
}

type StepResult = [JaxArray[], JaxArray[], JaxArray[], JaxArray];

/** @returns one step of Adam, compiled at its first call; `rate` carries the bias correction of the iteration */
export function compiledStep(layers: readonly Layer[]) {
  const loss = (parameters: JaxArray[], x: JaxArray, y: JaxArray): JaxArray => {
    const logits = applyLayers(layers, x, [...parameters]);
    return np.mean(np.sum(nn.logSoftmax(logits).mul(y), 1)).mul(-1);
  };
  const gradientOf = valueAndGrad(loss);
  return jit(
    (
      parameters: JaxArray[],
      first: JaxArray[],
      second: JaxArray[],
      rate: JaxArray,
      x: JaxArray,
      y: JaxArray,
    ): StepResult => {
      const [value, gradients] = gradientOf(
        parameters.map((parameter) => parameter.ref),
        x,
        y,
      ) as [JaxArray, JaxArray[]];
      const updated: StepResult = [[], [], [], value];
      for (const [index, gradient] of gradients.entries()) {
        const [w, m, v] = [parameters[index], first[index], second[index]];
        if (w === undefined || m === undefined || v === undefined) throw new RangeError('a parameter lost its moments');
        const nextM = m.mul(BETA_1).add(gradient.ref.mul(1 - BETA_1));
        const nextV = v.mul(BETA_2).add(gradient.ref.mul(gradient).mul(1 - BETA_2));
        const change = nextM.ref.mul(rate.ref).div(np.sqrt(nextV.ref).add(EPSILON));
        updated[0].push(w.sub(change));
        updated[1].push(nextM);
        updated[2].push(nextV);
      }
      rate.dispose();
      return updated;
    },
  );
}

/** Adam's learning rate at an iteration, counted from 1. */
export function correctedRate(iteration: number): number {
  return (LEARNING_RATE * Math.sqrt(1 - BETA_2 ** iteration)) / (1 - BETA_1 ** iteration);
}
