import { DEFAULT_EXPERIMENT, type Experiment } from '../experiment/schema.ts';
import type { Lesson, LessonExperiment } from './lesson.ts';

/** The learning rate from both ends, against one that works. */

const SHARED: Experiment = {
  ...DEFAULT_EXPERIMENT,
  network: 'conv2dsimple',
  trainImages: 2000,
  batchSize: 64,
  epochs: 8,
};

const FITTING: LessonExperiment = {
  name: 'a good rate',
  why: "Adam's usual learning rate, 0.001, on 2,000 images.",
  watch: { panel: 'loss', text: 'Batch loss falls right away, and both splits follow it down.' },
  experiment: SHARED,
};

export const RATE_TOO_HIGH: Lesson = {
  id: 'rate-too-high',
  title: 'Learning rate too high',
  question: 'If one step helps, why not take one a thousand times as large?',
  minutes: 1,
  experiments: [
    FITTING,
    {
      name: 'a thousand times higher',
      why: 'The same with a learning rate of 1.',
      watch: {
        panel: 'loss',
        text: 'The loss jumps far above the 2.3 of pure guessing and never settles; the run may even be stopped because it diverged.',
      },
      experiment: { ...SHARED, learningRate: 1 },
    },
  ],
  expected: {
    panel: 'matrix',
    text: 'The network ends up predicting nearly the same class for everything: one row of the matrix holds almost all images.',
  },
  checks: [{ kind: 'never-learns', run: 1, below: 0.3 }],
  explanation:
    'A gradient says which way is down right here; it says nothing about places far away. A step that is too long lands on the other side of the valley, higher up than before, where the gradient is larger still.',
  reduced: { change: { trainImages: 500, epochs: 4 } },
};

export const RATE_TOO_LOW: Lesson = {
  id: 'rate-too-low',
  title: 'Learning rate too low',
  question: 'Small steps are safe. What do they cost?',
  minutes: 1,
  experiments: [
    FITTING,
    {
      name: 'a hundredth of that',
      why: 'The same with a learning rate of 0.00001.',
      watch: { panel: 'loss', text: 'The curve goes the right way, smoothly, and gets almost nowhere.' },
      experiment: { ...SHARED, learningRate: 0.00001 },
    },
  ],
  expected: {
    panel: 'accuracy',
    text: 'After the same number of epochs, validation accuracy is at least 10 points behind.',
  },
  checks: [{ kind: 'validation-higher', run: 0, than: 1, points: 10 }],
  explanation:
    'Nothing is wrong with the run except that it is slow: with a hundred times as many epochs it would get there. A low rate costs time, which is why schedules start high and end low.',
  reduced: { change: { trainImages: 500, epochs: 4 } },
};
