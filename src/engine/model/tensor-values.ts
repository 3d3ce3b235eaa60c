import * as tf from '@tensorflow/tfjs-core';
import { type Shape, shapeSize } from '../../core/layers.ts';

/** The values of many tensors in one array, one after the other: what a checkpoint keeps. */

export async function readTensors(tensors: readonly tf.Tensor[]): Promise<Float32Array<ArrayBuffer>> {
  const values = new Float32Array(tensors.reduce((sum, { size }) => sum + size, 0));
  // All asked for at once: on the GPU one wait is then enough for all of them.
  const parts = await Promise.all(tensors.map((tensor) => tensor.data()));
  let offset = 0;
  for (const part of parts) {
    values.set(part, offset);
    offset += part.length;
  }
  return values;
}

/** @throws RangeError when there are not as many values as the shapes have */
export function makeTensors(shapes: readonly Shape[], values: Float32Array): tf.Tensor[] {
  const wanted = shapes.reduce((sum, shape) => sum + shapeSize(shape), 0);
  if (wanted !== values.length) throw new RangeError(`${values.length} values where there should be ${wanted}`);
  let offset = 0;
  return shapes.map((shape) => {
    const end = offset + shapeSize(shape);
    const tensor = tf.tensor(values.slice(offset, end), [...shape], 'float32');
    offset = end;
    return tensor;
  });
}
