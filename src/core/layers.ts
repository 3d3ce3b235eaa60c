/**
 * Layer specs and what follows from them. A network is data; its shapes, parameter counts, diagram and forward pass are
 * all derived from this one description.
 */

/** Height, width, channels. A flat vector is [n]. Shapes never include the batch axis. */
export type Shape = readonly number[];
export type Padding = 'same' | 'valid';

interface Conv2dSpec {
  readonly kind: 'conv2d';
  /** Side of the square kernel, stride 1. ReLU follows. */
  readonly size: number;
  readonly filters: number;
  readonly padding: Padding;
}
interface MaxPoolSpec {
  readonly kind: 'maxPool';
  readonly size: number;
  readonly stride: number;
  readonly padding: Padding;
}
interface BatchNormSpec {
  readonly kind: 'batchNorm';
}
interface DropoutSpec {
  readonly kind: 'dropout';
  /** Share of the values set to zero in training, 0..1. */
  readonly rate: number;
}
interface FlattenSpec {
  readonly kind: 'flatten';
}
interface DenseSpec {
  readonly kind: 'dense';
  readonly units: number;
  /** `linear` gives logits: the softmax belongs to the loss. */
  readonly activation: 'relu' | 'linear';
}
/**
 * Branches that all read the same input; their outputs are concatenated along the channels. Each ends in a convolution,
 * which writes its channels into the whole.
 */
interface BranchesSpec {
  readonly kind: 'branches';
  readonly branches: readonly (readonly LayerSpec[])[];
}
export type LayerSpec = Conv2dSpec | MaxPoolSpec | BatchNormSpec | DropoutSpec | FlattenSpec | DenseSpec | BranchesSpec;

type ParameterRole = 'kernel' | 'bias' | 'gamma' | 'beta' | 'movingMean' | 'movingVariance';

export interface ParameterSpec {
  /** Unique in the network, for example `3.conv2d.kernel`. */
  readonly name: string;
  readonly role: ParameterRole;
  readonly shape: Shape;
  readonly trainable: boolean;
  /** Glorot's fans; only kernels use them. */
  readonly fanIn: number;
  readonly fanOut: number;
}

export interface Layer {
  /** Position in the network, unique: `0`, `1`, … and `0.2.1` for layer 1 of branch 2 of layer 0. */
  readonly id: string;
  readonly spec: LayerSpec;
  readonly inputShape: Shape;
  readonly outputShape: Shape;
  readonly parameters: readonly ParameterSpec[];
  /** Resolved layers of each branch; empty but for `branches`. */
  readonly branches: readonly (readonly Layer[])[];
}

export function shapeSize(shape: Shape): number {
  return shape.reduce((product, side) => product * side, 1);
}

/** Output side of a window sliding over `side` pixels: TensorFlow's `same` and `valid` rules. */
function windowedSide(side: number, size: number, stride: number, padding: Padding): number {
  return padding === 'same' ? Math.ceil(side / stride) : Math.floor((side - size) / stride) + 1;
}

function imageShape(shape: Shape, kind: string): [number, number, number] {
  const [height, width, channels] = shape;
  if (shape.length !== 3 || height === undefined || width === undefined || channels === undefined) {
    throw new RangeError(`${kind} needs an input of [height, width, channels], not [${shape.join(', ')}]`);
  }
  return [height, width, channels];
}

function windowed(shape: Shape, spec: Conv2dSpec | MaxPoolSpec): [number, number, number] {
  const [height, width, channels] = imageShape(shape, spec.kind);
  const stride = spec.kind === 'maxPool' ? spec.stride : 1;
  if (spec.padding === 'valid' && (spec.size > height || spec.size > width)) {
    throw new RangeError(`a ${spec.size}x${spec.size} window does not fit into ${height}x${width} pixels`);
  }
  return [
    windowedSide(height, spec.size, stride, spec.padding),
    windowedSide(width, spec.size, stride, spec.padding),
    spec.kind === 'conv2d' ? spec.filters : channels,
  ];
}

