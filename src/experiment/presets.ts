import { NETWORKS, type NetworkId, OWN_NETWORK_ID, STUDY_NETWORK_IDS } from '../core/networks.ts';
import { DEFAULT_EXPERIMENT, type Experiment, isSameSetting, SETTING_NAMES } from './schema.ts';

/** What a preset is for; the list of presets is in these parts. */
export const PRESET_GROUPS = [
  'Start here',
  'Original study (five Keras networks)',
  'Beyond the original study',
] as const;

export interface Preset {
  readonly id: string;
  readonly group: (typeof PRESET_GROUPS)[number];
  readonly name: string;
  readonly description: string;
  readonly experiment: Experiment;
}

/** The study's recipe: 48,000 images, Adam 0.001, batch 128, 30 epochs, max-norm 4, halving on plateau. */
const STUDY_RECIPE = {
  schedule: 'plateau',
  plateauFactor: 0.5,
  plateauPatience: 2,
  plateauFloor: 1e-8,
  trainImages: 48_000,
  epochs: 30,
  batchSize: 128,
  learningRate: 0.001,
  maxNorm: 4,
} as const;

/** The recipe of our own network: chosen on validation accuracy alone; the README tells the trials. */
const OWN_RECIPE = {
  optimizer: 'adamW',
  weightDecay: 0.01,
  schedule: 'oneCycle',
  cyclePeak: 0.3,
  learningRate: 0.004,
  epochs: 23,
  batchSize: 128,
  validationShare: 0.05,
  trainImages: 57_000,
  maxNorm: 0,
  pixelScaling: 'standardise',
  flip: true,
  shift: 1,
  cutout: 6,
  labelSmoothing: 0.1,
} as const;

export const PRESETS: readonly Preset[] = [
  {
    id: 'first-fitting',
    group: 'Start here',
    name: 'First fitting',
    description: 'Conv2Dsimple2, the original study’s best balance of size and accuracy, on a quarter of its images.',
    experiment: DEFAULT_EXPERIMENT,
  },
  {
    id: 'quick-look',
    group: 'Start here',
    name: 'Quick look',
    description: 'The smallest network on 3,000 images: curves within a minute on any laptop.',
    experiment: { ...DEFAULT_EXPERIMENT, network: 'conv2dsimple', trainImages: 3000, epochs: 8, batchSize: 64 },
  },
  ...STUDY_NETWORK_IDS.map((network) => ({
    id: `study-${network}`,
    group: 'Original study (five Keras networks)' as const,
    name: `Original study: ${NETWORKS[network].name}`,
    description: 'The original study’s own recipe on all of its training images; slow without a GPU.',
    experiment: { ...DEFAULT_EXPERIMENT, ...STUDY_RECIPE, network },
  })),
  {
    id: 'beat-the-study',
    group: 'Beyond the original study',
    name: 'Beat the original study',
    description: 'A deeper network with our own recipe on 57,000 images; about half an hour without a GPU.',
    experiment: { ...DEFAULT_EXPERIMENT, ...OWN_RECIPE, network: OWN_NETWORK_ID },
  },
];

/** What a network's reference run is trained by: the study's recipe, or that of our own network. */
export function referenceRecipe(network: NetworkId): Experiment {
  const id = network === OWN_NETWORK_ID ? 'beat-the-study' : `study-${network}`;
  const preset = PRESETS.find((other) => other.id === id);
  if (preset === undefined) throw new RangeError(`there is no recipe for ${network}`);
  return preset.experiment;
}

/** The preset a draft is equal to, whatever its seed; undefined for a draft of the person's own. */
export function matchingPreset(draft: Experiment): Preset | undefined {
  return PRESETS.find(({ experiment }) =>
    SETTING_NAMES.every((name) => name === 'seed' || isSameSetting(name, experiment, draft)),
  );
}
