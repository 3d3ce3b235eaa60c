import { correctCount, imagesCounted } from '../../core/confusion.ts';
import { type Interval, wilsonInterval } from '../../core/wilson.ts';
import { bestValidation, type EvaluationRecord } from '../../state/evaluation-record.ts';
import type { EarlierRun } from '../../state/room-state.ts';
import { pText } from '../chance-words.ts';
import { lossText, percentText, pointsText } from '../format.ts';
import { accuracyVerdict } from './accuracy-verdict.ts';

/** What two runs are compared by. */

export interface ComparedFigure {
  readonly name: string;
  /** Of each run; empty where it was not measured. */
  readonly texts: readonly [string, string];
  /** The second minus the first, in words. */
  readonly difference: string;
  /** Whether the difference is more than chance, in full; of accuracies that both were measured by. */
  readonly verdict?: string | undefined;
}

/** The evaluations that stand for a run: its best epoch, and the test set where it was measured. */
export interface StandingFor {
  readonly validation: EvaluationRecord | undefined;
  readonly train: EvaluationRecord | undefined;
  readonly test: EvaluationRecord | undefined;
}

export function standingFor({ evaluations, experiment }: EarlierRun): StandingFor {
  const validation = bestValidation(evaluations, experiment.judge);
  return {
    validation,
    train: evaluations.findLast(({ split, step }) => split === 'train' && step === validation?.step),
    test: evaluations.findLast(({ split }) => split === 'test'),
  };
}

/** @param names of both runs */
export function comparedFigures(
  first: StandingFor,
  second: StandingFor,
  names: readonly [string, string],
): ComparedFigure[] {
  const accuracy = (name: string, split: keyof StandingFor): ComparedFigure => {
    const verdict = accuracyVerdict(first[split], second[split], names);
    const points = accuracyDifference(first[split], second[split]);
    return {
      name,
      texts: [accuracyText(first[split]), accuracyText(second[split])],
      difference: verdict === undefined ? points : `${points}; ${pText(verdict.p)}`,
      verdict: verdict?.sentence,
    };
  };
  return [
    accuracy('Best validation accuracy', 'validation'),
    {
      name: 'Validation loss at that epoch',
      texts: [lossOf(first.validation), lossOf(second.validation)],
      difference: '',
    },
    accuracy('Train accuracy at that epoch', 'train'),
    {
      name: 'Generalisation gap at that epoch',
      texts: [gapText(first), gapText(second)],
      difference: '',
    },
    accuracy('Test accuracy', 'test'),
  ];
}

function intervalOf({ counts }: EvaluationRecord): Interval {
  return wilsonInterval(correctCount(counts), imagesCounted(counts));
}

/** With its 95% interval and epoch: `90.1% (89.5–90.7), epoch 7`. */
function accuracyText(evaluation: EvaluationRecord | undefined): string {
  if (evaluation === undefined) return '';
  const { low, high } = intervalOf(evaluation);
  const bounds = [low, high].map((share) => (share * 100).toFixed(1)).join('–');
  return `${percentText(evaluation.accuracy)} (${bounds}), epoch ${evaluation.epoch}`;
}

function accuracyDifference(first: EvaluationRecord | undefined, second: EvaluationRecord | undefined): string {
  return first === undefined || second === undefined ? '' : pointsText(second.accuracy - first.accuracy);
}

function lossOf(evaluation: EvaluationRecord | undefined): string {
  return evaluation === undefined ? '' : lossText(evaluation.loss);
}

function gapText({ train, validation }: StandingFor): string {
  return train && validation ? pointsText(train.accuracy - validation.accuracy) : '';
}
