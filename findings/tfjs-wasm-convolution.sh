#!/usr/bin/env bash
# TensorFlow.js: the wasm backend runs a convolution forward and can't train it.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --prefix . @tensorflow/tfjs-core@4.22.0 @tensorflow/tfjs-layers@4.22.0 @tensorflow/tfjs-backend-cpu@4.22.0 @tensorflow/tfjs-backend-wasm@4.22.0
cat > show.cjs <<'JS'
const tf = require('@tensorflow/tfjs-core');
const { layers, sequential } = require('@tensorflow/tfjs-layers');
require('@tensorflow/tfjs-backend-cpu');
const { version_wasm } = require('@tensorflow/tfjs-backend-wasm');
tf.enableProdMode();

async function trainedOn(backend) {
  await tf.setBackend(backend);
  const convolution = layers.conv2d({ filters: 1, kernelSize: 2, inputShape: [4, 4, 1] });
  const model = sequential({ layers: [convolution, layers.flatten(), layers.dense({ units: 1 })] });
  model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
  const x = tf.ones([1, 4, 4, 1]);
  const predicts = model.predict(x).dataSync().every(Number.isFinite);
  const training = await model.trainOnBatch(x, tf.ones([1, 1])).then(() => 'trains', ({ message }) => `throws "${message}"`);
  console.log(`seen:     ${backend} ${predicts ? 'predicts' : 'does not predict'}, ${training}`);
  return predicts && training;
}

async function show() {
  console.log(`tfjs-backend-wasm ${version_wasm}`);
  console.log('expected: a network of one convolution trains on wasm as it does on cpu');
  const [cpu, wasm] = [await trainedOn('cpu'), await trainedOn('wasm')];
  process.exitCode = cpu === 'trains' && /Conv2DBackpropFilter/.test(wasm) ? 0 : 1;
}
show();
JS
node show.cjs
