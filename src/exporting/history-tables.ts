import { CLASS_NAMES } from '../core/classes.ts';
import { accuracyOf } from '../core/confusion.ts';
import { type CsvForm, csvText } from '../core/csv.ts';
import { isBetter, type Judged } from '../core/judge.ts';
import { stepsPerEpoch } from '../experiment/schema.ts';
import type { RunRecord } from '../runs/run-record.ts';
import { numberText } from './run-file.ts';

/**
 * A run's history for spreadsheets and scripts. What is no finite number is `NaN`, `Infinity` or `-Infinity`, as text in
 * JSON, which has no word for it. Columns are named with their units where they have one; an accuracy is a fraction of 1.
 */

/** One row a step. */
export function stepsCsv({ header, history }: RunRecord, form: CsvForm): string {
  const { losses, accuracies, learningRates, trainingMs } = history.columns;
  const perEpoch = stepsPerEpoch(header.experiment);
  const rows = Array.from(losses, (loss, index) => [
    index + 1,
    Math.floor(index / perEpoch) + 1,
    ...[loss, accuracies[index], learningRates[index], trainingMs[index]].map(shortest),
  ]);
  const names = ['step', 'epoch', 'batch_loss', 'batch_accuracy_fraction', 'learning_rate', 'training_ms'];
  return csvText([names, ...rows], form);
}

/** `auc_t_shirt_top`, `auc_trouser`, …: the area under the ROC curve of each class against the rest. */
const AUC_COLUMNS = CLASS_NAMES.map((name) => `auc_${name.toLowerCase().replace(/[^a-z]+/g, '_')}`);

/**
 * One row an evaluation: a split after an epoch, network in inference mode. `of_best_epoch` is true where the weights that
 * were measured are those of the best epoch of the whole run, by the run's own judge of validation images: in the rows of
 * train and validation of that epoch, and in a test row that was measured with them.
 */
export function evaluationsCsv(record: RunRecord, form: CsvForm): string {
  const best = bestOf(record);
  const rows = record.history.evaluations.map(({ split, epoch, step, trainingMs, loss, counts, areas }) => [
    split,
    epoch,
    step,
    String(step === best?.step),
    loss,
    accuracyOf(counts),
    counts.reduce((sum, count) => sum + count, 0),
    trainingMs,
    // A class without images has no area, and runs from before they were kept have none at all.
    ...AUC_COLUMNS.map((_, label) => areas?.[label] ?? undefined),
  ]);
  const names = ['split', 'epoch', 'step', 'of_best_epoch', 'loss', 'accuracy_fraction', 'images', 'training_ms'];
  return csvText([[...names, ...AUC_COLUMNS], ...rows], form);
}

/** One row an epoch, train and validation side by side; what was not measured is left empty. */
export function epochsCsv(record: RunRecord, form: CsvForm): string {
  const { evaluations, columns } = record.history;
  const best = bestOf(record);
  const ofEpochs = evaluations.filter(({ split }) => split !== 'test');
  const rows = [...new Set(ofEpochs.map(({ epoch }) => epoch))].map((epoch) => {
    const of = (split: 'train' | 'validation') =>
      ofEpochs.findLast((evaluation) => evaluation.split === split && evaluation.epoch === epoch);
    const [train, validation] = [of('train'), of('validation')];
    const measured = validation ?? train;
    const [ofTrain, ofValidation] = [train && accuracyOf(train.counts), validation && accuracyOf(validation.counts)];
    const isGapKnown = ofTrain !== undefined && ofValidation !== undefined;
    return [
      epoch,
      measured?.step,
      train?.loss,
      validation?.loss,
      ofTrain,
      ofValidation,
      isGapKnown ? Number((100 * (ofTrain - ofValidation)).toFixed(6)) : undefined,
      measured && shortest(columns.learningRates[measured.step - 1]),
      measured?.trainingMs,
      String(measured !== undefined && measured.step === best?.step),
    ];
  });
  return csvText([EPOCH_COLUMNS, ...rows], form);
}

const EPOCH_COLUMNS = [
  'epoch',
  'step',
  'train_loss',
  'validation_loss',
  'train_accuracy_fraction',
  'validation_accuracy_fraction',
  'generalisation_gap_points',
  'learning_rate',
  'training_ms',
  'best_epoch',
];

/** All of it, confusion counts included, and what its fields mean. */
export function historyJson(record: RunRecord): string {
  const { header, history } = record;
  const best = bestOf(record);
  const { losses, accuracies, learningRates, trainingMs } = history.columns;
  const numbers = (values: Float32Array) => Array.from(values, (value) => numberText(shortest(value)));
  const { name, number, experimentVersion, experiment, device, status, ending, step, createdAt } = header;
  const json = {
    about: {
      best: `The epoch with the best validation ${experiment.judge}, the earliest of equals; null when none was evaluated.`,
      'evaluations[].isBest':
        'Whether the evaluated weights are those of the best epoch of the whole run; true for train, validation and test alike.',
      'evaluations[].counts': 'Images by class: counts[10 * actual + predicted].',
      'evaluations[].aucByClass':
        'One-vs-rest area under the ROC curve of each class; null without images of it, missing in runs from before they were kept.',
      name: 'The name that somebody gave the run; missing when nobody did.',
      steps: 'One value a step each.',
    },
    name,
    number,
    experimentVersion,
    experiment,
    device,
    status,
    ending,
    startedAt: new Date(createdAt).toISOString(),
    stepsTaken: step,
    best: best ? { epoch: best.epoch, step: best.step, judgedBy: experiment.judge } : null,
    steps: {
      batchLoss: numbers(losses),
      batchAccuracy: numbers(accuracies),
      learningRate: numbers(learningRates),
      trainingMs: numbers(trainingMs),
    },
    evaluations: history.evaluations.map(({ answers: _, areas, counts, loss, ...evaluation }) => ({
      ...evaluation,
      isBest: evaluation.step === best?.step,
      loss: numberText(loss),
      accuracy: numberText(accuracyOf(counts)),
      aucByClass: areas,
      counts: [...counts],
    })),
    changes: history.marks,
  };
  return `${JSON.stringify(json)}\n`;
}

interface Best extends Judged {
  readonly epoch: number;
  readonly step: number;
}

/**
 * Whose weights are the best of the whole run. What a record says of an evaluation is what was known when it was made: no
 * epoch knew then that none after it would be better.
 */
function bestOf({ header, history }: RunRecord): Best | undefined {
  let best: Best | undefined;
  for (const { split, epoch, step, loss, counts } of history.evaluations) {
    if (split !== 'validation') continue;
    const candidate = { epoch, step, loss, accuracy: accuracyOf(counts) };
    if (isBetter(header.experiment.judge, candidate, best)) best = candidate;
  }
  return best;
}

/** A single-precision number in as few digits as tell it from its neighbours. */
function shortest(value: number | undefined): number {
  if (value === undefined || !Number.isFinite(value)) return value ?? Number.NaN;
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return Number(value.toPrecision(9));
}
