import { DEFAULT_EXPERIMENT, type Experiment } from '../experiment/schema.ts';
import { type Lesson, MEMORISE } from './lesson.ts';

/** What the labels say, and how much each counts. */

const SHIRT = 6;
const SHIRT_WEIGHT = 4;

export const LABEL_NOISE: Lesson = {
  id: 'label-noise',
  title: '40% wrong labels, memorised',
  question: 'Can a network learn labels that make no sense?',
  minutes: 1,
  experiments: [
    {
      name: 'correct labels',
      why: '500 images with their own labels, to compare with.',
      watch: { panel: 'accuracy', text: 'Note where validation ends.' },
      experiment: MEMORISE,
    },
    {
      name: '40% wrong labels',
      why: 'The same images, but two labels in five are replaced by a wrong one, chosen at random.',
      watch: {
        panel: 'accuracy',
        text: 'Validation, evaluated against the correct labels, peaks within a few epochs: until then the network learns what clothes look like. After that, train accuracy keeps climbing past 60%, and everything it gains there is wrong.',
      },
      experiment: { ...MEMORISE, labelNoise: 0.4 },
    },
  ],
  expected: {
    panel: 'accuracy',
    text: 'At least 80% of the wrong labels are memorised, and validation ends at least 10 points lower.',
  },
  checks: [
    { kind: 'memorised-over', run: 1, share: 0.8, byEpoch: 30 },
    { kind: 'validation-higher', run: 0, than: 1, points: 10 },
  ],
  explanation:
    'There is nothing to understand about a random label, so each wrong one can only be memorised. The train curve reaching the top shows that a network of this size can memorise all of them: high train accuracy doesn’t mean that anything was understood (Zhang et al. 2017, "Understanding deep learning requires rethinking generalization").',
  reduced: {
    change: { trainImages: 300, batchSize: 16, epochs: 20 },
    checks: [
      { kind: 'memorised-over', run: 1, share: 0.8, byEpoch: 20 },
      { kind: 'validation-higher', run: 0, than: 1, points: 10 },
    ],
  },
};

const WEIGHING: Experiment = {
  ...DEFAULT_EXPERIMENT,
  network: 'conv2dsimple',
  trainImages: 4000,
  batchSize: 64,
  epochs: 8,
};

export const SHIRT_WEIGHTED: Lesson = {
  id: 'shirt-weighted',
  title: 'Weighting Shirt more',
  question: 'In the original study, Shirt is the class missed most often. What if its images counted four times?',
  minutes: 1,
  experiments: [
    {
      name: 'all classes equal',
      why: '4,000 images, every class weight 1.',
      watch: {
        panel: 'classes',
        text: 'Note the recall of Shirt, T-shirt/top, Pullover and Coat.',
      },
      experiment: WEIGHING,
    },
    {
      name: 'Shirt counts four times',
      why: 'The same with a class weight of 4 for Shirt.',
      watch: { panel: 'classes', text: 'Recall of Shirt goes up. See whose goes down.' },
      experiment: {
        ...WEIGHING,
        classWeights: WEIGHING.classWeights.map((weight, label) => (label === SHIRT ? SHIRT_WEIGHT : weight)),
      },
    },
  ],
  expected: {
    panel: 'matrix',
    text: 'Shirt gains at least 5 points of recall, and a class that looks like it loses at least 3.',
  },
  checks: [
    { kind: 'recall-higher', run: 1, than: 0, label: SHIRT, points: 5 },
    { kind: 'recall-pays', run: 1, than: 0, label: SHIRT, points: 3 },
  ],
  explanation:
    'The weight does not make shirts easier to tell from tops; it moves the border between them. Images near it that were predicted as T-shirt/top, Pullover or Coat are now predicted as Shirt, including those that had been correct. The original study (five Keras networks, see Reference) found the same: a higher weight for the confused class does not help much. It pays off when missing a shirt is worse than a false alarm.',
  reduced: { change: { trainImages: 2000, epochs: 6 } },
};
