import { accuracyOf } from '../core/confusion.ts';
import { stepsPerEpoch } from '../experiment/schema.ts';
import type { RunRecord } from '../runs/run-record.ts';
import { numberText } from './run-file.ts';

/**
 * A run's history for spreadsheets and scripts. What is no finite number is `NaN`, `Infinity` or `-Infinity`, as text in
 * JSON, which has no word for it.
 */

/** One row a step, as comma-separated values (RFC 4180). */
export function stepsCsv({ header, history }: RunRecord): string {
  const { losses, accuracies, learningRates, trainingMs } = history.columns;
  const perEpoch = stepsPerEpoch(header.experiment);
  const rows = Array.from(losses, (loss, index) => [
    index + 1,
    Math.floor(index / perEpoch) + 1,
    ...[loss, accuracies[index], learningRates[index], trainingMs[index]].map(shortest),
  ]);
  return csv(['step', 'epoch', 'batch_loss', 'batch_accuracy', 'learning_rate', 'training_ms'], rows);
}

/** One row an evaluation: a split after an epoch, network in inference mode. */
export function evaluationsCsv({ history }: RunRecord): string {
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
  return csv(['split', 'epoch', 'step', 'of_best_epoch', 'loss', 'accuracy', 'images', 'training_ms'], rows);
}

/** All of it, confusion counts included. */
export function historyJson({ header, history }: RunRecord): string {
  const { losses, accuracies, learningRates, trainingMs } = history.columns;
  const numbers = (values: Float32Array) => Array.from(values, (value) => numberText(shortest(value)));
  const { name, number, experiment, device, status, ending, step, createdAt } = header;
  const json = {
    /** What somebody called the run; its number when nobody did. */
    name,
    number,
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

function csv(names: readonly string[], rows: readonly (readonly (number | string)[])[]): string {
  return [names, ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}
