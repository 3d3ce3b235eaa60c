import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import type { LayerSpec } from '../../../src/core/layers.ts';
import { INPUT_SHAPE, NETWORKS, type NetworkId } from '../../../src/core/networks.ts';

/** The networks as anybody would write them with tf.layers. Max-norm is left out: it has no effect in training. */

function apply(spec: LayerSpec, x: layers.SymbolicTensor): layers.SymbolicTensor {
  const through = (layer: layers.layers.Layer): layers.SymbolicTensor => layer.apply(x) as layers.SymbolicTensor;
  switch (spec.kind) {
    case 'conv2d': {
      const { filters, size: kernelSize, padding } = spec;
      return through(layers.layers.conv2d({ filters, kernelSize, padding, activation: 'relu' }));
    }
    case 'maxPool':
      return through(layers.layers.maxPooling2d({ poolSize: spec.size, strides: spec.stride, padding: spec.padding }));
    case 'batchNorm':
      return through(layers.layers.batchNormalization());
    case 'dropout':
      return through(layers.layers.dropout({ rate: spec.rate }));
    case 'flatten':
      return through(layers.layers.flatten());
    case 'dense':
      return through(
        layers.layers.dense({ units: spec.units, activation: spec.activation === 'relu' ? 'relu' : 'softmax' }),
      );
    case 'branches': {
      const ends = spec.branches.map((branch) => applyAll(branch, x));
      return layers.layers.concatenate().apply(ends) as layers.SymbolicTensor;
    }
  }
}

function applyAll(specs: readonly LayerSpec[], x: layers.SymbolicTensor): layers.SymbolicTensor {
  return specs.reduce((y, spec) => apply(spec, y), x);
}

export function compiledModel(id: NetworkId): layers.LayersModel {
  const input = layers.input({ shape: [...INPUT_SHAPE] });
  const model = layers.model({ inputs: input, outputs: applyAll(NETWORKS[id].specs, input) });
  model.compile({ optimizer: tf.train.adam(), loss: 'categoricalCrossentropy' });
  return model;
}
