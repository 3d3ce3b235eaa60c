import { DEFAULT_EXPERIMENT, type Experiment } from '../experiment/schema.ts';
import type { Lesson } from './lesson.ts';

const SHARED: Experiment = { ...DEFAULT_EXPERIMENT, trainImages: 500, batchSize: 32, epochs: 15 };

export const CAPACITY: Lesson = {
  id: 'capacity',
  title: 'Capacity: 33 times the parameters',
  question: 'Does a network with 20 million parameters beat one with 0.6 million?',
  minutes: 3,
  experiments: [
    {
      name: 'Conv2Dsimple2',
      why: 'Two convolution blocks, 616,202 parameters, with dropout as in the original study (five Keras networks, see Reference).',
      watch: { panel: 'accuracy', text: 'Note where validation ends, and how wide the gap is.' },
      experiment: SHARED,
    },
    {
      name: 'InceptionCNN',
      why: 'Four branches, 20,109,374 parameters, the same images in the same order: each step takes more than ten times as long.',
      watch: {
        panel: 'accuracy',
        text: 'Train accuracy reaches the top again; see whether validation gets any higher than before.',
      },
      experiment: { ...SHARED, network: 'inceptioncnn' },
    },
  ],
  expected: {
    panel: 'accuracy',
    text: 'InceptionCNN opens a gap of more than 10 points, and ends no more than 3 points above Conv2Dsimple2 on validation.',
  },
  checks: [
    { kind: 'gap-over', run: 1, points: 10, byEpoch: 15 },
    { kind: 'validation-higher', run: 0, than: 1, points: -3 },
  ],
  explanation:
    'Most of the 20 million parameters sit in one dense layer that reads every pixel of 128 maps: it can store images instead of finding what they have in common. Conv2Dsimple2 pools twice before its dense layer and does as well with one thirty-third of the parameters. Capacity helps when there are enough images to fill it.',
  caveat:
    'On 500 images both networks memorise everything, and their gaps are about equally wide. InceptionCNN overfits more than Conv2Dsimple2 only on the original study’s 48,000 images (there it ends with a gap of 7.7 points, Conv2Dsimple2 with one of 5.4), which takes an hour or more without a GPU: try the preset “Original study: InceptionCNN”.',
  reduced: {
    change: { trainImages: 200, epochs: 8 },
    checks: [
      { kind: 'gap-over', run: 1, points: 10, byEpoch: 8 },
      // 56 steps leave both networks unfinished: who is ahead is luck.
      { kind: 'validation-higher', run: 0, than: 1, points: -8 },
    ],
  },
};
