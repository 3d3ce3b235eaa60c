import { describe, expect, it } from 'vitest';
import { storedExperiment } from '../../experiment/read-experiment.ts';
import { DEFAULT_EXPERIMENT } from '../../experiment/schema.ts';
import type { ListedRun } from '../../state/room-state.ts';
import { deleteQuestion } from './delete-question.ts';
import { type RunRow, runRows } from './run-rows.ts';

/** Run 1 to Run `count`, some of them starred. */
function rowsOf(count: number, starred: readonly number[] = []): RunRow[] {
  const runs = Array.from(
    { length: count },
    (_, index): ListedRun => ({
      header: {
        version: 2,
        key: `run ${index + 1}`,
        ...storedExperiment(DEFAULT_EXPERIMENT),
        withoutShards: [],
        createdAt: 1000,
        savedAt: 2000,
        status: 'finished',
        step: 5,
        trainingMs: 5,
        number: index + 1,
        isStarred: starred.includes(index + 1),
      },
      hasCheckpoint: false,
      weightBytes: 0,
    }),
  );
  return runRows(runs, undefined);
}

describe('before runs are deleted', () => {
  it('nothing is asked of a single run, which can be put back', () => {
    expect(deleteQuestion({ rows: rowsOf(1), hidden: 0, blocked: [] })).toBeUndefined();
  });

  it('a starred one is asked about, alone too', () => {
    expect(deleteQuestion({ rows: rowsOf(1, [1]), hidden: 0, blocked: [] })).toMatchObject({
      title: 'Delete Run 1?',
      sentences: [expect.stringContaining('undo'), 'It is starred.'],
      unstarredKeys: undefined,
    });
  });

  it('of many the starred ones are named, and may be kept', () => {
    const question = deleteQuestion({ rows: rowsOf(12, [2, 5]), hidden: 0, blocked: [] });
    expect(question?.title).toBe('Delete 12 runs?');
    expect(question?.sentences).toContain('2 of them are starred: Run 2 and Run 5.');
    expect(question?.keys).toHaveLength(12);
    expect(question?.unstarredKeys).toHaveLength(10);
    expect(question?.unstarredKeys).not.toContain('run 5');
  });

  it('nobody is offered to keep all of them, nor to keep starred ones where there are none', () => {
    expect(deleteQuestion({ rows: rowsOf(2, [1, 2]), hidden: 0, blocked: [] })?.unstarredKeys).toBeUndefined();
    expect(deleteQuestion({ rows: rowsOf(2), hidden: 0, blocked: [] })?.unstarredKeys).toBeUndefined();
  });

  it('says what the filter hides, what stays, and never more than a few names', () => {
    const rows = rowsOf(20, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const question = deleteQuestion({ rows, hidden: 1, blocked: rowsOf(1) });
    expect(question?.sentences).toContain(
      '9 of them are starred: Run 1, Run 2, Run 3, Run 4, Run 5, Run 6 and 3 more.',
    );
    expect(question?.sentences).toContain('One of them is hidden by the filter.');
    expect(question?.sentences).toContain('Not deleted, because in use here or in another tab: Run 1.');
  });
});
