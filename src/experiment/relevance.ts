import type { Experiment, SettingName } from './schema.ts';

/** Which settings have an effect beside the others: momentum has none on Adam, a plateau's patience none on a cosine. */

type Condition = (experiment: Experiment) => boolean;

const usesMomentum: Condition = ({ optimizer }) => optimizer === 'momentum' || optimizer === 'nesterov';
const isAdam: Condition = ({ optimizer }) => optimizer === 'adam' || optimizer === 'adamW';
const hasValidation: Condition = ({ validationShare }) => validationShare > 0;
const isSchedule =
  (schedule: Experiment['schedule']): Condition =>
  (experiment) =>
    experiment.schedule === schedule;

const CONDITIONS: Partial<Record<SettingName, Condition>> = {
  momentum: usesMomentum,
  rho: ({ optimizer }) => optimizer === 'rmsProp',
  beta1: isAdam,
  beta2: isAdam,
  epsilon: (experiment) => isAdam(experiment) || experiment.optimizer === 'rmsProp',
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
  judge: hasValidation,
};

export function isRelevant(name: SettingName, experiment: Experiment): boolean {
  return CONDITIONS[name]?.(experiment) ?? true;
}
