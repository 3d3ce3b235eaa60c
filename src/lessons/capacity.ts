import type { Experiment } from '../experiment/schema.ts';
import { type Lesson, MEMORISE } from './lesson.ts';

const SHARED: Experiment = { ...MEMORISE, trainImages: 500, epochs: 15, dropoutScale: 1 };

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
      why: 'Four branches, 20,109,374 parameters, the same images in the same order: each step takes about nine times as long.',
      watch: {
        panel: 'accuracy',
        text: 'Train accuracy gets there sooner; look whether validation follows.',
      },
      experiment: { ...SHARED, network: 'inceptioncnn' },
    },
  ],
  expected: {
    panel: 'accuracy',
    text: 'InceptionCNN ends with the wider gap, and not above Conv2Dsimple2 on validation.',
  },
  checks: [
    { kind: 'gap-narrower', run: 0, than: 1, points: 1 },
    { kind: 'validation-higher', run: 0, than: 1, points: 0 },
  ],
  explanation:
    'Most of the 20 million parameters sit in one dense layer that reads every pixel of 128 maps: it can store images rather than find what they share. Conv2Dsimple2 pools twice before its dense layer, so there is less to store with. Capacity helps where there are images enough to fill it.',
  reduced: { change: { trainImages: 200, epochs: 8 } },
};
