import { expect, it } from 'vitest';
import { storedExperiment } from '../../experiment/read-experiment.ts';
import { DEFAULT_EXPERIMENT } from '../../experiment/schema.ts';
import type { ListedRun } from '../../state/room-state.ts';
import { runRows } from './run-rows.ts';
import { runsCsv } from './runs-csv.ts';

const HEADER: ListedRun['header'] = {
  version: 2,
  key: 'one',
  ...storedExperiment({ ...DEFAULT_EXPERIMENT, trainImages: 64, batchSize: 16, epochs: 3 }),
  withoutShards: [],
  createdAt: 1000,
  savedAt: 2000,
  status: 'paused',
  step: 5,
  trainingMs: 5,
};

function listed(header: Partial<ListedRun['header']>): ListedRun {
  return { header: { ...HEADER, ...header }, hasCheckpoint: false, weightBytes: 0 };
}

/** Each row as its fields by column; no field of these has a separator in it. */
function table(runs: readonly ListedRun[], form: 'point' | 'comma'): Record<string, string>[] {
  const separator = form === 'point' ? ',' : ';';
  const [names = [], ...rows] = runsCsv(runRows(runs, undefined), form)
    .replace('\uFEFF', '')
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(separator));
  for (const row of rows) expect(row).toHaveLength(names.length);
  return rows.map((row) => Object.fromEntries(names.map((name, index) => [name, row[index] ?? ''])));
}

const MEASURED = {
  number: 2,
  best: { epoch: 3, accuracy: 0.9125, loss: 0.25 },
  test: { epoch: 3, accuracy: 0.9, images: 10_000 },
  trainingMs: 61_250,
  createdAt: Date.UTC(2026, 10, 30, 18, 5),
} as const;

it('a run has its results in plain numbers with units, what changed, and every setting', () => {
  const before = { ...HEADER.experiment, validationShare: 0.25, rotation: 5 };
  const runs = [
    listed({ ...MEASURED, experiment: { ...before, learningRate: 0.01 } }),
    listed({ key: 'two', number: 1, experiment: before }),
  ];
  const [second, first] = table(runs, 'point');
  expect(second).toMatchObject({
    run: 'Run 2',
    starred: 'no',
    what_changed: 'Learning rate 0.001 → 0.01',
    best_epoch: '3',
    best_validation_accuracy_fraction: '0.9125',
    test_accuracy_fraction: '0.9',
    test_images: '10000',
    epochs_trained: '1.25',
    training_s: '61.25',
    begun_utc: '2026-11-30 18:05:00',
    learning_rate: '0.01',
    validation_share_fraction: '0.25',
    rotation_degrees: '5',
    train_images: '64',
    optimizer: 'adam',
    'class_weight Shirt': '1',
  });
  expect(first).toMatchObject({ run: 'Run 1', what_changed: 'the first run', test_accuracy_fraction: '', ending: '' });
});

it('has decimal commas where they are wanted', () => {
  expect(table([listed(MEASURED)], 'comma')[0]).toMatchObject({
    best_validation_accuracy_fraction: '0,9125',
    learning_rate: '0,001',
    begun_utc: '2026-11-30 18:05:00',
  });
});

it('a name or a note from somewhere else is never a formula', () => {
  const text = runsCsv(runRows([listed({ name: '=HYPERLINK("x")', note: '@SUM(1)' })], undefined), 'point');
  expect(text).toContain(`"'=HYPERLINK(""x"")"`);
  expect(text).toContain("'@SUM(1)");
});
