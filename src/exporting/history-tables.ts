import { accuracyOf } from '../core/confusion.ts';
import { type CsvForm, csvText } from '../core/csv.ts';
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

/** One row an evaluation: a split after an epoch, network in inference mode. */
export function evaluationsCsv({ history }: RunRecord, form: CsvForm): string {
  const rows = history.evaluations.map(({ split, epoch, step, isBest, trainingMs, loss, counts }) => [
    split,
    epoch,
    step,
    String(isBest),
    loss,
    accuracyOf(counts),
    counts.reduce((sum, count) => sum + count, 0),
    trainingMs,
  ]);
  const names = ['split', 'epoch', 'step', 'of_best_epoch', 'loss', 'accuracy_fraction', 'images', 'training_ms'];
  return csvText([names, ...rows], form);
}

/** One row an epoch, train and validation side by side; what was not measured is left empty. */
export function epochsCsv({ header, history }: RunRecord, form: CsvForm): string {
  const { evaluations, columns } = history;
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
      String(epoch === header.best?.epoch),
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

/** All of it, confusion counts included. */
export function historyJson({ header, history }: RunRecord): string {
  const { losses, accuracies, learningRates, trainingMs } = history.columns;
  const numbers = (values: Float32Array) => Array.from(values, (value) => numberText(shortest(value)));
  const { experiment, device, status, ending, step, createdAt } = header;
  const json = {
    experiment,
    device,
    status,
    ending,
    startedAt: new Date(createdAt).toISOString(),
    stepsTaken: step,
    /** One value a step each. */
    steps: {
      batchLoss: numbers(losses),
      batchAccuracy: numbers(accuracies),
      learningRate: numbers(learningRates),
      trainingMs: numbers(trainingMs),
    },
    evaluations: history.evaluations.map(({ answers: _, counts, loss, ...evaluation }) => ({
      ...evaluation,
      loss: numberText(loss),
      accuracy: numberText(accuracyOf(counts)),
      /** counts[10 * actual + predicted] */
      counts: [...counts],
    })),
    changes: history.marks,
  };
  return `${JSON.stringify(json)}\n`;
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
