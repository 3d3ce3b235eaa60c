#!/usr/bin/env bash
# TensorFlow.js layers: kernelConstraint is taken, saved with the model, and never applied by training.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --prefix . @tensorflow/tfjs-core@4.22.0 @tensorflow/tfjs-layers@4.22.0 @tensorflow/tfjs-backend-cpu@4.22.0
cat > show.cjs <<'JS'
const tf = require('@tensorflow/tfjs-core');
const { constraints, layers, sequential, version_layers } = require('@tensorflow/tfjs-layers');
require('@tensorflow/tfjs-backend-cpu');
tf.enableProdMode();

async function show() {
  await tf.setBackend('cpu');
  const kernelConstraint = constraints.maxNorm({ maxValue: 1, axis: 0 });
  const dense = layers.dense({ units: 1, inputShape: [2], useBias: false, kernelInitializer: 'ones', kernelConstraint });
  const model = sequential({ layers: [dense] });
  model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
  await model.fit(tf.tensor2d([[1, 2], [3, 4]]), tf.tensor2d([[10], [20]]), { epochs: 5, verbose: 0 });
  const [kernel] = dense.getWeights();
  const norm = (tensor) => tf.norm(tensor).dataSync()[0];
  console.log(`tfjs-layers ${version_layers}`);
  console.log('expected: a kernel under maxNorm 1 has a norm of at most 1 after fit, as in Keras');
  console.log(`seen:     a norm of ${norm(kernel).toFixed(3)}; the constraint by hand makes it ${norm(kernelConstraint.apply(kernel)).toFixed(3)}`);
  process.exitCode = norm(kernel) > 1.1 && norm(kernelConstraint.apply(kernel)) < 1.001 ? 0 : 1;
}
show();
JS
node show.cjs
