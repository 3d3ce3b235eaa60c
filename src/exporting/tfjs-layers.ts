import { CLASS_NAMES } from '../core/classes.ts';
import { modelName } from '../core/file-name.ts';
import type { ParameterSpec } from '../core/layers.ts';
import { INPUT_SHAPE } from '../core/networks.ts';
import { scalingOf } from '../core/pixel-scaling.ts';
import { type GraphLayer, INPUT_NAME, layerGraph, parametersOf } from './layer-graph.ts';
import { bytesOf } from './run-file-arrays.ts';
import { BATCH_NORM, droppedShare, type TrainedModel } from './trained-model.ts';

/**
 * A trained model as TensorFlow.js' layers files, which `tf.loadLayersModel` opens: a Keras topology as JSON, and the
 * weights in one file (https://www.tensorflow.org/js/guide/save_load). The last layer has a softmax, so that `predict`
 * gives probabilities.
 */
export interface LayersFiles {
  readonly 'model.json': Uint8Array<ArrayBuffer>;
  readonly 'weights.bin': Uint8Array;
}

const WEIGHTS_FILE = 'weights.bin';

export const KERAS_ROLES: Readonly<Record<ParameterSpec['role'], string>> = {
  kernel: 'kernel',
  bias: 'bias',
  gamma: 'gamma',
  beta: 'beta',
  movingMean: 'moving_mean',
  movingVariance: 'moving_variance',
};

/** @throws RangeError when the weights are not those of the experiment's network */
export function tfjsLayersFiles(model: TrainedModel): LayersFiles {
  const graph = layerGraph(model.experiment.network);
  const parameters = [...parametersOf(graph, model.weights)];
  const weights = parameters.flatMap(([layer, values]) =>
    values.map(({ spec: { role, shape } }) => ({ name: `${layer}/${KERAS_ROLES[role]}`, shape, dtype: 'float32' })),
  );
  const json = {
    format: 'layers-model',
    generatedBy: 'Fitting Room',
    convertedBy: null,
    modelTopology: {
      keras_version: 'tfjs-layers 4.22.0',
      backend: 'tensor_flow.js',
      model_config: { class_name: 'Model', config: topology(graph, model) },
    },
    weightsManifest: [{ paths: [WEIGHTS_FILE], weights }],
    userDefinedMetadata: metadata(model),
  };
  return {
    'model.json': new TextEncoder().encode(`${JSON.stringify(json, null, 1)}\n`),
    // The order of the forward pass is that of the manifest above.
    [WEIGHTS_FILE]: bytesOf(model.weights),
  };
}

/** What whoever opens the files needs to know and the topology doesn't say. */
function metadata({ name, experiment, which, step, epoch, measured }: TrainedModel) {
  const { scale, offset } = scalingOf(experiment.pixelScaling);
  return {
    ...(name !== undefined && { name }),
    classes: CLASS_NAMES,
    input: `28x28 grey images, light on dark: byte * ${scale} + ${offset}`,
    experiment,
    weights: { of: which, step, epoch },
    measured,
  };
}

function topology(graph: readonly GraphLayer[], model: TrainedModel) {
  const input = {
    name: INPUT_NAME,
    class_name: 'InputLayer',
    config: { name: INPUT_NAME, batch_input_shape: [null, ...INPUT_SHAPE], dtype: 'float32', sparse: false },
    inbound_nodes: [],
  };
  const last = graph.at(-1)?.name ?? INPUT_NAME;
  const layers = graph.map(({ name, spec, inputs }) => ({
    name,
    ...(name === last ? withSoftmax(layerConfig(name, spec, model)) : layerConfig(name, spec, model)),
    inbound_nodes: [inputs.map((from) => [from, 0, 0, {}])],
  }));
  return {
    name: modelName(model.name) ?? model.experiment.network,
    layers: [input, ...layers],
    input_layers: [[INPUT_NAME, 0, 0]],
    output_layers: [[last, 0, 0]],
  };
}

interface LayerConfig {
  readonly class_name: string;
  readonly config: Readonly<Record<string, unknown>>;
}

function withSoftmax({ class_name, config }: LayerConfig): LayerConfig {
  return { class_name, config: { ...config, activation: 'softmax' } };
}

function layerConfig(name: string, spec: GraphLayer['spec'], { experiment }: TrainedModel): LayerConfig {
  const common = { name, trainable: true, dtype: 'float32' };
  switch (spec.kind) {
    case 'conv2d': {
      const { size, filters, padding } = spec;
      const config = { ...common, filters, kernel_size: [size, size], strides: [1, 1], padding, activation: 'relu' };
      return { class_name: 'Conv2D', config: { ...config, data_format: 'channels_last', use_bias: true } };
    }
    case 'maxPool': {
      const { size, stride, padding } = spec;
      const config = { ...common, pool_size: [size, size], strides: [stride, stride], padding };
      return { class_name: 'MaxPooling2D', config: { ...config, data_format: 'channels_last' } };
    }
    case 'batchNorm':
      return { class_name: 'BatchNormalization', config: { ...common, axis: -1, ...BATCH_NORM } };
    case 'dropout':
      return { class_name: 'Dropout', config: { ...common, rate: droppedShare(spec.rate, experiment) } };
    case 'flatten':
      return { class_name: 'Flatten', config: common };
    case 'dense':
      return {
        class_name: 'Dense',
        config: { ...common, units: spec.units, activation: spec.activation, use_bias: true },
      };
    case 'concatenate':
      return { class_name: 'Concatenate', config: { ...common, axis: -1 } };
  }
}
