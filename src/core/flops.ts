import { type Layer, shapeSize } from './layers.ts';

/**
 * Floating-point operations of a training step, as peers count them: two per multiply-accumulate of the convolutions and
 * dense layers. The rest (pooling, normalisation, the optimiser) is bounded by memory, not by arithmetic, and left out.
 */

/** Multiply-accumulates of a layer's forward pass for one image. */
function multiplyAccumulates(layer: Layer): number {
  const { spec } = layer;
  if (spec.kind === 'conv2d') {
    return shapeSize(layer.outputShape) * spec.size * spec.size * (layer.inputShape[2] ?? 0);
  }
  return spec.kind === 'dense' ? shapeSize(layer.inputShape) * spec.units : 0;
}

/** @param isFirst nothing before these layers is trained, so nobody asks for their input's gradient */
function imageFlops(layers: readonly Layer[], isFirst: boolean): number {
  let flops = 0;
  let wantsInput = !isFirst;
  for (const layer of layers) {
    // Forward, the gradient for the weights, and the one for the input cost the same.
    flops += 2 * multiplyAccumulates(layer) * (wantsInput ? 3 : 2);
    for (const branch of layer.branches) flops += imageFlops(branch, !wantsInput);
    wantsInput ||= layer.parameters.length > 0 || layer.branches.length > 0;
  }
  return flops;
}

/** Operations of one training step, forward and backward. */
export function trainingFlops(layers: readonly Layer[], batch: number): number {
  return batch * imageFlops(layers, true);
}
