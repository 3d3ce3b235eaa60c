import { DEFAULT_EXPERIMENT, type Experiment } from '../experiment/schema.ts';
import type { Check } from './check.ts';

/** Panels that a step can light. */
export type LitPanel = 'loss' | 'accuracy' | 'matrix' | 'classes' | 'images' | 'test' | 'experiment';

export interface Watch {
  readonly panel: LitPanel;
  readonly text: string;
}

export interface LessonExperiment {
  /** Follows "Run 1 of 2:", so it starts with a small letter. */
  readonly name: string;
  /** One line on why this run. */
  readonly why: string;
  /** Where to look while it runs. */
  readonly watch: Watch;
  readonly experiment: Experiment;
}

/** How a test runs a lesson small enough for every day. */
interface ReducedLesson {
  /** Changed in every experiment of the lesson. */
  readonly change: Partial<Experiment>;
  /** Instead of the lesson's own checks, where a smaller run needs other thresholds. */
  readonly checks?: readonly Check[];
}

export interface Lesson {
  /** In the address: `#lesson=memorise-500`. Never changes once published. */
  readonly id: string;
  readonly title: string;
  readonly question: string;
  /** For all runs on two cores without a GPU, as measured. */
  readonly minutes: number;
  readonly experiments: readonly LessonExperiment[];
  /** What should be seen after the last run, and where. */
  readonly expected: Watch;
  readonly checks: readonly Check[];
  /** Afterwards: why it is so. */
  readonly explanation: string;
  /** Words for how far the claim goes, where it doesn't go as far as one might think. */
  readonly caveat?: string;
  readonly reduced: ReducedLesson;
}

/**
 * What the memorising lessons change one thing of: 500 images in small batches, without the network's dropout. The rate
 * falls along a cosine, so that two runs are compared where they have come to rest, not on a lucky epoch.
 */
export const MEMORISE: Experiment = {
  ...DEFAULT_EXPERIMENT,
  network: 'conv2dsimple',
  trainImages: 500,
  batchSize: 32,
  epochs: 30,
  dropoutScale: 0,
  schedule: 'cosine',
};
