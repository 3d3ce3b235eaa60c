import { describe, expect, it } from 'vitest';
import { countParameters, type Layer, type LayerSpec, listParameters, resolveLayers, type Shape } from './layers.ts';
import { INPUT_SHAPE, NETWORK_IDS, NETWORKS, type NetworkId, networkLayers } from './networks.ts';

function outline(layers: readonly Layer[]): [string, Shape][] {
  return layers.map((layer) => [layer.spec.kind, layer.outputShape]);
}

describe('the networks', () => {
  // The study's counts, moving averages included, as Keras counts them.
  it.each<[NetworkId, number]>([
    ['conv2dnet', 3_214_986],
    ['inceptioncnn', 20_109_374],
    ['conv2dsimple', 409_034],
    ['conv2dsimple2', 616_202],
    ['conv2dsimple3', 5_657_840],
    // Ours: 509,738 of kernels and biases, and four for each of 640 channels that are normalised.
    ['conv2ddeep', 512_298],
  ])('%s has %i parameters', (id, count) => {
    expect(countParameters(networkLayers(id))).toBe(count);
  });

  it.each(NETWORK_IDS)('%s ends in ten logits and names every parameter once', (id) => {
    const layers = networkLayers(id);
    expect(layers.at(-1)?.outputShape).toEqual([10]);
    expect(layers.at(-1)?.spec).toMatchObject({ activation: 'linear' });
    const names = listParameters(layers).map((parameter) => parameter.name);
    expect(new Set(names).size).toBe(names.length);
    expect(NETWORKS[id].id).toBe(id);
  });

  it('Conv2Dsimple2 shrinks 28x28 to 14, 12 and 6 pixels', () => {
    expect(outline(networkLayers('conv2dsimple2'))).toEqual([
      ['conv2d', [28, 28, 16]],
      ['conv2d', [28, 28, 32]],
      ['maxPool', [14, 14, 32]],
      ['batchNorm', [14, 14, 32]],
      ['dropout', [14, 14, 32]],
      ['conv2d', [12, 12, 64]],
      ['maxPool', [6, 6, 64]],
      ['batchNorm', [6, 6, 64]],
      ['dropout', [6, 6, 64]],
      ['flatten', [2304]],
      ['dense', [256]],
      ['dropout', [256]],
      ['dense', [10]],
    ]);
  });

  it('Conv2Dsimple3 pools with stride 1 first, so 27, 25 and 12 pixels remain', () => {
    const shapes = networkLayers('conv2dsimple3').map((layer) => layer.outputShape);
    expect(shapes[2]).toEqual([27, 27, 32]);
    expect(shapes[5]).toEqual([27, 27, 64]);
    expect(shapes[6]).toEqual([25, 25, 128]);
    expect(shapes[7]).toEqual([12, 12, 128]);
    expect(shapes[10]).toEqual([18_432]);
  });

  it('Conv2Ddeep halves 28x28 three times and pools what is left to one pixel', () => {
    const pools = networkLayers('conv2ddeep').filter(({ spec }) => spec.kind === 'maxPool');
    expect(pools.map((layer) => layer.outputShape)).toEqual([
      [14, 14, 32],
      [7, 7, 64],
      [3, 3, 128],
      [1, 1, 192],
    ]);
  });

  it('InceptionCNN concatenates four branches of 32 channels and keeps 28x28', () => {
    const [inception, flat] = networkLayers('inceptioncnn');
    expect(inception?.branches.map((branch) => branch.at(-1)?.outputShape)).toEqual(
      Array.from({ length: 4 }, () => [28, 28, 32]),
    );
    expect(inception?.branches[2]?.[0]?.outputShape).toEqual([28, 28, 1]);
    expect(inception?.outputShape).toEqual([28, 28, 128]);
    expect(flat?.outputShape).toEqual([100_352]);
  });
});

describe('resolveLayers', () => {
  it('lists the parameters of Conv2Dsimple in the order of the forward pass', () => {
    expect(listParameters(networkLayers('conv2dsimple')).map(({ name, shape }) => [name, shape])).toEqual([
      ['0.kernel', [1, 1, 1, 16]],
      ['0.bias', [16]],
      ['1.kernel', [3, 3, 16, 32]],
      ['1.bias', [32]],
      ['3.gamma', [32]],
      ['3.beta', [32]],
      ['3.movingMean', [32]],
      ['3.movingVariance', [32]],
      ['6.kernel', [1568, 256]],
      ['6.bias', [256]],
      ['8.kernel', [256, 10]],
      ['8.bias', [10]],
    ]);
  });

  it('trains everything but the moving averages', () => {
    const frozen = listParameters(networkLayers('conv2dsimple')).filter((parameter) => !parameter.trainable);
    expect(frozen.map((parameter) => parameter.role)).toEqual(['movingMean', 'movingVariance']);
  });

  it('gives a kernel the fans of its receptive field, as Keras does', () => {
    const kernels = listParameters(networkLayers('conv2dsimple')).filter((parameter) => parameter.role === 'kernel');
    expect(kernels.map(({ fanIn, fanOut }) => [fanIn, fanOut])).toEqual([
      [1, 16],
      [9 * 16, 9 * 32],
      [1568, 256],
      [256, 10],
    ]);
  });

  it('follows the same and valid rules of TensorFlow for strides that do not divide the side', () => {
    const side = (padding: 'same' | 'valid'): Shape | undefined =>
      resolveLayers([{ kind: 'maxPool', size: 3, stride: 2, padding }], [27, 27, 5])[0]?.outputShape;
    expect(side('same')).toEqual([14, 14, 5]);
    expect(side('valid')).toEqual([13, 13, 5]);
  });

  it('refuses layers that cannot follow each other', () => {
    const dense = { kind: 'dense', units: 10, activation: 'linear' } as const;
    const conv = { kind: 'conv2d', size: 3, filters: 8, padding: 'valid' } as const;
    expect(() => resolveLayers([dense], INPUT_SHAPE)).toThrow('dense needs a flat input, not [28, 28, 1]');
    expect(() => resolveLayers([{ kind: 'flatten' }, conv], INPUT_SHAPE)).toThrow('conv2d needs an input of');
    expect(() => resolveLayers([conv], [2, 2, 1])).toThrow('a 3x3 window does not fit into 2x2 pixels');
    expect(() => resolveLayers([{ kind: 'branches', branches: [] }], INPUT_SHAPE)).toThrow('at least one branch');
    const branches = (first: LayerSpec[], second: LayerSpec[]): LayerSpec => ({
      kind: 'branches',
      branches: [first, second],
    });
    expect(() => resolveLayers([branches([conv], [])], INPUT_SHAPE)).toThrow('same height and width');
    const pool = { kind: 'maxPool', size: 3, stride: 2, padding: 'valid' } as const;
    expect(() => resolveLayers([branches([conv], [pool])], [3, 4, 1])).toThrow('same height and width');
    expect(() => resolveLayers([branches([conv], [{ ...pool, stride: 1 }])], [3, 4, 1])).toThrow(
      'end with a convolution',
    );
  });
});
