import type { LayerSpec } from '../core/layers.ts';
import { NETWORKS } from '../core/networks.ts';
import type { Experiment, SettingName } from './schema.ts';

/** Which settings have an effect beside the others: momentum has none on Adam, a plateau's patience none on a cosine. */

type Condition = (experiment: Experiment) => boolean;

const usesMomentum: Condition = ({ optimizer }) => optimizer === 'momentum' || optimizer === 'nesterov';
const isAdam: Condition = ({ optimizer }) => optimizer === 'adam' || optimizer === 'adamW';
const isRmsProp: Condition = ({ optimizer }) => optimizer === 'rmsProp' || optimizer === 'rmsPropOutside';
const hasBatchNorm: Condition = ({ network }) => isInAny('batchNorm', NETWORKS[network].specs);
const hasValidation: Condition = ({ validationShare }) => validationShare > 0;
const isSchedule =
  (schedule: Experiment['schedule']): Condition =>
  (experiment) =>
    experiment.schedule === schedule;

const CONDITIONS: Partial<Record<SettingName, Condition>> = {
  momentum: usesMomentum,
  rho: isRmsProp,
  beta1: isAdam,
  beta2: isAdam,
  epsilon: (experiment) => isAdam(experiment) || isRmsProp(experiment),
  // One cycle has a climb of its own.
  warmupEpochs: ({ schedule }) => schedule !== 'oneCycle',
  stepEpochs: isSchedule('step'),
  stepFactor: isSchedule('step'),
  exponentialFactor: isSchedule('exponential'),
  cosineFloor: isSchedule('cosine'),
  cyclePeak: isSchedule('oneCycle'),
  plateauFactor: isSchedule('plateau'),
  plateauPatience: isSchedule('plateau'),
  plateauFloor: isSchedule('plateau'),
  batchNormStart: hasBatchNorm,
  judge: hasValidation,
};

function isInAny(kind: LayerSpec['kind'], specs: readonly LayerSpec[]): boolean {
  return specs.some(
    (spec) => spec.kind === kind || (spec.kind === 'branches' && spec.branches.some((branch) => isInAny(kind, branch))),
  );
}

export function isRelevant(name: SettingName, experiment: Experiment): boolean {
  return CONDITIONS[name]?.(experiment) ?? true;
}
