import { CLASS_NAMES } from '../../core/classes.ts';
import { NETWORKS } from '../../core/networks.ts';
import type { TrainedModel } from '../trained-model.ts';
import { dataSource } from './data-source.ts';
import { networkSource } from './network-source.ts';
import { notebookJson } from './notebook.ts';
import { weightsNpz } from './npz.ts';
import { trainingSource } from './training-source.ts';

/**
 * A trained model for Python: Keras 3 source that builds the network, with the weights as numpy arrays, and a notebook that
 * loads them, checks them against what the page measured, and goes on training on as many GPUs as there are.
 */
export interface KerasFiles {
  readonly 'model.py': Uint8Array<ArrayBuffer>;
  readonly 'weights.npz': Uint8Array<ArrayBuffer>;
  readonly 'notebook.ipynb': Uint8Array<ArrayBuffer>;
}

/** @throws RangeError when the weights are not those of the experiment's network */
export function kerasFiles(model: TrainedModel): KerasFiles {
  const text = new TextEncoder();
  return {
    'model.py': text.encode(moduleSource(model)),
    'weights.npz': weightsNpz(model),
    'notebook.ipynb': text.encode(notebookJson(notebookCells(model))),
  };
}

function importsSource(): string {
  return `import math
import os

os.environ.setdefault("KERAS_BACKEND", "tensorflow")

import keras
import numpy as np
from keras import layers

CLASSES = ${JSON.stringify(CLASS_NAMES)}
`;
}

function checkSource({ measured }: TrainedModel): string {
  const lines = measured
    .filter(({ loss }) => Number.isFinite(loss))
    .map(({ split, accuracy, loss, images }) => `    "${split}": (${accuracy}, ${loss}, ${images}),`);
  return `# What the page measured with these weights: accuracy, loss, number of images.
MEASURED = {
${lines.join('\n')}
}


def check(model, data):
    """Measures the same images, and says how far the accuracy is from the page's."""
    for split, (accuracy, loss, count) in MEASURED.items():
        images, labels = data["train_evaluation" if split == "train" else split]
        probabilities = model.predict(images, batch_size=512, verbose=0)
        here = float(np.mean(np.argmax(probabilities, axis=1) == labels))
        print(f"{split}: {here:.4f} here, {accuracy:.4f} on the page, {count} images")
        assert len(labels) == count, "these are not the images that the page measured"
        # Other hardware rounds otherwise, which may turn an answer or two that hung in the balance.
        assert abs(here - accuracy) <= max(2, count / 1000) / count, "the accuracy is another"
`;
}

const TRAIN = `# One replica of the network on each GPU; without a GPU, one on the CPU.
strategy = tf.distribute.MirroredStrategy()
batch_size = BATCH_SIZE * strategy.num_replicas_in_sync
with strategy.scope():
    model = build_network()
    load_weights(model)
    # The optimiser starts afresh: what it remembered is not among the weights.
    compile_network(model)

images, labels = data["train"]
validation_images, validation_labels = data["validation"]
keras.utils.set_random_seed(SEED)
model.fit(
    images,
    keras.utils.to_categorical(labels, 10),
    batch_size=batch_size,
    epochs=EPOCHS,
    validation_data=(validation_images, keras.utils.to_categorical(validation_labels, 10)) if len(validation_labels) else None,
    class_weight=CLASS_WEIGHTS,
    callbacks=callbacks(math.ceil(len(images) / batch_size), EPOCHS),
)
`;

function modelSentence({ name, experiment, which, epoch, step }: TrainedModel): string {
  // Neither may end the text that it stands in.
  const called = name === undefined ? '' : ` as “${name.replace(/[\\"]/g, '’')}”`;
  const weights = which === 'best' ? 'of the best epoch on the validation images' : 'of the latest step';
  return `${NETWORKS[experiment.network].name}, trained on Fashion-MNIST in a browser by Fitting Room${called}: weights ${weights}, epoch ${epoch}, step ${step}.`;
}

function moduleSource(model: TrainedModel): string {
  const sections = [
    importsSource(),
    networkSource(model),
    dataSource(model),
    trainingSource(model),
    checkSource(model),
  ];
  return `"""${modelSentence(model)}

Run it beside weights.npz to download the dataset and check the accuracy; import it for \`build_network\` and the rest.
"""

${sections.join('\n\n')}

if __name__ == "__main__":
    network = build_network()
    load_weights(network)
    network.summary()
    check(network, load_data())
`;
}

function notebookCells(model: TrainedModel) {
  return [
    {
      kind: 'markdown',
      source: `# ${NETWORKS[model.experiment.network].name} from Fitting Room\n\n${modelSentence(model)}\n\nPut \`weights.npz\` beside this notebook. It needs Keras 3 and TensorFlow.`,
    },
    { kind: 'code', source: `import tensorflow as tf\n\n${importsSource()}` },
    { kind: 'markdown', source: '## The network' },
    { kind: 'code', source: networkSource(model) },
    { kind: 'markdown', source: '## The data\n\nThe same images for training and validation as on the page.' },
    { kind: 'code', source: `${dataSource(model)}\n\ndata = load_data()` },
    { kind: 'markdown', source: '## The weights, checked against what the page measured' },
    {
      kind: 'code',
      source: `${checkSource(model)}\n\nmodel = build_network()\nload_weights(model)\ncheck(model, data)`,
    },
    { kind: 'markdown', source: '## Going on, on one GPU or many' },
    { kind: 'code', source: trainingSource(model) },
    { kind: 'code', source: TRAIN },
  ] as const;
}
