import { expect, it } from 'vitest';
import { CheckpointPace } from './checkpoint-pace.ts';

it('takes the first epoch of a new run, and then one after at least ten seconds of training', () => {
  const pace = new CheckpointPace(undefined);
  expect(pace.isDueAfterEpoch(400)).toBe(true);
  pace.taken(400, 12);
  expect(pace.isDueAfterEpoch(10_399)).toBe(false);
  expect(pace.isDueAfterEpoch(10_400)).toBe(true);
});

it('takes one within an epoch only after thirty', () => {
  const pace = new CheckpointPace(undefined);
  expect(pace.isDueWithinEpoch(29_999)).toBe(false);
  expect(pace.isDueWithinEpoch(30_000)).toBe(true);
  pace.taken(30_000, 12);
  expect(pace.isDueWithinEpoch(59_999)).toBe(false);
  expect(pace.isDueWithinEpoch(60_000)).toBe(true);
});

it('counts from the checkpoint that a run goes on from', () => {
  const pace = new CheckpointPace(70_000);
  expect(pace.isDueAfterEpoch(79_999)).toBe(false);
  expect(pace.isDueAfterEpoch(80_000)).toBe(true);
});

it('waits longer where reading takes long, but never more than two minutes', () => {
  const pace = new CheckpointPace(undefined);
  pace.taken(0, 200);
  expect(pace.isDueAfterEpoch(59_999)).toBe(false);
  expect(pace.isDueAfterEpoch(60_000)).toBe(true);
  expect(pace.isDueWithinEpoch(119_999)).toBe(false);
  expect(pace.isDueWithinEpoch(120_000)).toBe(true);
  pace.taken(0, 5000);
  expect(pace.isDueAfterEpoch(119_999)).toBe(false);
  expect(pace.isDueAfterEpoch(120_000)).toBe(true);
});
