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
      why: 'Two convolution blocks, 616,202 parameters, its dropout as the study has it.',
      watch: { panel: 'accuracy', text: 'Note where validation ends, and how wide the gap is.' },
      experiment: SHARED,
    },
    {
      name: 'InceptionCNN',
      why: 'Four branches, 20,109,374 parameters, the same images in the same order: each step takes more than ten times as long.',
      watch: {
        panel: 'accuracy',
        text: 'Train accuracy gets to the top as well; look whether validation gets any higher than before.',
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
    'Most of the 20 million parameters sit in one dense layer that reads every pixel of 128 maps: it can store images rather than find what they share. Conv2Dsimple2 pools twice before its dense layer and finds as much with a thirty-third of the parameters. Capacity helps where there are images enough to fill it.',
  caveat:
    'On 500 images both networks learn everything by heart, and their gaps are about equally wide. That InceptionCNN overfits more than Conv2Dsimple2 shows on the 48,000 images of the study (there it ends with a gap of 7.7 points, Conv2Dsimple2 with one of 5.4), which takes an hour or more without a GPU: try "Study: InceptionCNN".',
  reduced: {
    change: { trainImages: 200, epochs: 8 },
    checks: [
      { kind: 'gap-over', run: 1, points: 10, byEpoch: 8 },
      // 56 steps leave both networks unfinished: who is ahead is luck.
      { kind: 'validation-higher', run: 0, than: 1, points: -8 },
    ],
  },
};
