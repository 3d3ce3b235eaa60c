import { CLASS_COUNT, IMAGE_SIDE } from './classes.ts';
import { type Layer, type LayerSpec, type Padding, resolveLayers } from './layers.ts';

/** The five networks of the study and one of our own, as layer specs. */

export const STUDY_NETWORK_IDS = [
  'conv2dnet',
  'inceptioncnn',
  'conv2dsimple',
  'conv2dsimple2',
  'conv2dsimple3',
] as const;
export const OWN_NETWORK_ID = 'conv2ddeep';
export const NETWORK_IDS = [...STUDY_NETWORK_IDS, OWN_NETWORK_ID] as const;
export type NetworkId = (typeof NETWORK_IDS)[number];

export interface Network {
  readonly id: NetworkId;
  readonly name: string;
  /** What the network is there to show, in one sentence. */
  readonly lesson: string;
  readonly specs: readonly LayerSpec[];
}

export const INPUT_SHAPE = [IMAGE_SIDE, IMAGE_SIDE, 1] as const;

const conv = (size: number, filters: number, padding: Padding = 'same'): LayerSpec => ({
  kind: 'conv2d',
  size,
  filters,
  padding,
});
const pool = (size: number, stride = size, padding: Padding = 'valid'): LayerSpec => ({
  kind: 'maxPool',
  size,
  stride,
  padding,
});
const dense = (units: number): LayerSpec => ({ kind: 'dense', units, activation: 'relu' });
const batchNorm: LayerSpec = { kind: 'batchNorm' };
const dropout: LayerSpec = { kind: 'dropout', rate: 0.25 };
const flatten: LayerSpec = { kind: 'flatten' };
const logits: LayerSpec = { kind: 'dense', units: CLASS_COUNT, activation: 'linear' };

export const NETWORKS: Readonly<Record<NetworkId, Network>> = {
  conv2dnet: {
    id: 'conv2dnet',
    name: 'Conv2Dnet',
    lesson:
      'One wide convolution before a dense layer: it classifies 99.7% of its training images correctly, but only 93.1% of the validation images.',
    specs: [conv(3, 64), pool(2), batchNorm, dropout, flatten, dense(256), dropout, logits],
  },
  inceptioncnn: {
    id: 'inceptioncnn',
    name: 'InceptionCNN',
    lesson: 'Four branches and 20 million parameters: it memorises the training data and overfits.',
    specs: [
      {
        kind: 'branches',
        branches: [
          [conv(1, 16), conv(3, 32)],
          [conv(1, 16), conv(5, 32)],
          [pool(3, 1, 'same'), conv(1, 32)],
          [conv(1, 32)],
        ],
      },
      flatten,
      dense(200),
      dropout,
      dense(100),
      dropout,
      logits,
    ],
  },
  conv2dsimple: {
    id: 'conv2dsimple',
    name: 'Conv2Dsimple',
    lesson: 'A 1x1 convolution, then a 3x3: decent results at little cost.',
    specs: [conv(1, 16), conv(3, 32), pool(4), batchNorm, dropout, flatten, dense(256), dropout, logits],
  },
  conv2dsimple2: {
    id: 'conv2dsimple2',
    name: 'Conv2Dsimple2',
    lesson: 'A second convolution block: the best trade-off among the original study’s networks.',
    specs: [
      conv(1, 16),
      conv(3, 32),
      pool(2),
      batchNorm,
      dropout,
      conv(3, 64, 'valid'),
      pool(2),
      batchNorm,
      dropout,
      flatten,
      dense(256),
      dropout,
      logits,
    ],
  },
  conv2dsimple3: {
    id: 'conv2dsimple3',
    name: 'Conv2Dsimple3',
    lesson: 'Nine times the parameters of Conv2Dsimple2 for 0.6 points of test accuracy.',
    specs: [
      conv(1, 16),
      conv(3, 32),
      pool(2, 1),
      batchNorm,
      dropout,
      conv(1, 64),
      conv(3, 128, 'valid'),
      pool(2),
      batchNorm,
      dropout,
      flatten,
      dense(300),
      dropout,
      dense(150),
      dropout,
      logits,
    ],
  },
  conv2ddeep: {
    id: 'conv2ddeep',
    name: 'Conv2Ddeep',
    lesson:
      'Seven 3x3 convolutions down to one pixel and no wide dense layer: deeper, with fewer parameters than Conv2Dsimple2.',
    specs: [
      conv(3, 32),
      batchNorm,
      conv(3, 32),
      pool(2),
      batchNorm,
      conv(3, 64),
      batchNorm,
      conv(3, 64),
      pool(2),
      batchNorm,
      conv(3, 128),
      batchNorm,
      conv(3, 128),
      pool(2),
      batchNorm,
      conv(3, 192),
      pool(3),
      batchNorm,
      flatten,
      { kind: 'dropout', rate: 0.3 },
      logits,
    ],
  },
};

/** The resolved layers of a network on 28x28x1 images. */
export function networkLayers(id: NetworkId): Layer[] {
  return resolveLayers(NETWORKS[id].specs, INPUT_SHAPE);
}
