import { describe, expect, it } from 'vitest';
import { storedExperiment } from '../../experiment/read-experiment.ts';
import { DEFAULT_EXPERIMENT } from '../../experiment/schema.ts';
import type { ListedRun } from '../../state/room-state.ts';
import { filteredRows, NEWEST_FIRST, NO_FILTER, nextRunOrder, runRows, sortedRows } from './run-rows.ts';

type Header = ListedRun['header'];

/** The run begun `number`th, 64 images in batches of 16. */
function run(number: number, change: Partial<Header> = {}): ListedRun {
  const experiment = { ...DEFAULT_EXPERIMENT, trainImages: 64, batchSize: 16, epochs: 3 };
  const header: Header = {
    version: 2,
    key: `run ${number}`,
    number,
    ...storedExperiment(experiment),
    withoutShards: [],
    createdAt: number * 1000,
    savedAt: number * 1000,
    status: 'finished',
    step: 12,
    trainingMs: number,
    ...change,
    ...(change.experiment && { experiment: { ...experiment, ...change.experiment } }),
  };
  return { header, hasCheckpoint: false, weightBytes: 0 };
}

const rate = (learningRate: number) => ({ experiment: { ...run(1).header.experiment, learningRate } });
/** Begun last first, as the store's list is shown. */
const RUNS = [
  run(10, { ...rate(0.01), name: 'Wide net', best: { epoch: 2, accuracy: 0.8, loss: 1 } }),
  run(9, { ...rate(0.1), isStarred: true, note: 'for Monday', best: { epoch: 1, accuracy: 0.9, loss: 1 } }),
  run(8, { step: 6 }),
];

const keys = (rows: readonly { readonly key: string }[]) => rows.map(({ key }) => key);

describe('what changed', () => {
  it('is against the run begun before, whatever the list is sorted by', () => {
    const texts = sortedRows(runRows(RUNS, undefined), { by: 'best', direction: 'descending' }).map(
      ({ changesText }) => changesText,
    );
    expect(texts).toEqual(['Learning rate 0.001 → 0.1', 'Learning rate 0.1 → 0.01', 'the first run']);
  });

  it('is against a base where one is chosen', () => {
    const texts = runRows(RUNS, 'run 10').map(({ changesText }) => changesText);
    expect(texts).toEqual([
      'the one the others are compared with',
      'Learning rate 0.01 → 0.1',
      'Learning rate 0.01 → 0.001',
    ]);
    expect(runRows([run(2), run(1)], undefined)[0]?.changesText).toBe('nothing');
  });
});

describe('a row', () => {
  it('counts epochs in part, names a run by its number until it has a name, and adds up its bytes', () => {
    const rows = runRows([{ ...run(8, { step: 6, historyBytes: 500 }), weightBytes: 4000 }, run(7)], undefined);
    expect(rows[0]).toMatchObject({ epochs: 1.5, name: 'Run 8' });
    expect((rows[0]?.bytes ?? 0) - (runRows([run(7, { step: 6, historyBytes: 0 })], undefined)[0]?.bytes ?? 0)).toBe(
      4500,
    );
  });
});

describe('the filter', () => {
  const rows = runRows(RUNS, undefined);

  it('finds all words in name, note, changes or network, whatever their case', () => {
    const found = (text: string) => keys(filteredRows(rows, { ...NO_FILTER, text }));
    expect(found('WIDE')).toEqual(['run 10']);
    expect(found('monday rate')).toEqual(['run 9']);
    expect(found('0.1')).toEqual(['run 10', 'run 9']);
    expect(found('wide monday')).toEqual([]);
    expect(found('  ')).toHaveLength(3);
  });

  it('takes stars and networks', () => {
    expect(keys(filteredRows(rows, { ...NO_FILTER, isStarredOnly: true }))).toEqual(['run 9']);
    expect(filteredRows(rows, { ...NO_FILTER, network: 'conv2dnet' })).toEqual([]);
    expect(filteredRows(rows, { ...NO_FILTER, network: 'conv2dsimple2' })).toHaveLength(3);
  });
});

describe('the order', () => {
  const rows = runRows(RUNS, undefined);

  it('begins with the newest, and counts in names', () => {
    expect(keys(sortedRows(rows, NEWEST_FIRST))).toEqual(['run 10', 'run 9', 'run 8']);
    const unnamed = runRows([run(10), run(9), run(8)], undefined);
    expect(keys(sortedRows(unnamed, { by: 'name', direction: 'ascending' }))).toEqual(['run 8', 'run 9', 'run 10']);
  });

  it('tells the story in the order of the runs, though a clock was set back between them', () => {
    const clocks = { 3: 20, 2: 10, 1: 9000 };
    const told = runRows(
      ([3, 2, 1] as const).map((number) => run(number, { createdAt: clocks[number] })),
      undefined,
    );
    expect(keys(sortedRows(told, NEWEST_FIRST))).toEqual(['run 3', 'run 2', 'run 1']);
    expect(keys(sortedRows(told, { by: 'date', direction: 'ascending' }))).toEqual(['run 1', 'run 2', 'run 3']);
    expect(told.map(({ changesText }) => changesText)).toEqual(['nothing', 'nothing', 'the first run']);
  });

  it('puts what was not measured last, either way', () => {
    expect(keys(sortedRows(rows, { by: 'best', direction: 'ascending' }))).toEqual(['run 10', 'run 9', 'run 8']);
    expect(keys(sortedRows(rows, { by: 'best', direction: 'descending' }))).toEqual(['run 9', 'run 10', 'run 8']);
  });

  it('turns with a second click, and starts with the highest of numbers and the first of words', () => {
    const byBest = nextRunOrder(NEWEST_FIRST, 'best');
    expect(byBest.direction).toBe('descending');
    expect(nextRunOrder(byBest, 'best').direction).toBe('ascending');
    expect(nextRunOrder(byBest, 'note').direction).toBe('ascending');
  });
});
