import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { loadLayersModel } from '@tensorflow/tfjs-layers';
import { beforeAll, expect, it } from 'vitest';
import { listParameters } from '../../core/layers.ts';
import { NETWORK_IDS, type NetworkId, networkLayers } from '../../core/networks.ts';
import { DEFAULT_EXPERIMENT } from '../../experiment/schema.ts';
import { trainedLikeWeights } from '../../exporting/fake-model.ts';
import { tfjsLayersFiles } from '../../exporting/tfjs-layers.ts';
import { startWasm } from '../backend/wasm.ts';
import { predict } from '../inspect/predict.ts';
import { weightsFrom } from './weights.ts';

/** The files of a trained model, opened by the library they are for, against the engine. */

beforeAll(async () => {
  await startWasm(1);
});

const IMAGES = 5;
const IMAGE_PIXELS = 28 * 28;
const BYTES = Uint8Array.from({ length: IMAGES * IMAGE_PIXELS }, (_, index) => (index * index * 31 + index * 7) % 256);

function modelFiles(network: NetworkId): File[] {
  const files = tfjsLayersFiles({
    experiment: { ...DEFAULT_EXPERIMENT, network, pixelScaling: 'unit' },
    withoutShards: [],
    which: 'best',
    step: 100,
    epoch: 3,
    weights: trainedLikeWeights(network),
    measured: [],
  });
  return Object.entries(files).map(([name, bytes]) => new File([bytes], name));
}

async function enginePredictions(network: NetworkId): Promise<Float32Array> {
  await tf.setBackend('wasm');
  const layers = networkLayers(network);
  const weights = weightsFrom(listParameters(layers), trainedLikeWeights(network));
  const parameters = listParameters(layers);
  const probabilities = await predict({ layers, parameters, weights, scaling: 'unit' }, BYTES);
  weights.dispose();
  return probabilities;
}

async function layersPredictions(network: NetworkId): Promise<Float32Array> {
  await tf.setBackend('cpu');
  const model = await loadLayersModel(tf.io.browserFiles(modelFiles(network)));
  const images = tf.tensor4d(
    Float32Array.from(BYTES, (byte) => byte / 255),
    [IMAGES, 28, 28, 1],
  );
  const answers = model.predict(images);
  if (Array.isArray(answers)) throw new Error('the model has more than one output');
  const probabilities = Float32Array.from(await answers.data());
  tf.dispose([images, answers]);
  model.dispose();
  return probabilities;
}

it.each(NETWORK_IDS)('%s, exported and opened with tf.loadLayersModel, predicts what the engine does', async (id) => {
  const engine = await enginePredictions(id);
  const layers = await layersPredictions(id);
  expect(layers).toHaveLength(IMAGES * 10);
  const worst = Math.max(...engine.map((probability, index) => Math.abs(probability - (layers[index] ?? Number.NaN))));
  expect(worst).toBeLessThan(1e-5);
  // Answers that are all alike, or all certain, would hide a wrong weight.
  expect(engine.filter((probability) => probability > 0.02 && probability < 0.98).length).toBeGreaterThan(IMAGES);
  const [first, second] = [engine.slice(0, 10), engine.slice(10, 20)];
  expect(Math.max(...first.map((probability, label) => Math.abs(probability - (second[label] ?? 0))))).toBeGreaterThan(
    0.01,
  );
});
