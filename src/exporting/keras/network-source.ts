import { augments } from '../../core/augmentation.ts';
import { modelName } from '../../core/file-name.ts';
import { NETWORKS } from '../../core/networks.ts';
import { scalingOf } from '../../core/pixel-scaling.ts';
import { isRelevant } from '../../experiment/relevance.ts';
import type { Experiment } from '../../experiment/schema.ts';
import { type GraphLayer, INPUT_NAME, layerGraph } from '../layer-graph.ts';
import { BATCH_NORM, droppedShare, type TrainedModel } from '../trained-model.ts';

/** The network as Keras source, as somebody would write it. */

/** Of training only: the weights that come along were measured with the averages that come along. */
function batchNormNote(experiment: Experiment): string {
  if (!isRelevant('batchNormStart', experiment)) return '';
  return experiment.batchNormStart === 'keras'
    ? '# The moving averages of batch normalisation start from 0 and 1 as they do in Keras.\n'
    : `# The page's moving averages of batch normalisation count only the batches seen so far; those of Keras also their start
# from 0 and 1. Trained anew, the first epochs are measured as worse here; after some thousand steps there is no difference.
`;
}

export function networkSource({ name, experiment }: TrainedModel): string {
  const { network, maxNorm, l2 } = experiment;
  const graph = layerGraph(network);
  const last = graph.at(-1);
  const lines = graph.map((layer) => `    ${variable(layer.name)} = ${layerSource(layer, layer === last, experiment)}`);
  const bound = maxNorm > 0 ? `keras.constraints.MaxNorm(${maxNorm})` : 'None';
  const penalty =
    l2 > 0
      ? `# The page adds ${l2} * w to the gradient of each kernel; Keras' L2 adds twice its factor times w.
L2 = keras.regularizers.L2(${l2} / 2)`
      : 'L2 = None';
  return `# After each step, columns of kernels and biases longer than this are shortened to it.
MAX_NORM = ${bound}
${penalty}
${batchNormNote(experiment)}

def conv2d(filters, size, padding, name):
    return layers.Conv2D(
        filters, size, padding=padding, activation="relu", name=name,
        kernel_regularizer=L2, kernel_constraint=MAX_NORM, bias_constraint=MAX_NORM,
    )


def dense(units, activation, name):
    return layers.Dense(
        units, activation=activation, name=name,
        kernel_regularizer=L2, kernel_constraint=MAX_NORM, bias_constraint=MAX_NORM,
    )


def build_network():
    """${NETWORKS[network].name}: images [batch, 28, 28, 1], scaled, to the probabilities of the ten classes."""
    ${INPUT_NAME} = keras.Input((28, 28, 1), name="${INPUT_NAME}")
${augmentationSource(experiment)}${lines.join('\n')}
    return keras.Model(${INPUT_NAME}, ${variable(last?.name ?? INPUT_NAME)}, name="${modelName(name) ?? network}")


def load_weights(model, path="weights.npz"):
    """Gives a network the weights that the page trained."""
    roles = ("kernel", "bias", "gamma", "beta", "moving_mean", "moving_variance")
    with np.load(path) as weights:
        for layer in model.layers:
            names = [f"{layer.name}/{role}" for role in roles]
            values = [weights[name] for name in names if name in weights.files]
            if values:
                layer.set_weights(values)
`;
}

function layerSource({ name, spec, inputs }: GraphLayer, isLast: boolean, experiment: Experiment): string {
  const from = variable(inputs[0] ?? INPUT_NAME, experiment);
  switch (spec.kind) {
    case 'conv2d':
      return `conv2d(${spec.filters}, ${spec.size}, "${spec.padding}", "${name}")(${from})`;
    case 'maxPool':
      return `layers.MaxPooling2D(${spec.size}, strides=${spec.stride}, padding="${spec.padding}", name="${name}")(${from})`;
    case 'batchNorm': {
      const { momentum, epsilon } = BATCH_NORM;
      return `layers.BatchNormalization(momentum=${momentum}, epsilon=${epsilon}, name="${name}")(${from})`;
    }
    case 'dropout':
      return `layers.Dropout(${droppedShare(spec.rate, experiment)}, name="${name}")(${from})`;
    case 'flatten':
      return `layers.Flatten(name="${name}")(${from})`;
    case 'dense':
      return `dense(${spec.units}, "${isLast ? 'softmax' : spec.activation}", "${name}")(${from})`;
    case 'concatenate':
      return `layers.Concatenate(name="${name}")([${inputs.map((input) => variable(input, experiment)).join(', ')}])`;
  }
}

/** The image goes through augmentation before a layer reads it. */
function variable(name: string, experiment?: Experiment): string {
  return name === INPUT_NAME && experiment !== undefined && augments(experiment) ? 'augmented' : name;
}

function augmentationSource(experiment: Experiment): string {
  if (!augments(experiment)) return '';
  const { flip, rotation, shift, cutout, pixelScaling } = experiment;
  const black = `fill_mode="constant", fill_value=${scalingOf(pixelScaling).offset}`;
  const share = Number((shift / 28).toPrecision(6));
  return [
    '    # Active in training only. The page draws other random numbers, and moves by whole pixels.',
    `    augmented = ${INPUT_NAME}`,
    ...(flip ? ['    augmented = layers.RandomFlip("horizontal")(augmented)'] : []),
    ...(rotation > 0 ? [`    augmented = layers.RandomRotation(${rotation} / 360, ${black})(augmented)`] : []),
    ...(shift > 0 ? [`    augmented = layers.RandomTranslation(${share}, ${share}, ${black})(augmented)`] : []),
    ...(cutout > 0
      ? [`    # The page also blackens a square of ${cutout} pixels a side (cutout), which Keras has no layer for.`]
      : []),
    '',
  ].join('\n');
}
