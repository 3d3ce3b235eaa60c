import { describe, expect, it } from 'vitest';
import { settingsOf, writeLink } from '../../experiment/link.ts';
import { parseRunRecord, type RunRecord } from '../run-record.ts';
import { toBase64Url } from './base64url.ts';
import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { deflated, inflated } from './compression.ts';
import { decodeResults } from './decode-results.ts';
import { encodeResults } from './encode-results.ts';
import { fakeSharedRun } from './fake-shared-run.ts';
import { bestOf } from './measured-epochs.ts';
import { RESULTS_VERSION } from './results-format.ts';

const BUDGET = 8000;

async function roundTrip(record: RunRecord, budget = BUDGET) {
  const { experiment } = record.header;
  const settings = settingsOf(writeLink(experiment));
  const encoded = await encodeResults(record, settings, budget);
  if (!encoded.ok) throw new Error(encoded.reason);
  const decoded = await decodeResults(encoded.text, settings, experiment);
  if (!decoded.ok) throw new Error(decoded.reason);
  expect(encoded.text.length).toBeLessThanOrEqual(budget);
  expect(decoded.extent).toEqual(encoded.extent);
  return { settings, text: encoded.text, record: decoded.record, extent: decoded.extent };
}

function atEpoch({ history }: RunRecord, split: string, epoch: number | undefined) {
  return history.evaluations.find((evaluation) => evaluation.split === split && evaluation.epoch === epoch);
}

