import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { roundedClassAreas } from '../../core/auc.ts';
import { CLASS_COUNT } from '../../core/classes.ts';
import { listParameters, resolveLayers } from '../../core/layers.ts';
import { fillRandomWords } from '../../core/philox.ts';
import { startWasm } from '../backend/wasm.ts';
import { infer } from '../model/forward.ts';
import { initialWeights } from '../model/weights.ts';
import { gatherImages, type ImageStore } from '../ops/gather-images.ts';
import { measure } from './evaluate.ts';

beforeAll(async () => {
  await startWasm(1);
  await tf.setBackend('wasm');
});

const IMAGES = 300;
const LAYERS = resolveLayers(
  [{ kind: 'flatten' }, { kind: 'dense', units: CLASS_COUNT, activation: 'linear' }],
  [28, 28, 1],
);
const PARAMETERS = listParameters(LAYERS);

/** Noise; what class an image is of decides nothing. */
function store(): ImageStore {
  const words = new Uint32Array((IMAGES * 784) / 4);
  fillRandomWords(words, 5, 6, 7);
  const block = { index: 0, firstImage: 0, pixels: new Uint8Array(words.buffer) };
  return { imageCount: () => IMAGES, blockOf: () => block };
}

/** The share of pairs that the scores rank rightly, pair by pair. */
function areaOf(label: number, labels: Uint8Array, scores: readonly number[]): number {
  const [own, others] = [
    [...labels.keys()].filter((image) => labels[image] === label),
    [...labels.keys()].filter((image) => labels[image] !== label),
  ];
  const scoreOf = (image: number) => scores[image] ?? Number.NaN;
  const won = own.map((image) =>
    others.reduce((sum, other) => sum + (1 + Math.sign(scoreOf(image) - scoreOf(other))) / 2, 0),
  );
  return won.reduce((sum, pairs) => sum + pairs, 0) / (own.length * others.length);
}

it('ranks by all digits of the logits, however confident the network is', async () => {
  const weights = initialWeights(PARAMETERS, 3);
  // Logits tens apart: as probabilities next to all are 0 or 1.
  const kernel = tf.tidy(() => tf.mul(weights.get('1.kernel'), 40));
  weights.set('1.kernel', kernel);
  const labels = Uint8Array.from({ length: IMAGES }, (_, image) => (image * 7) % 9);
  const images = Uint32Array.from(labels.keys());
  const measured = await measure(
    LAYERS,
    weights,
    store(),
    { source: 'train', images, labels, scaling: 'unit' },
    async () => true,
  );
  if (measured === undefined) throw new Error('nothing was measured');

  const x = gatherImages(store(), 'train', images, { scaling: 'unit' });
  const output = infer(LAYERS, weights, x);
  const logits = await output.data();
  const rows = [...images].map((image) => [...logits.subarray(image * CLASS_COUNT, (image + 1) * CLASS_COUNT)]);
  for (let label = 0; label < 9; label++) {
    // The odds against a class, as a logarithm: they fall as the probability rises, and never run out of digits.
    const scores = rows.map((row) => {
      const others = row.filter((_, other) => other !== label);
      const highest = Math.max(...others);
      return (row[label] ?? 0) - highest - Math.log(others.reduce((sum, score) => sum + Math.exp(score - highest), 0));
    });
    expect(measured.areas[label], `class ${label}`).toBeCloseTo(areaOf(label, labels, scores), 6);
  }
  expect(measured.areas[9]).toBeNull();
  const rounded = roundedClassAreas(labels, measured.probabilities);
  const off = measured.areas.map((area, label) => Math.abs((area ?? 0) - (rounded[label] ?? 0)));
  expect(Math.max(...off)).toBeGreaterThan(0.01);
  tf.dispose([x, output]);
  weights.dispose();
});