function parameter(id: string, role: ParameterRole, shape: Shape, fanIn = 0, fanOut = 0): ParameterSpec {
  const trainable = role !== 'movingMean' && role !== 'movingVariance';
  return { name: `${id}.${role}`, role, shape, trainable, fanIn, fanOut };
}

function resolveLayer(spec: LayerSpec, inputShape: Shape, id: string): Layer {
  const layer = (outputShape: Shape, parameters: ParameterSpec[] = [], branches: Layer[][] = []): Layer => ({
    id,
    spec,
    inputShape,
    outputShape,
    parameters,
    branches,
  });
  switch (spec.kind) {
    case 'conv2d': {
      const [, , channels] = imageShape(inputShape, spec.kind);
      const window = spec.size * spec.size;
      return layer(windowed(inputShape, spec), [
        parameter(
          id,
          'kernel',
          [spec.size, spec.size, channels, spec.filters],
          window * channels,
          window * spec.filters,
        ),
        parameter(id, 'bias', [spec.filters]),
      ]);
    }
    case 'maxPool':
      return layer(windowed(inputShape, spec));
    case 'batchNorm': {
      const channels = inputShape[inputShape.length - 1] ?? 0;
      const roles = ['gamma', 'beta', 'movingMean', 'movingVariance'] as const;
      return layer(
        inputShape,
        roles.map((role) => parameter(id, role, [channels])),
      );
    }
    case 'dropout':
      return layer(inputShape);
    case 'flatten':
      return layer([shapeSize(inputShape)]);
    case 'dense': {
      const [inputs] = inputShape;
      if (inputShape.length !== 1 || inputs === undefined) {
        throw new RangeError(`dense needs a flat input, not [${inputShape.join(', ')}]`);
      }
      return layer(
        [spec.units],
        [parameter(id, 'kernel', [inputs, spec.units], inputs, spec.units), parameter(id, 'bias', [spec.units])],
      );
    }
    case 'branches': {
      const branches = spec.branches.map((branch, index) => resolveLayers(branch, inputShape, `${id}.${index}.`));
      const outputs = branches.map((branch) => imageShape(branch.at(-1)?.outputShape ?? inputShape, 'branches'));
      const [first] = outputs;
      if (first === undefined) throw new RangeError('branches needs at least one branch');
      if (outputs.some(([height, width]) => height !== first[0] || width !== first[1])) {
        throw new RangeError('the branches of a layer must end with the same height and width');
      }
      if (branches.some((branch) => branch.at(-1)?.spec.kind !== 'conv2d')) {
        throw new RangeError('a branch must end with a convolution');
      }
      const channels = outputs.reduce((sum, output) => sum + output[2], 0);
      return layer([first[0], first[1], channels], [], branches);
    }
  }
}

/**
 * Works out the shape and parameters of every layer.
 * @param inputShape [height, width, channels] of one image
 * @throws RangeError when a layer cannot follow the one before it
 */
export function resolveLayers(specs: readonly LayerSpec[], inputShape: Shape, idPrefix = ''): Layer[] {
  const layers: Layer[] = [];
  let shape = inputShape;
  for (const [index, spec] of specs.entries()) {
    const layer = resolveLayer(spec, shape, `${idPrefix}${index}`);
    layers.push(layer);
    shape = layer.outputShape;
  }
  return layers;
}

/** All parameters in the order of the forward pass; the order weights are stored, initialised and updated in. */
export function listParameters(layers: readonly Layer[]): ParameterSpec[] {
  return layers.flatMap((layer) => [...layer.parameters, ...layer.branches.flatMap(listParameters)]);
}

/** Trainable parameters plus the moving averages of batch normalisation, as Keras counts them. */
export function countParameters(layers: readonly Layer[]): number {
  return listParameters(layers).reduce((sum, spec) => sum + shapeSize(spec.shape), 0);
}

/** All layers in the order of the forward pass; those of branches before the layer that joins them. */
export function flattenLayers(layers: readonly Layer[]): Layer[] {
  return layers.flatMap((layer) => [...layer.branches.flatMap(flattenLayers), layer]);
}
