#!/usr/bin/env bash
# TensorFlow.js: where a window has several maxima, its gradient goes to the first on one backend, to the last on another.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
# tfjs-layers is there because it registers the gradients.
npm install --silent --no-audit --no-fund --prefix . @tensorflow/tfjs-core@4.22.0 @tensorflow/tfjs-layers@4.22.0 @tensorflow/tfjs-backend-cpu@4.22.0 @tensorflow/tfjs-backend-wasm@4.22.0
cat > show.cjs <<'JS'
const tf = require('@tensorflow/tfjs-core');
require('@tensorflow/tfjs-layers');
require('@tensorflow/tfjs-backend-cpu');
const { version_wasm } = require('@tensorflow/tfjs-backend-wasm');
tf.enableProdMode();

async function gradientOn(backend) {
  await tf.setBackend(backend);
  const pooled = (x) => tf.maxPool(x, 2, 2, 'valid');
  return tf.grad(pooled)(tf.ones([1, 2, 2, 1])).dataSync().join(' ');
}

async function show() {
  const [cpu, wasm] = [await gradientOn('cpu'), await gradientOn('wasm')];
  console.log(`tfjs-core ${tf.version_core}, tfjs-backend-wasm ${version_wasm}`);
  console.log('expected: of a 2x2 window of equal values, the same one has the gradient on every backend');
  console.log(`seen:     cpu ${cpu}, wasm ${wasm}`);
  process.exitCode = cpu === '1 0 0 0' && wasm === '0 0 0 1' ? 0 : 1;
}
show();
JS
node show.cjs
