import { type Layer, shapeSize } from '../core/layers.ts';

/** A layer in the few words a diagram has room for. */
export function layerName({ spec }: Layer): string {
  switch (spec.kind) {
    case 'conv2d':
      return `Conv ${spec.size}×${spec.size}`;
    case 'maxPool':
      return `Max pool ${spec.size}×${spec.size}`;
    case 'batchNorm':
      return 'Batch norm';
    case 'dropout':
      return `Dropout ${spec.rate}`;
    case 'flatten':
      return 'Flatten';
    case 'dense':
      return `Dense ${spec.units}`;
    case 'branches':
      return `${spec.branches.length} branches, joined`;
  }
}

export function shapeWords(layer: Layer): string {
  return layer.outputShape.map((side) => side.toLocaleString('en')).join('×');
}

/** Parameters of the layer itself, without those of its branches. */
export function ownParameters(layer: Layer): number {
  return layer.parameters.reduce((sum, parameter) => sum + shapeSize(parameter.shape), 0);
}
