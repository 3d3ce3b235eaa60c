import { describe, expect, it } from 'vitest';
import { EXPERIMENT_VERSION } from '../experiment/read-experiment.ts';
import { thawed } from '../protocol/frozen-form.ts';
import { fakeRecord } from './fake-run.ts';
import frozenRecord from './frozen-record-v1.json' with { type: 'json' };
import { parseRunHeader, parseRunRecord } from './run-record.ts';

const ANSWERS = {
  indices: Uint32Array.of(40, 41),
  actual: Uint8Array.of(0, 9),
  predicted: Uint8Array.of(6, 9),
  probabilities: new Uint16Array(20),
};
const EVALUATION = {
  split: 'validation' as const,
  epoch: 1,
  step: 4,
  isBest: false,
  trainingMs: 4,
  loss: 0.5,
  counts: new Uint32Array(100),
  answers: ANSWERS,
};

function withEvaluation(change: object) {
  const record = fakeRecord();
  return { ...record, history: { ...record.history, evaluations: [{ ...EVALUATION, ...change }] } };
}

function withHeader(change: object) {
  const record = fakeRecord();
  return { ...record, header: { ...record.header, ...change } };
}

describe('a stored run', () => {
  it('is read as it was written, numbers that are none included', () => {
    const record = withEvaluation({ loss: Number.NaN });
    const mark = { kind: 'setting', step: 2, name: 'learningRate', value: 0.1, cause: 'person' } as const;
    const marked = { ...record, history: { ...record.history, marks: [mark] } };
    expect(parseRunRecord(structuredClone(marked))).toEqual({ ok: true, value: marked });
    expect(parseRunHeader(structuredClone(record.header))).toEqual({ ok: true, value: record.header });
  });

  it.each<[string, { readonly header: unknown; readonly history: unknown }, RegExp]>([
    ['nothing', { header: undefined, history: undefined }, /header/],
    ['a version to come', withHeader({ version: 3 }), /header\.version/],
    ['an experiment of a version to come', withHeader({ experimentVersion: 99 }), /header\.experiment.*newer/],
    ['a setting this version has not', withHeader({ experiment: { magic: 1 } }), /header\.experiment/],
    ['a key that is none', withHeader({ key: '../../etc' }), /header\.key/],
    ['a status nobody knows', withHeader({ status: 'sleeping' }), /header\.status/],
    ['columns longer than the run', withHeader({ step: 4 }), /columns/],
    ['answers of different lengths', withEvaluation({ answers: { ...ANSWERS, actual: new Uint8Array(1) } }), /answers/],
    ['a class there is not', withEvaluation({ answers: { ...ANSWERS, actual: Uint8Array.of(0, 10) } }), /class/],
    ['areas of other classes', withEvaluation({ areas: [1, 0.5] }), /areas/],
    ['areas that are none', withEvaluation({ areas: new Array(10).fill(2) }), /areas/],
    ['counts of other classes', withEvaluation({ counts: new Uint32Array(99) }), /counts/],
  ])('with %s is refused with the reason', (_, data, reason) => {
    const parsed = parseRunRecord(data);
    expect(parsed.ok).toBe(false);
    if (!parsed.ok) expect(parsed.reason).toMatch(reason);
  });

  it('keeps the areas of its classes, also where answers were let go', () => {
    const areas = [0.999_123_4, null, ...new Array(8).fill(1)];
    const record = withEvaluation({ areas, answers: undefined });
    expect(parseRunRecord(structuredClone(record))).toEqual({ ok: true, value: record });
  });

  it('of version 1 is read whole, with the rule of RMSProp that it was trained by', () => {
    const { header, history } = frozenRecord;
    const stored = { header: thawed(header), history: thawed(history) };
    const read = parseRunRecord(stored);
    if (!read.ok) throw new Error(read.reason);
    expect(header.version).toBe(1);
    expect(read.value).toEqual({
      header: {
        ...header,
        version: 2,
        experimentVersion: EXPERIMENT_VERSION,
        experiment: { ...header.experiment, optimizer: 'rmsPropOutside', batchNormStart: 'corrected' },
      },
      history: { ...Object(stored.history), version: 2 },
    });
    expect(read.value.history.evaluations.map(({ answers }) => answers?.indices.length)).toEqual([
      undefined,
      30,
      20,
      30,
    ]);
  });

  it('may say who it is and what was measured last, or be from before runs did', () => {
    const labels = { number: 3, name: 'Wide', note: 'n', isStarred: true, historyBytes: 9 };
    const test = { epoch: 1, accuracy: 0.9, images: 10_000 };
    const newer = { ...fakeRecord().header, ...labels, test };
    expect(parseRunHeader(newer)).toEqual({ ok: true, value: newer });
    expect(parseRunHeader(fakeRecord().header).ok).toBe(true);
    expect(parseRunHeader({ ...newer, name: 'n'.repeat(61) }).ok).toBe(false);
    expect(parseRunHeader({ ...newer, note: 'n'.repeat(501) }).ok).toBe(false);
  });

  it('of more steps than its experiment has is refused', () => {
    expect(parseRunRecord(fakeRecord({ step: 12 })).ok).toBe(true);
    expect(parseRunRecord(fakeRecord({ step: 13 })).ok).toBe(false);
  });
});
