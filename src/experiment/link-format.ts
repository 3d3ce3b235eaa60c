import { CLASS_COUNT } from '../core/classes.ts';
import { EXPERIMENT_VERSION } from './read-experiment.ts';
import type { Experiment, SettingName } from './schema.ts';

/**
 * How an experiment is written into a link. A link's version is that of its experiment. Once published, a version never
 * changes: another key, another default or another meaning is another version; read-experiment.ts says what to do then.
 */

export const LINK_VERSION = EXPERIMENT_VERSION;

/** Frozen results of a run with the link's settings; their form has a version of its own. */
export const RESULTS_KEY = 'r';

/** The text of a link's fields, by key. */
export type LinkFields = ReadonlyMap<string, string>;

/** The key of each setting, in the order they are written. */
export const LINK_KEYS: Readonly<Record<SettingName, string>> = {
  network: 'net',
  trainImages: 'img',
  validationShare: 'val',
  labelNoise: 'noise',
  pixelScaling: 'px',
  flip: 'flip',
  shift: 'shift',
  rotation: 'rot',
  cutout: 'cut',
  optimizer: 'opt',
  learningRate: 'lr',
  batchSize: 'bs',
  epochs: 'ep',
  momentum: 'mom',
  rho: 'rho',
  beta1: 'b1',
  beta2: 'b2',
  epsilon: 'eps',
  schedule: 'sched',
  warmupEpochs: 'warm',
  stepEpochs: 'every',
  stepFactor: 'stepf',
  exponentialFactor: 'expf',
  cosineFloor: 'cosend',
  cyclePeak: 'peak',
  plateauFactor: 'platf',
  plateauPatience: 'platp',
  plateauFloor: 'platmin',
  dropoutScale: 'drop',
  weightDecay: 'wd',
  l2: 'l2',
  maxNorm: 'norm',
  labelSmoothing: 'smooth',
  classWeights: 'cw',
  judge: 'best',
  batchNormStart: 'bnstart',
  earlyStoppingPatience: 'stop',
  seed: 'seed',
};

/** All keys that settings ever had in any version, and the version's: what the results of a link are tied to. */
export const SETTINGS_KEYS: ReadonlySet<string> = new Set(['v', ...Object.values(LINK_KEYS)]);

type LinkDefaults = { readonly [Name in SettingName]?: Experiment[Name] };

/** What a setting is when a link of version 1 leaves it out, whatever the defaults are by now. */
const DEFAULTS_OF_1 = {
  network: 'conv2dsimple2',
  trainImages: 12_000,
  validationShare: 0.2,
  labelNoise: 0,
  pixelScaling: 'unit',
  flip: false,
  shift: 0,
  rotation: 0,
  cutout: 0,
  optimizer: 'adam',
  learningRate: 0.001,
  batchSize: 128,
  epochs: 10,
  momentum: 0.9,
  rho: 0.9,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-7,
  schedule: 'constant',
  warmupEpochs: 0,
  stepEpochs: 5,
  stepFactor: 0.5,
  exponentialFactor: 0.9,
  cosineFloor: 0,
  cyclePeak: 0.3,
  plateauFactor: 0.5,
  plateauPatience: 2,
  plateauFloor: 1e-8,
  dropoutScale: 1,
  weightDecay: 0,
  l2: 0,
  maxNorm: 4,
  labelSmoothing: 0,
  classWeights: Array.from({ length: CLASS_COUNT }, () => 1),
  judge: 'accuracy',
  earlyStoppingPatience: 0,
  seed: 1,
} as const satisfies LinkDefaults;

export const LINK_DEFAULTS: Experiment = { ...DEFAULTS_OF_1, batchNormStart: 'corrected' };

/** By the version of links: the settings it has, and what each is when it is left out. */
export const DEFAULTS_BY_VERSION: Readonly<Record<number, LinkDefaults>> = { 1: DEFAULTS_OF_1, 2: LINK_DEFAULTS };
