import { describe, expect, it } from 'vitest';
import { CLASS_COUNT } from '../core/classes.ts';
import { countConfusion } from '../core/confusion.ts';
import type { SplitName } from '../protocol/messages.ts';
import {
  addEvaluation,
  bestValidation,
  type EvaluationRecord,
  makeEvaluationRecord,
  probabilitiesAt,
} from './evaluation-record.ts';

/** There is no area where all images are of one class; these are just told apart from others. */
const AREAS = [0.75, ...new Array<null>(CLASS_COUNT - 1).fill(null)];

/** Four images of class 0; `right` of them answered rightly, the others as class 6. */
function record(split: SplitName, epoch: number, right: number, loss = 1): EvaluationRecord {
  const actual = new Uint8Array(4);
  const predicted = Uint8Array.from({ length: 4 }, (_, image) => (image < right ? 0 : 6));
  const probabilities = new Uint16Array(4 * CLASS_COUNT);
  probabilities[CLASS_COUNT] = 0xffff;
  return makeEvaluationRecord({
    type: 'evaluation',
    runId: 1,
    split,
    epoch,
    step: epoch * 10,
    isBest: false,
    trainingMs: 0,
    loss,
    counts: countConfusion(actual, predicted),
    indices: Uint32Array.of(40, 41, 42, 43),
    actual,
    predicted,
    probabilities,
    areas: AREAS,
  });
}

/** Bytes of the answers of one record: index, actual, predicted and ten probabilities for each of four images. */
const ANSWERS_BYTES = 4 * (4 + 1 + 1 + 2 * CLASS_COUNT);

describe('evaluation records', () => {
  it('measure accuracy from the counts', () => {
    expect(record('validation', 1, 3).accuracy).toBe(0.75);
  });

  it('name the earliest of equally good validation epochs the best, whatever train and test say', () => {
    const all = [
      record('validation', 1, 2),
      record('validation', 2, 3),
      record('validation', 3, 3),
      record('train', 3, 4),
    ];
    expect(bestValidation(all, 'accuracy')?.epoch).toBe(2);
  });

  it('name the epoch of the lowest loss the best when judged by loss', () => {
    const all = [record('validation', 1, 4, 0.5), record('validation', 2, 1, 0.4), record('validation', 3, 4, 0.4)];
    expect(bestValidation(all, 'loss')?.epoch).toBe(2);
    expect(bestValidation(all, 'accuracy')?.epoch).toBe(1);
  });

  it('replace a measurement of the same split and step', () => {
    const twice = addEvaluation([record('test', 1, 2)], record('test', 1, 3), 'accuracy');
    expect(twice.map(({ accuracy }) => accuracy)).toEqual([0.75]);
  });

  it('let old answers go when memory is short: train first, never the best and the newest', () => {
    const before = [record('train', 1, 1), record('validation', 1, 4), record('validation', 2, 2)];
    const after = addEvaluation(before, record('validation', 3, 1), 'accuracy', 2 * ANSWERS_BYTES);
    const kept = after.filter(({ answers }) => answers !== undefined).map(({ split, epoch }) => `${split} ${epoch}`);
    // The train split's only evaluation is its newest.
    expect(kept).toEqual(['train 1', 'validation 1', 'validation 3']);
    expect(after.every(({ counts }) => counts.length === CLASS_COUNT * CLASS_COUNT)).toBe(true);
    expect(after.map(({ areas }) => areas)).toEqual(new Array(4).fill(AREAS));
  });

  it('have the probabilities of each image as shares', () => {
    const { answers } = record('validation', 1, 1);
    if (answers === undefined) throw new Error('a new record has its answers');
    expect(probabilitiesAt(answers, 1)).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  });
});
