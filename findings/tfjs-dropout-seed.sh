#!/usr/bin/env bash
# TensorFlow.js layers: a dropout layer with a seed drops the same units in every step.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --prefix . @tensorflow/tfjs-core@4.22.0 @tensorflow/tfjs-layers@4.22.0 @tensorflow/tfjs-backend-cpu@4.22.0
cat > show.cjs <<'JS'
const tf = require('@tensorflow/tfjs-core');
const { layers, version_layers } = require('@tensorflow/tfjs-layers');
require('@tensorflow/tfjs-backend-cpu');
tf.enableProdMode();

/** How many masks differ among those of five training steps. */
function differentMasks(settings) {
  const layer = layers.dropout({ rate: 0.5, ...settings });
  const step = () => layer.apply(tf.ones([1, 64]), { training: true }).dataSync().join();
  return new Set(Array.from({ length: 5 }, step)).size;
}

async function show() {
  await tf.setBackend('cpu');
  const [seeded, unseeded] = [differentMasks({ seed: 7 }), differentMasks({})];
  console.log(`tfjs-layers ${version_layers}`);
  console.log('expected: with a seed, five steps have five masks, the same five in every run, as in Keras');
  console.log(`seen:     masks in five steps: ${seeded} with a seed, ${unseeded} without`);
  process.exitCode = seeded === 1 && unseeded === 5 ? 0 : 1;
}
show();
JS
node show.cjs
