import type { Experiment } from '../experiment/schema.ts';
import { type Lesson, type LessonExperiment, MEMORISE } from './lesson.ts';

/** 500 images memorised, and three cures, each against the plain run. */

/** The same for all four, so that a test trains the plain run once. */
const REDUCED: Partial<Experiment> = { trainImages: 300, batchSize: 16, epochs: 20 };

const PLAIN: LessonExperiment = {
  name: 'plain',
  why: 'Conv2Dsimple without its dropout: nothing keeps 409,034 parameters from memorising 500 images (learning them by heart).',
  watch: {
    panel: 'accuracy',
    text: 'The train curve climbs to 100% while the validation curve stays behind; the distance between them is the generalisation gap.',
  },
  experiment: MEMORISE,
};

export const MEMORISE_500: Lesson = {
  id: 'memorise-500',
  title: 'Memorise 500 images',
  question: 'Can a network get every training image right and still be wrong about one new image in five?',
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
    'The network has 800 parameters for each image, enough to store each one. Fitting the training images is a means, not the goal: what counts is the validation curve, which stopped rising early. Compare the two losses: the train loss falls towards 0 while the validation loss turns and climbs, because the network grows more and more confident in its wrong predictions.',
  reduced: { change: REDUCED },
};

export const MEMORISE_DROPOUT: Lesson = {
  id: 'memorise-dropout',
  title: 'A cure: dropout',
  question: 'Does switching off a random half of the network keep it from memorising?',
  minutes: 1,
  experiments: [
    PLAIN,
    {
      name: 'with dropout',
      why: 'The same run with the network’s own dropout of 25% doubled to 50%; everything else is unchanged.',
      watch: {
        panel: 'loss',
        text: 'Batch loss falls more slowly, and validation loss keeps falling for longer before it turns.',
      },
      experiment: { ...MEMORISE, dropoutScale: 2 },
    },
  ],
  expected: {
    panel: 'loss',
    text: 'Validation loss ends at least 8% lower than in the plain run.',
  },
  checks: [{ kind: 'loss-lower', run: 1, than: 0, percent: 8 }],
  explanation:
    'Each step trains another random part of the network, so no part can rely on another to remember an image: what it learns has to work with half of the network missing. In evaluations the whole network takes part, and it is less confident in its wrong predictions.',
  caveat:
    'Look at the accuracies too: the gap is only about a point narrower, and validation accuracy hardly differs. On 500 images, dropout cures overconfidence more than memorising.',
  reduced: { change: REDUCED, checks: [{ kind: 'loss-lower', run: 1, than: 0, percent: 5 }] },
};

export const MEMORISE_AUGMENTATION: Lesson = {
  id: 'memorise-augmentation',
  title: 'A cure: augmentation',
  question: 'What if the network never sees the same image twice?',
  minutes: 1,
  experiments: [
    PLAIN,
    {
      name: 'with augmentation',
      why: 'Half of the time an image is mirrored, and each time it is moved by up to a pixel.',
      watch: {
        panel: 'accuracy',
        text: 'The train curve, evaluated on the unchanged images, takes longer to reach the top; the validation curve ends higher.',
      },
      experiment: { ...MEMORISE, flip: true, shift: 1 },
    },
  ],
  expected: {
    panel: 'accuracy',
    text: 'The gap is at least a point narrower, and validation accuracy is higher.',
  },
  checks: [
    { kind: 'gap-narrower', run: 1, than: 0, points: 1 },
    { kind: 'validation-higher', run: 1, than: 0, points: 0.5 },
  ],
  explanation:
    'A mirrored Pullover is still a Pullover: augmentation teaches the network that by example. 500 images become 9,000, and memorising them no longer pays. It works where the change leaves the class unchanged; a digit turned upside down may be another digit.',
  caveat:
    'The gap shrinks but does not close: images made from 500 photographs are no substitute for thousands of photographs.',
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
  question: 'If validation has stopped improving, why continue?',
  minutes: 1,
  experiments: [
    PLAIN,
    {
      name: 'with early stopping',
      why: 'The same run, judged by validation loss: it ends after 4 epochs without a new low.',
      watch: {
        panel: 'loss',
        text: 'The validation loss falls, turns and climbs. The run ends soon after the turn, and the test set is evaluated with the weights of the lowest point.',
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
    'Until it stops, both runs are the same to the last digit. Early stopping doesn’t change how the network learns; it skips the epochs that would make it more confident but no more accurate. It needs validation images to judge by, and the epoch it chooses suits those a little too well, which is why there is a test set.',
  reduced: {
    change: REDUCED,
    checks: [
      { kind: 'loss-turned', run: 0, times: 1.05 },
      { kind: 'ended-early', run: 1, epochs: 6 },
    ],
  },
};
