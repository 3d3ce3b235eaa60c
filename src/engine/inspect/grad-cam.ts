import * as tf from '@tensorflow/tfjs-core';
import { CLASS_COUNT } from '../../core/classes.ts';
import type { Layer } from '../../core/layers.ts';
import { indexOfLargest } from '../../core/softmax.ts';
import type { GradCam } from '../../protocol/inspection.ts';
import { infer, inferWithGradient } from '../model/forward.ts';
import { type InspectedNetwork, imageTensor, takeValues } from './inspected.ts';

/** The last layer that makes maps by convolution: one, or several in branches. -1 for a network without. */
function lastConvolution(layers: readonly Layer[]): number {
  return layers.findLastIndex(({ spec }) => spec.kind === 'conv2d' || spec.kind === 'branches');
}

/**
 * Sum over the maps of mean(gradient of the map) * map, negative values cut off: formulas 1 and 2 of Grad-CAM.
 * @param maps [places, channels]
 * @param gradients likewise
 */
function weightedSum(maps: Float32Array, gradients: Float32Array, places: number): Float32Array<ArrayBuffer> {
  const channels = maps.length / places;
  const weights = new Float64Array(channels);
  for (const [index, gradient] of gradients.entries()) {
    weights[index % channels] = (weights[index % channels] ?? 0) + gradient / places;
  }
  const sums = new Float64Array(places);
  for (const [index, value] of maps.entries()) {
    const place = Math.floor(index / channels);
    sums[place] = (sums[place] ?? 0) + value * (weights[index % channels] ?? 0);
  }
  return Float32Array.from(sums, (sum) => Math.max(0, sum));
}

/** [labels, classes] */
function oneHotRows(labels: readonly number[]): tf.Tensor2D {
  const values = new Float32Array(labels.length * CLASS_COUNT);
  for (const [row, label] of labels.entries()) values[row * CLASS_COUNT + label] = 1;
  return tf.tensor2d(values, [labels.length, CLASS_COUNT]);
}

/**
 * @param bytes one image // [784]
 * @param label whose score is asked about; undefined for the class the network answers
 * @returns undefined for a network without a convolution
 */
export async function gradCam(
  { layers, weights, scaling }: InspectedNetwork,
  bytes: Uint8Array,
  label: number | undefined,
): Promise<GradCam | undefined> {
  const index = lastConvolution(layers);
  const layer = layers[index];
  if (layer === undefined) return undefined;
  const x = imageTensor(bytes, scaling);
  const maps = infer(layers.slice(0, index + 1), weights, x); // [1, height, width, channels]
  x.dispose();
  // One row a class: which class is answered is known only once the scores are read, and then the weights may be others.
  const labels = label === undefined ? Array.from({ length: CLASS_COUNT }, (_, other) => other) : [label];
  const rows = tf.tile(maps, [labels.length, 1, 1, 1]);
  const { y, backward } = inferWithGradient(layers.slice(index + 1), weights, rows);
  const scores = tf.slice(y, [0, 0], [1, CLASS_COUNT]);
  const chosen = oneHotRows(labels);
  const gradients = backward(chosen, true);
  tf.dispose([rows, chosen]);
  if (gradients === undefined) throw new Error('no layer behind the convolution has a gradient');
  const [mapValues, gradientValues, scoreValues] = await Promise.all([
    takeValues(maps),
    takeValues(gradients),
    takeValues(scores),
  ]);
  const answered = label ?? indexOfLargest([...scoreValues]);
  const row = labels.indexOf(answered) * mapValues.length;
  const [height = 1, width = 1] = layer.outputShape;
  const values = weightedSum(mapValues, gradientValues.subarray(row, row + mapValues.length), height * width);
  return { kind: 'gradCam', label: answered, layerId: layer.id, height, width, values };
}
