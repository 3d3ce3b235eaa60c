import type { ClassAreas } from '../core/auc.ts';
import { CLASS_COUNT } from '../core/classes.ts';
import { accuracyOf, type ConfusionCounts } from '../core/confusion.ts';
import { isBetter, type Judge } from '../core/judge.ts';
import type { Evaluation, SplitName } from '../protocol/messages.ts';

/** What the network answered to each image of an evaluation. */
export interface Answers {
  /** Dataset index of each image. */
  readonly indices: Uint32Array;
  readonly actual: Uint8Array;
  readonly predicted: Uint8Array;
  /** [images, 10] in units of 1/65535 */
  readonly probabilities: Uint16Array;
}

export interface EvaluationRecord {
  readonly split: SplitName;
  readonly epoch: number;
  readonly step: number;
  /** The weights are those of the best epoch rather than the latest. */
  readonly isBest: boolean;
  /** Time spent training until then, without pauses and evaluations. */
  readonly trainingMs: number;
  readonly loss: number;
  /** 0..1 */
  readonly accuracy: number;
  readonly counts: ConfusionCounts;
  /** Of each class against the rest, from the logits; missing in runs from before they were kept, and in links. */
  readonly areas?: ClassAreas | undefined;
  /** Missing once let go to keep memory bounded; the counts stay. */
  readonly answers: Answers | undefined;
}

/** Memory the answers of a run may take: some 100 epochs of a quarter of the dataset. */
const ANSWERS_LIMIT_BYTES = 64 * 1024 * 1024;

export function makeEvaluationRecord(event: Evaluation): EvaluationRecord {
  const { split, epoch, step, isBest, trainingMs, loss, counts, areas } = event;
  const { indices, actual, predicted, probabilities } = event;
  const answers = { indices, actual, predicted, probabilities };
  return { split, epoch, step, isBest, trainingMs, loss, accuracy: accuracyOf(counts), counts, areas, answers };
}

export function answersBytes(answers: Answers | undefined): number {
  if (answers === undefined) return 0;
  const { indices, actual, predicted, probabilities } = answers;
  return indices.byteLength + actual.byteLength + predicted.byteLength + probabilities.byteLength;
}

/** The best evaluation of the validation split, the earliest of equals; the engine keeps that epoch's weights. */
export function bestValidation(evaluations: readonly EvaluationRecord[], judge: Judge): EvaluationRecord | undefined {
  let best: EvaluationRecord | undefined;
  for (const evaluation of evaluations) {
    if (evaluation.split === 'validation' && isBetter(judge, evaluation, best)) best = evaluation;
  }
  return best;
}

/**
 * Adds an evaluation, in place of one of the same split and step, and lets the oldest answers go while they take more
 * than `limitBytes`: those of the train split first, never those of the best validation epoch, the test split or the
 * newest of a split.
 */
export function addEvaluation(
  evaluations: readonly EvaluationRecord[],
  added: EvaluationRecord,
  judge: Judge,
  limitBytes = ANSWERS_LIMIT_BYTES,
): readonly EvaluationRecord[] {
  const kept = evaluations.filter((other) => other.split !== added.split || other.step !== added.step);
  const all = [...kept, added];
  let bytes = all.reduce((sum, evaluation) => sum + answersBytes(evaluation.answers), 0);
  if (bytes <= limitBytes) return all;
  const best = bestValidation(all, judge);
  for (const split of ['train', 'validation'] as const) {
    const newest = all.findLast((evaluation) => evaluation.split === split);
    for (const [index, evaluation] of all.entries()) {
      if (bytes <= limitBytes) return all;
      if (evaluation.split !== split || evaluation === best || evaluation === newest) continue;
      bytes -= answersBytes(evaluation.answers);
      all[index] = { ...evaluation, answers: undefined };
    }
  }
  return all;
}

/** Probabilities 0..1 of the ten classes for the image at `position`. */
export function probabilitiesAt(answers: Answers, position: number): number[] {
  return Array.from(
    { length: CLASS_COUNT },
    (_, label) => (answers.probabilities[position * CLASS_COUNT + label] ?? 0) / 0xffff,
  );
}
