import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseRunRecord } from '../runs/run-record.ts';
import { fakeMeasured, fakeReferenceRun } from './fake-reference-run.ts';
import frozen from './frozen-reference-run-v1.json' with { type: 'json' };
import { FILE_LIMIT_BYTES, parseReferenceIndex, parseReferenceRun, REFERENCE_RUN_VERSION } from './reference-run.ts';
import { runRecordOf } from './run-record-of.ts';
import { isOfRecipe } from './verdict.ts';

const RUN = fakeReferenceRun();

describe('a reference run', () => {
  it('is read as it was written, and is smaller than its limit', () => {
    const text = JSON.stringify(RUN);
    expect(text.length).toBeLessThan(FILE_LIMIT_BYTES);
    expect(parseReferenceRun(JSON.parse(text))).toEqual({ ok: true, value: RUN });
  });

  it('of version 1 is read whole, with the rule of RMSProp that it was trained by', () => {
    expect(parseReferenceRun(frozen)).toEqual({
      ok: true,
      value: {
        ...frozen,
        version: REFERENCE_RUN_VERSION,
        experimentVersion: 2,
        experiment: { ...frozen.experiment, optimizer: 'rmsPropOutside', batchNormStart: 'corrected' },
      },
    });
  });

  it('that ships with the page is read whole, whatever version wrote it, and is still of its recipe', () => {
    const folder = new URL('../../public/reference/', import.meta.url);
    const json = (name: string) => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
    const index = parseReferenceIndex(json('index.json'));
    const ids = index.ok ? index.value.runs : [];
    expect(ids.length).toBeGreaterThan(5);
    for (const id of ids) {
      const read = parseReferenceRun(json(`${id}.json`));
      if (!read.ok) throw new Error(`${id}: ${read.reason}`);
      expect(isOfRecipe(read.value), id).toBe(!id.includes('shirt'));
    }
  });

  it('keeps the areas of its classes', () => {
    const areas = new Array<number>(10).fill(0.99);
    const read = parseReferenceRun({ ...RUN, test: { ...RUN.test, areas } });
    if (!read.ok) throw new Error(read.reason);
    expect(runRecordOf(read.value).history.evaluations.at(-1)?.areas).toEqual(areas);
  });

  it.each<[string, object]>([
    ['a field nobody knows', { ...RUN, seal: 'of approval' }],
    ['a name that leads elsewhere', { ...RUN, id: '../data/manifest' }],
    ['an experiment out of bounds', { ...RUN, experiment: { ...RUN.experiment, epochs: 500 } }],
    ['a version to come', { ...RUN, version: 99 }],
    ['no commit', { ...RUN, commit: 'main' }],
    ['counts of other classes', { ...RUN, test: { ...RUN.test, counts: [1, 2, 3] } }],
    ['counts that are none', { ...RUN, test: { ...RUN.test, counts: RUN.test.counts.map(() => 0.5) } }],
    ['a test of an epoch that was not trained', { ...RUN, test: { ...RUN.test, epoch: 31 } }],
    ['more epochs than the experiment', { ...RUN, experiment: { ...RUN.experiment, epochs: 29 } }],
    ['a curve of another length', { ...RUN, curve: { ...RUN.curve, losses: [1] } }],
    ['weights in a folder of their own', { ...RUN, weights: { file: 'a/b.f16' } }],
  ])('with %s is refused', (_, data) => {
    expect(parseReferenceRun(data).ok).toBe(false);
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
