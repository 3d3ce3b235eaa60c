#!/usr/bin/env bash
# TensorFlow.js layers: batch normalisation without scale or without centre predicts, and can't be trained.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --prefix . @tensorflow/tfjs-core@4.22.0 @tensorflow/tfjs-layers@4.22.0 @tensorflow/tfjs-backend-cpu@4.22.0
cat > show.cjs <<'JS'
const tf = require('@tensorflow/tfjs-core');
const { layers, sequential, version_layers } = require('@tensorflow/tfjs-layers');
require('@tensorflow/tfjs-backend-cpu');
tf.enableProdMode();

async function tried(settings) {
  const model = sequential({ layers: [layers.batchNormalization({ inputShape: [2], ...settings }), layers.dense({ units: 1 })] });
  model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
  const [x, y] = [tf.tensor2d([[1, 2], [3, 4]]), tf.tensor2d([[1], [2]])];
  const predicts = model.predict(x).dataSync().every(Number.isFinite);
  const training = await model.trainOnBatch(x, y).then(() => 'trains', ({ message }) => `throws "${message}"`);
  console.log(`seen:     ${JSON.stringify(settings)} ${predicts ? 'predicts' : 'does not predict'}, ${training}`);
  return predicts && training !== 'trains';
}

async function show() {
  await tf.setBackend('cpu');
  console.log(`tfjs-layers ${version_layers}`);
  console.log('expected: {scale: false} and {center: false} train, as in Keras');
  const plain = await tried({});
  const without = [await tried({ scale: false }), await tried({ center: false })];
  process.exitCode = !plain && without.every(Boolean) ? 0 : 1;
}
show();
JS
node show.cjs
