import type { Experiment } from '../experiment/schema.ts';
import { type Lesson, type LessonExperiment, MEMORISE } from './lesson.ts';

/** 500 images learnt by heart, and three cures, each against the plain run. */

/** The same for all four, so that a test trains the plain run once. */
const REDUCED: Partial<Experiment> = { trainImages: 300, batchSize: 16, epochs: 20 };

const PLAIN: LessonExperiment = {
  name: 'plain',
  why: 'Conv2Dsimple without its dropout: nothing stops 409,034 parameters from learning 500 images by heart.',
  watch: {
    panel: 'accuracy',
    text: 'The train curve climbs to 100% while the validation curve stays behind; what opens between them is the generalisation gap.',
  },
  experiment: MEMORISE,
};

export const MEMORISE_500: Lesson = {
  id: 'memorise-500',
  title: 'Memorise 500 images',
  question: 'Can a network know every training image and still be wrong about every fifth new one?',
  minutes: 1,
  experiments: [PLAIN],
  expected: {
    panel: 'accuracy',
    text: 'Train accuracy of 99% or more by epoch 20, and a gap of more than 10 points by epoch 15.',
  },
  checks: [
    { kind: 'gap-over', run: 0, points: 10, byEpoch: 15 },
    { kind: 'train-over', run: 0, share: 0.99, byEpoch: 20 },
  ],
  explanation:
    'The network has 800 parameters for each image, enough to store each one. Fitting the training images is not the goal but the means: what counts is the validation curve, and that one stopped rising early. Compare the two losses: the train loss falls towards 0 while the validation loss turns and climbs, because the network grows ever more certain of its wrong answers.',
  reduced: { change: REDUCED },
};

export const MEMORISE_DROPOUT: Lesson = {
  id: 'memorise-dropout',
  title: 'A cure: dropout',
  question: 'Does switching off half of the network at random keep it from learning by heart?',
  minutes: 1,
  experiments: [
    PLAIN,
    {
      name: 'with dropout',
      why: "The same run with the network's own dropout of 25% doubled to 50%; all else is as before.",
      watch: {
        panel: 'loss',
        text: 'The loss of the batches falls more slowly, and the validation loss falls for longer instead of turning.',
      },
      experiment: { ...MEMORISE, dropoutScale: 2 },
    },
  ],
  expected: {
    panel: 'loss',
    text: 'A validation loss that ends at least 8% lower than in the plain run.',
  },
  checks: [{ kind: 'loss-lower', run: 1, than: 0, percent: 8 }],
  explanation:
    'Each step trains another random part of the network, so no part can rely on another to remember an image: what is learnt has to work with half of the help missing. When the network is measured, all of it takes part, and it is less certain of its wrong answers.',
  caveat:
    'Look at the accuracies too: the gap is only about a point narrower, and validation accuracy hardly differs. On 500 images, dropout cures the overconfidence more than the learning by heart.',
  reduced: { change: REDUCED, checks: [{ kind: 'loss-lower', run: 1, than: 0, percent: 5 }] },
};

export const MEMORISE_AUGMENTATION: Lesson = {
  id: 'memorise-augmentation',
  title: 'A cure: augmentation',
  question: 'What if no image ever comes twice in the same way?',
  minutes: 1,
  experiments: [
    PLAIN,
    {
      name: 'with augmentation',
      why: 'Each image is mirrored half of the time and moved by up to a pixel, anew each time it is seen.',
      watch: {
        panel: 'accuracy',
        text: 'The train curve, measured on the unchanged images, takes longer to reach the top; the validation curve ends higher.',
      },
      experiment: { ...MEMORISE, flip: true, shift: 1 },
    },
  ],
  expected: {
    panel: 'accuracy',
    text: 'A gap that is narrower by a point or more, and a higher validation accuracy.',
  },
  checks: [
    { kind: 'gap-narrower', run: 1, than: 0, points: 1 },
    { kind: 'validation-higher', run: 1, than: 0, points: 0.5 },
  ],
  explanation:
    'A mirrored Pullover is still a Pullover: augmentation tells the network so by example. 500 images become 9,000, and learning them by heart stops paying. It works where the change leaves the class as it is; a digit turned upside down may be another digit.',
  caveat:
    'The gap shrinks, it does not close: images made from 500 photographs are no substitute for thousands of photographs.',
  reduced: {
    change: REDUCED,
    checks: [
      { kind: 'gap-narrower', run: 1, than: 0, points: 0.5 },
      { kind: 'validation-higher', run: 1, than: 0, points: 0.3 },
    ],
  },
};

export const MEMORISE_EARLY_STOPPING: Lesson = {
  id: 'memorise-early-stopping',
  title: 'A cure: early stopping',
  question: 'If validation stops improving, why go on?',
  minutes: 1,
  experiments: [
    PLAIN,
    {
      name: 'with early stopping',
      why: 'The same run judged by its validation loss: it ends after 4 epochs without a new lowest one.',
      watch: {
        panel: 'loss',
        text: 'The validation loss falls, turns and climbs. The run ends soon after the turn, and the test set is measured with the weights of the lowest point.',
      },
      experiment: { ...MEMORISE, judge: 'loss', earlyStoppingPatience: 4 },
    },
  ],
  expected: {
    panel: 'loss',
    text: 'The plain run ends with a validation loss above its lowest by 5% or more; the second run ends at least 10 epochs earlier.',
  },
  checks: [
    { kind: 'loss-turned', run: 0, times: 1.05 },
    { kind: 'ended-early', run: 1, epochs: 10 },
  ],
  explanation:
    'Until the stop both runs are the same, to the last digit: early stopping changes nothing about learning, it only refuses to pay for epochs that make the network more certain and no more right. It needs validation images to judge by, and the epoch it chooses fits those a little too well: that is why the test set exists.',
  reduced: {
    change: REDUCED,
    checks: [
      { kind: 'loss-turned', run: 0, times: 1.05 },
      { kind: 'ended-early', run: 1, epochs: 6 },
    ],
  },
};