describe('the results of a run in a link', () => {
  it('are put back whole where they fit', async () => {
    const original = fakeSharedRun({ epochs: 4 });
    const { record, extent } = await roundTrip(original);
    expect(extent).toEqual({ steps: 376, keptSteps: 376, epochs: 4, keptEpochs: 4, marks: 1, keptMarks: 1 });
    const { key: _, createdAt: _c, savedAt: _s, best, ...header } = record.header;
    expect(header).toEqual({
      version: 2,
      experimentVersion: 2,
      experiment: original.header.experiment,
      withoutShards: [],
      device: { backend: 'wasm', adapter: 'SIMD', threads: 2 },
      status: 'finished',
      ending: 'epochs',
      step: 376,
      trainingMs: Math.round(original.header.trainingMs),
    });
    expect(best).toEqual(bestOf(original.history.evaluations, 'accuracy'));
    expect(record.history.marks).toEqual(original.history.marks);
    const { columns, evaluations } = record.history;
    expect(evaluations.map(({ trainingMs, ...rest }) => ({ ...rest, trainingMs }))).toEqual(
      original.history.evaluations.map((evaluation) => ({
        ...evaluation,
        trainingMs: Math.round(evaluation.trainingMs),
      })),
    );
    expect(columns.accuracies).toEqual(original.history.columns.accuracies);
    expect(columns.learningRates).toEqual(original.history.columns.learningRates);
    for (const [step, loss] of original.history.columns.losses.entries()) {
      expect(Math.abs((columns.losses[step] ?? 0) / loss - 1)).toBeLessThan(1 / 8000);
    }
    for (const [step, ms] of original.history.columns.trainingMs.entries()) {
      expect(Math.abs((columns.trainingMs[step] ?? 0) - ms)).toBeLessThanOrEqual(0.51);
    }
  });

  it('are thinned until they fit, but for the best epoch, the last and the test set', async () => {
    const original = fakeSharedRun({ epochs: 200 });
    const { record, extent } = await roundTrip(original);
    expect(extent).toMatchObject({ steps: 18_800, epochs: 200 });
    expect(extent.keptSteps).toBeLessThan(400);
    expect(extent.keptEpochs).toBeLessThan(120);
    const best = bestOf(original.history.evaluations, 'accuracy');
    expect(record.header.best).toEqual(best);
    for (const [split, epoch] of [
      ['validation', best?.epoch],
      ['train', best?.epoch],
      ['validation', 200],
      ['train', 200],
      ['test', 200],
    ] as const) {
      expect(atEpoch(record, split, epoch)?.counts).toEqual(atEpoch(original, split, epoch)?.counts);
    }
    expect(parseRunRecord(record).ok).toBe(true);
  });

  it('of a thinned curve keep its peaks and its jumps where they were, straight lines between', async () => {
    const original = fakeSharedRun({ epochs: 60 });
    const { losses, learningRates } = original.history.columns;
    losses[2000] = 9;
    const { record, extent } = await roundTrip(original);
    expect(extent.keptSteps).toBeLessThan(extent.steps);
    const { columns } = record.history;
    expect(columns.losses[2000]).toBeCloseTo(9, 2);
    expect(columns.learningRates).toEqual(learningRates);
    const turns = columns.losses.filter((loss, step) => {
      const before = columns.losses[step - 1];
      const after = columns.losses[step + 1];
      return before !== undefined && after !== undefined && Math.abs(before + after - 2 * loss) > 1e-4;
    });
    expect(turns.length).toBeLessThanOrEqual(2 * extent.keptSteps);
  });

  it('of a run that diverged keep what is no number', async () => {
    const whole = fakeSharedRun({ epochs: 2 });
    whole.history.columns.losses.set([Number.POSITIVE_INFINITY, Number.NaN], 186);
    const { header, history } = whole;
    const { record } = await roundTrip({ header: { ...header, status: 'diverged' }, history });
    expect([...record.history.columns.losses.slice(186)]).toEqual([Number.POSITIVE_INFINITY, Number.NaN]);
    expect(record.history.columns.losses.slice(0, 186).every(Number.isFinite)).toBe(true);
  });

  it('say so when they do not fit, however thin', async () => {
    const record = fakeSharedRun({ epochs: 200 });
    expect(await encodeResults(record, 'v=1', 300)).toEqual({ ok: false, reason: 'too-long' });
  });

  it('are never written so that their reader refuses them', async () => {
    const record = fakeSharedRun({ epochs: 1 });
    record.history.evaluations[0]?.counts.fill(7);
    const settings = settingsOf(writeLink(record.header.experiment));
    expect(await encodeResults(record, settings, BUDGET)).toEqual({ ok: false, reason: 'unwritable' });
  });

  it('belong to the settings they were shared with, and to no others', async () => {
    const record = fakeSharedRun({ epochs: 1 });
    const { settings, text } = await roundTrip(record);
    const { experiment } = record.header;
    expect(await decodeResults(text, `${settings}&lr=0.01`, experiment)).toMatchObject({ ok: false });
    expect(await decodeResults(text.slice(0, -8), settings, experiment)).toMatchObject({ ok: false });
    expect(await decodeResults('', settings, experiment)).toMatchObject({ ok: false });
    expect(await decodeResults('<script>', settings, experiment)).toMatchObject({ ok: false });
  });

  it('of a newer version are not read', async () => {
    const newer = toBase64Url(Uint8Array.of(RESULTS_VERSION + 1, 0));
    expect(await decodeResults(newer, 'v=1', fakeSharedRun().header.experiment)).toEqual({
      ok: false,
      reason: 'they were made by a newer version of Fitting Room',
    });
  });

  it('hold no word of who trained and when, and a key that follows from them', async () => {
    const { record } = await roundTrip(fakeSharedRun({ epochs: 1 }));
    const other = await roundTrip(fakeSharedRun({ epochs: 1 }, 2));
    expect(record.header).toMatchObject({ createdAt: 0, savedAt: 0 });
    expect((await roundTrip(fakeSharedRun({ epochs: 1 }))).record.header.key).toBe(record.header.key);
    expect(other.record.header.key).not.toBe(record.header.key);
  });

  it('say of the device only what can stand in a sentence', async () => {
    const { header, history } = fakeSharedRun({ epochs: 1 });
    const device = { backend: 'webgpu', adapter: `Ada\u202e\n${'é'.repeat(150)}`, threads: 1 } as const;
    const { record } = await roundTrip({ header: { ...header, device }, history });
    expect(record.header.device?.adapter).toMatch(/^Ada\?\?é+$/);
    expect(record.header.device?.adapter.length).toBeLessThan(120);
  });
});

describe('the bytes of a link', () => {
  it('hold whole numbers of every size and sign', () => {
    const values = [0, 1, 127, 128, 16_383, 16_384, 2 ** 31, 2 ** 32 + 5, 2 ** 45];
    const writer = new ByteWriter();
    for (const value of values) writer.count(value);
    for (const value of values) writer.signed(-value);
    const reader = new ByteReader(writer.written());
    for (const value of values) expect(reader.count(2 ** 45)).toBe(value);
    for (const value of values) expect(reader.signed(2 ** 45)).toBe(value === 0 ? 0 : -value);
    expect(reader.isAtEnd).toBe(true);
    expect(() => reader.byte()).toThrow('ends too early');
    expect(() => new ByteReader(new Uint8Array(20).fill(0xff)).count(2 ** 52)).toThrow('larger than');
  });

  it('are never inflated beyond their bound', async () => {
    const bomb = await deflated(new Uint8Array(50_000_000));
    expect(bomb.length).toBeLessThan(60_000);
    const before = process.memoryUsage().arrayBuffers;
    expect(await inflated(bomb, 64 * 1024)).toBeUndefined();
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10_000_000);
    expect((await inflated(await deflated(new Uint8Array(64 * 1024)), 64 * 1024))?.length).toBe(64 * 1024);
  });
});
