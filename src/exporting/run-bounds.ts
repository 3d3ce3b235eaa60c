import { type LiveFieldName, NUMBER_FIELDS } from '../experiment/fields.ts';
import { isSameSetting, SETTING_NAMES } from '../experiment/schema.ts';
import type { Checkpoint } from '../protocol/checkpoint.ts';
import { isUnfinished, type RunRecord, type StoredEvaluation } from '../runs/run-record.ts';
import { checkpointSizes } from './checkpoint-shape.ts';

/**
 * What a run of this page can't have, and a file from outside may: numbers beyond what the experiment or the dataset
 * allow, and parts that don't belong together. The schemas of record and checkpoint have looked at each part by itself.
 */

/** The largest finite number in single precision: what is above it is an infinity there. */
const LARGEST_FLOAT = (2 - 2 ** -23) * 2 ** 127;
const TRAIN_IMAGES = 60_000;
const TEST_IMAGES = 10_000;
/** The last moment that a date can name (ECMA-262, 21.4.1.1). */
const LAST_MOMENT = 8.64e15;

/** The first thing that is wrong with a record; undefined when nothing is. */
export function recordProblem({ header, history }: RunRecord): string | undefined {
  const { step, experiment, createdAt, savedAt, trainingMs, best } = header;
  const { columns, evaluations, marks } = history;
  if (Math.max(createdAt, savedAt) > LAST_MOMENT) return 'it was saved at no date there is';
  if (!Number.isFinite(trainingMs)) return 'it took no finite time';
  if (best !== undefined && best.epoch > experiment.epochs) return 'its best epoch is beyond its last';
  const columnProblem =
    problemIn('losses', columns.losses, 0, LARGEST_FLOAT) ??
    problemIn('accuracies', columns.accuracies, 0, 1) ??
    problemIn('learning rates', columns.learningRates, 0, NUMBER_FIELDS.learningRate.maximum) ??
    problemIn('times', columns.trainingMs, 0, LARGEST_FLOAT);
  if (columnProblem !== undefined) return columnProblem;
  for (const evaluation of evaluations) {
    const problem = evaluationProblem(evaluation, step, experiment.epochs);
    if (problem !== undefined) return `the ${evaluation.split} evaluation of epoch ${evaluation.epoch} ${problem}`;
  }
  for (const mark of marks) {
    if (mark.step > step) return 'a change is marked after its last step';
    if (mark.kind === 'restored' ? mark.epoch > experiment.epochs : !isWithin(mark.name, mark.value)) {
      return 'a change that is marked has a value out of its bounds';
    }
  }
  return undefined;
}

/** The first thing that is wrong with a checkpoint for its record. */
export function checkpointProblem(checkpoint: Checkpoint, { header }: RunRecord): string | undefined {
  const { experiment, step, withoutShards } = header;
  const sizes = checkpointSizes(experiment.network, experiment.optimizer);
  const { weights, slots, best, plateau } = checkpoint;
  const isUnended = isUnfinished(header);
  if (weights.length !== sizes.weights) return `its network has ${sizes.weights} weights, not ${weights.length}`;
  if (best !== undefined && best.weights.length !== sizes.weights)
    return 'its best epoch has too few or too many weights';
  if (slots.length !== sizes.slots && (isUnended || slots.length !== 0)) {
    return `its optimiser remembers ${sizes.slots} numbers, not ${slots.length}`;
  }
  // The history of an ended run goes on to its end; its last checkpoint may be from before.
  if (isUnended ? checkpoint.step !== step : checkpoint.step > step) return 'its weights are of another step';
  if (best !== undefined && (best.step > step || best.epoch > experiment.epochs || !Number.isFinite(best.loss))) {
    return 'its best epoch is none of its epochs';
  }
  const counts = [checkpoint.evaluatedEpochs, checkpoint.epochsSinceBest, plateau.epochsWithoutImprovement];
  if (counts.some((epochs) => epochs > experiment.epochs)) return 'its weights have seen more epochs than it has';
  const isSame =
    SETTING_NAMES.every((name) => isSameSetting(name, experiment, checkpoint.experiment)) &&
    withoutShards.join() === checkpoint.withoutShards.join();
  if (!isSame) return 'its weights are of another experiment';
  const { learningRate, weightDecay, dropoutScale } = checkpoint;
  if (learningRate > NUMBER_FIELDS.learningRate.maximum) return 'its learning rate is out of bounds';
  if (!isWithin('weightDecay', weightDecay) || !isWithin('dropoutScale', dropoutScale)) {
    return 'its regularisation is out of bounds';
  }
  return undefined;
}

/** A plateau may have lowered the learning rate below what a person can choose. */
function isWithin(name: LiveFieldName, value: number): boolean {
  const { minimum, maximum } = NUMBER_FIELDS[name];
  return value >= (name === 'learningRate' ? 0 : minimum) && value <= maximum;
}

function problemIn(what: string, values: Float32Array, minimum: number, maximum: number): string | undefined {
  // What is no number is in no range.
  const wrong = values.findIndex((value) => !(value >= minimum && value <= Math.fround(maximum)));
  return wrong === -1 ? undefined : `its ${what} hold ${values[wrong]} at step ${wrong + 1}`;
}

function evaluationProblem(evaluation: StoredEvaluation, lastStep: number, epochs: number): string | undefined {
  const { split, step, epoch, trainingMs, loss, counts, answers } = evaluation;
  const most = split === 'test' ? TEST_IMAGES : TRAIN_IMAGES;
  if (step > lastStep || epoch > epochs) return 'is of after its end';
  if (!Number.isFinite(trainingMs) || loss < 0) return 'has a time or loss that is none';
  const images = counts.reduce((sum, count) => sum + count, 0);
  if (images > most) return `counts ${images} images, more than there are`;
  if (answers === undefined) return undefined;
  if (answers.indices.length !== images) return 'has not an answer for each image it counts';
  return answers.indices.some((index) => index >= most) ? 'is of images that are not there' : undefined;
}
