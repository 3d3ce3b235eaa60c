import { describe, expect, it } from 'vitest';
import { fakeCheckpoint, fakeRecord } from '../runs/fake-run.ts';
import { parseRunRecord } from '../runs/run-record.ts';
import type { EvaluationRecord } from './evaluation-record.ts';
import type { RunMark, RunOrigin } from './room-state.ts';
import { makeRunRecord, type RunOnScreen, roomOfFrozenRecord, roomOfRecord } from './run-snapshot.ts';

const IDENTITY = { key: fakeRecord().header.key, number: 7, createdAt: 1000, savedAt: 2000 };

function evaluation(split: EvaluationRecord['split'], epoch: number, right: number): EvaluationRecord {
  const counts = new Uint32Array(100);
  counts[0] = right;
  counts[1] = 4 - right;
  const answers = {
    indices: Uint32Array.of(epoch),
    actual: new Uint8Array(1),
    predicted: new Uint8Array(1),
    probabilities: new Uint16Array(10),
  };
  const accuracy = right / 4;
  const areas = [0.75, ...new Array<null>(9).fill(null)];
  const measured = { accuracy, counts, areas, answers };
  return { split, epoch, step: epoch * 4, isBest: false, trainingMs: epoch, loss: 1, ...measured };
}

const MARKS: readonly RunMark[] = [
  { kind: 'setting', step: 3, name: 'learningRate', value: 0.01, cause: 'person' },
  { kind: 'setting', step: 4, name: 'learningRate', value: 0.005, cause: 'plateau' },
  { kind: 'setting', step: 11, name: 'weightDecay', value: 0.1, cause: 'person' },
];

/** Eleven steps on screen, two epochs measured. */
function onScreen(): RunOnScreen {
  const record = fakeRecord({ step: 11 });
  const { run } = roomOfRecord(record, fakeCheckpoint(), 1);
  const device = { backend: 'wasm', adapter: 'kernels simd', threads: 2, verified: true } as const;
  return {
    run: { ...run, phase: 'training', marks: MARKS, chosen: { ...run.chosen, learningRate: 0.01, weightDecay: 0.1 } },
    steps: { ...record.history.columns, highestLoss: 10.5, lowestLoss: 0.5 },
    evaluations: [
      evaluation('train', 1, 4),
      evaluation('validation', 1, 3),
      evaluation('train', 2, 4),
      evaluation('validation', 2, 2),
      evaluation('validation', 2.5, 4),
    ].map((record) => ({ ...record, epoch: Math.floor(record.epoch) })),
    engine: { kind: 'ready', device },
  };
}

describe('a run on screen and its record', () => {
  it('end where the checkpoint stands: columns, evaluations and marks', () => {
    const record = makeRunRecord(IDENTITY, onScreen(), { step: 9 });
    expect(record?.header).toMatchObject({ step: 9, status: 'running', trainingMs: 8.5, device: { threads: 2 } });
    expect(record?.header.best).toEqual({ epoch: 1, accuracy: 0.75, loss: 1 });
    const { columns, evaluations = [], marks = [] } = record?.history ?? {};
    expect(Object.values(columns ?? {}).map(({ length }) => length)).toEqual([9, 9, 9, 9]);
    expect(evaluations.map(({ step }) => step)).toEqual([4, 4, 8, 8]);
    expect(marks.map(({ step }) => step)).toEqual([3, 4]);
  });

  it('are no views of what grows on: their memory is their own', () => {
    const record = makeRunRecord(IDENTITY, onScreen(), { step: 9 });
    expect(record?.history.columns.losses.buffer.byteLength).toBe(9 * 4);
  });

  it('keep the answers of the newest of each split and of the best of validation', () => {
    const record = makeRunRecord(IDENTITY, onScreen(), { step: 9 });
    const kept = record?.history.evaluations.filter(({ answers }) => answers !== undefined);
    expect(kept?.map(({ split, step }) => [split, step])).toEqual([
      ['validation', 4],
      ['train', 8],
      ['validation', 8],
    ]);
  });

  it('keep the areas of all their evaluations, with answers and without, there and back', () => {
    const record = makeRunRecord(IDENTITY, onScreen(), { step: 9 });
    if (record === undefined) throw new Error('no record was made');
    expect(record.history.evaluations.map(({ areas }) => areas?.[0])).toEqual([0.75, 0.75, 0.75, 0.75]);
    expect(roomOfFrozenRecord(record, { kind: 'link' }, 7).evaluations.map(({ areas }) => areas?.[0])).toEqual([
      0.75, 0.75, 0.75, 0.75,
    ]);
  });

  it('can be read back, as a paused run with the settings the engine had taken over', () => {
    const record = makeRunRecord(IDENTITY, onScreen(), { step: 9 });
    if (record === undefined) throw new Error('no record was made');
    expect(parseRunRecord(structuredClone(record))).toEqual({ ok: true, value: record });
    const room = roomOfRecord(record, fakeCheckpoint(9), 7);
    expect(room.run).toMatchObject({ id: 7, phase: 'paused', isHeld: false, step: 9, marks: MARKS.slice(0, 2) });
    // Asked for by the person; what a plateau made of it is the engine's, what came after the checkpoint is lost.
    expect(room.run.chosen).toMatchObject({ learningRate: 0.01, weightDecay: 0 });
    expect(room.draft).toEqual({ ...record.header.experiment, learningRate: 0.01 });
    const measured = onScreen().evaluations.slice(0, 4);
    expect(room.evaluations.map(({ accuracy }) => accuracy)).toEqual(measured.map(({ accuracy }) => accuracy));
  });

  it('are not made of fewer steps than the checkpoint has taken', () => {
    expect(makeRunRecord(IDENTITY, onScreen(), { step: 12 })).toBeUndefined();
  });

  it('of a run to look at is ended and as it was begun, whatever was changed on the way', () => {
    const record = makeRunRecord(IDENTITY, onScreen(), { step: 9 });
    if (record === undefined) throw new Error('no record was made');
    const room = roomOfFrozenRecord(record, { kind: 'link' }, 7);
    expect(room.run).toMatchObject({
      phase: 'stopped',
      isHeld: false,
      origin: { kind: 'link' },
      marks: MARKS.slice(0, 2),
    });
    expect(room.run.recordedOn).toMatchObject({ backend: 'wasm', threads: 2 });
    expect(room.draft).toEqual(record.header.experiment);
  });

  it('of a run from elsewhere has the name it brings, else that of where it comes from', () => {
    const record = fakeRecord();
    const nameFrom = (origin: RunOrigin, name?: string) => {
      const header = { ...record.header, ...(name !== undefined && { name }) };
      return roomOfFrozenRecord({ ...record, header }, origin, 1).run.name;
    };
    expect(nameFrom({ kind: 'link' })).toBe('Shared run');
    expect(nameFrom({ kind: 'reference', id: 'conv2dnet' })).toBe('Reference conv2dnet');
    expect(nameFrom({ kind: 'reference', id: 'conv2dnet' }, 'Conv2Dnet, reference')).toBe('Conv2Dnet, reference');
    expect(nameFrom({ kind: 'file', name: 'monday.fittingroom' })).toBe('monday.fittingroom');
    // Those of the store are named by the store.
    expect(nameFrom({ kind: 'history', key: record.header.key }, 'Slow')).toBeUndefined();
  });
});
