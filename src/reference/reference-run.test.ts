import { describe, expect, it } from 'vitest';
import { parseRunRecord } from '../runs/run-record.ts';
import { fakeMeasured, fakeReferenceRun } from './fake-reference-run.ts';
import { FILE_LIMIT_BYTES, referenceRunSchema } from './reference-run.ts';
import { runRecordOf } from './run-record-of.ts';

const RUN = fakeReferenceRun();

describe('a reference run', () => {
  it('is read as it was written, and is smaller than its limit', () => {
    const text = JSON.stringify(RUN);
    expect(text.length).toBeLessThan(FILE_LIMIT_BYTES);
    expect(referenceRunSchema.parse(JSON.parse(text))).toEqual(RUN);
  });

  it.each<[string, object]>([
    ['a field nobody knows', { ...RUN, seal: 'of approval' }],
    ['a name that leads elsewhere', { ...RUN, id: '../data/manifest' }],
    ['an experiment out of bounds', { ...RUN, experiment: { ...RUN.experiment, epochs: 500 } }],
    ['no commit', { ...RUN, commit: 'main' }],
    ['counts of other classes', { ...RUN, test: { ...RUN.test, counts: [1, 2, 3] } }],
    ['counts that are none', { ...RUN, test: { ...RUN.test, counts: RUN.test.counts.map(() => 0.5) } }],
    ['a test of an epoch that was not trained', { ...RUN, test: { ...RUN.test, epoch: 31 } }],
    ['more epochs than the experiment', { ...RUN, experiment: { ...RUN.experiment, epochs: 29 } }],
    ['a curve of another length', { ...RUN, curve: { ...RUN.curve, losses: [1] } }],
    ['weights in a folder of their own', { ...RUN, weights: { file: 'a/b.f16' } }],
  ])('with %s is refused', (_, data) => {
    expect(referenceRunSchema.safeParse(data).success).toBe(false);
  });
});

describe('runRecordOf', () => {
  const record = runRecordOf(RUN);

  it('makes a record that the store itself would take', () => {
    expect(parseRunRecord(record)).toMatchObject({ ok: true });
    expect(record.header).toMatchObject({ status: 'finished', ending: 'epochs', step: 30 * 375, key: RUN.key });
  });

  it('gives each step the mean it is part of, and its rate and time', () => {
    const { losses, learningRates, trainingMs } = record.history.columns;
    expect([losses[0], losses[4], losses[5], losses.at(-1)]).toEqual([0, 0, 1, 2249]);
    expect(learningRates[10 * 375 - 1]).toBeCloseTo(0.001, 9);
    expect(learningRates[10 * 375]).toBeCloseTo(0.0005, 9);
    expect([trainingMs[374], trainingMs[375 + 374]]).toEqual([10_000, 20_000]);
  });

  it('marks where a plateau halved the rate', () => {
    expect(record.history.marks).toEqual([
      { kind: 'setting', step: 10 * 375, name: 'learningRate', value: 0.0005, cause: 'plateau' },
    ]);
  });

  it('has both splits of each epoch, and the test set once, with the kept weights', () => {
    const { evaluations } = record.history;
    expect(evaluations.filter(({ split }) => split === 'train')).toHaveLength(30);
    expect(evaluations.filter(({ split }) => split === 'validation').map(({ step }) => step / 375)).toEqual(
      Array.from({ length: 30 }, (_, index) => index + 1),
    );
    expect(evaluations.filter(({ split }) => split === 'test')).toMatchObject([
      { epoch: 12, step: 12 * 375, isBest: true, counts: Uint32Array.from(fakeMeasured(1000, 70).counts) },
    ]);
    expect(record.header.best).toMatchObject({ epoch: 12, accuracy: 0.925 });
  });
});
