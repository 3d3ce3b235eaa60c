import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { DRAWN_RUNS_LIMIT } from '../../state/earlier-runs.ts';
import type { ListedRun } from '../../state/room-state.ts';
import { Panel } from '../Panel.tsx';
import { useFittingRoom, useRoom, useSavedRuns } from '../room-context.ts';
import { STORE_SENTENCES } from '../store-sentences.ts';
import { RunFilters } from './RunFilters.tsx';
import { RunTable } from './RunTable.tsx';
import { deleteBlockerOf } from './row-blockers.ts';
import { filteredRows, NEWEST_FIRST, NO_FILTER, nextRunOrder, type RunRow, runRows, sortedRows } from './run-rows.ts';
import { StorageLine } from './StorageLine.tsx';

interface RunsPanelProps {
  readonly onCompare: (pair: readonly [string, string]) => void;
}

const NO_RUNS: readonly ListedRun[] = [];

export function RunsPanel({ onCompare }: RunsPanelProps) {
  const room = useFittingRoom();
  const list = useSavedRuns((state) => state.list);
  const fault = useSavedRuns((state) => state.fault);
  const deleted = useSavedRuns((state) => state.deleted);
  const [base, setBase] = useState<string>();
  const [filter, setFilter] = useState(NO_FILTER);
  const [order, setOrder] = useState(NEWEST_FIRST);
  const all = list?.runs ?? NO_RUNS;
  const rows = useMemo(
    () => runRows(deleted.length === 0 ? all : all.filter(({ header }) => !deleted.includes(header.key)), base),
    [all, deleted, base],
  );
  const shown = useMemo(() => sortedRows(filteredRows(rows, filter), order), [rows, filter, order]);
  const [remove] = useState(() => (keys: readonly string[]) => room.saved.delete(keys));

  return (
    <Panel
      title="Runs"
      detail={list && countWords(shown.length, rows.length)}
      area="runs"
      actions={<RunFilters rows={rows} base={base} filter={filter} onBase={setBase} onFilter={setFilter} />}
    >
      <div className="runs">
        {fault && (
          <p className="runs-about" role="alert">
            <strong>Saved runs can’t be read.</strong> {STORE_SENTENCES[fault.code]}
          </p>
        )}
        {rows.length === 0 && fault === undefined ? (
          <Empty isRead={list !== undefined} />
        ) : (
          <>
            <RunTable rows={shown} order={order} onSort={(by) => setOrder(nextRunOrder(order, by))} onDelete={remove} />
            {shown.length === 0 && rows.length > 0 && <p className="runs-about">No run is like that.</p>}
          </>
        )}
        <div className="runs-foot">
          <Chosen rows={rows} onCompare={onCompare} />
          <StorageLine rows={rows} refused={list?.refused.length ?? 0} />
        </div>
      </div>
    </Panel>
  );
}

function Empty({ isRead }: { readonly isRead: boolean }) {
  return (
    <div className="runs-empty">
      {isRead ? (
        <>
          <p>No run is saved yet.</p>
          <p>
            Each run is saved here as it goes: its settings and what changed since the run before, its curves, matrix
            and best epoch, and its weights to go on from. Train one, and its row appears.
          </p>
        </>
      ) : (
        <p>Reading the saved runs …</p>
      )}
    </div>
  );
}

interface ChosenProps {
  readonly rows: readonly RunRow[];
  readonly onCompare: (pair: readonly [string, string]) => void;
}

/** What can be done with the runs that are chosen. */
function Chosen({ rows, onCompare }: ChosenProps) {
  const room = useFittingRoom();
  const comparedKeys = useRoom((state) => state.comparedKeys);
  const run = useRoom((state) => state.run);
  const openElsewhere = useSavedRuns((state) => state.openElsewhere);
  const chosen = comparedKeys.filter((key) => rows.some((row) => row.key === key));
  const [first, second] = chosen;
  const deletable = chosen.filter((key) => deleteBlockerOf(key, openElsewhere.has(key), run) === undefined);
  const isPair = chosen.length === 2;
  return (
    <div className="runs-chosen">
      <span className="runs-chosen-words">{chosenWords(chosen.length)}</span>
      <Button
        size="compact-xs"
        variant="default"
        disabled={!isPair}
        onClick={() => first !== undefined && second !== undefined && onCompare([first, second])}
      >
        Compare two
      </Button>
      <Button
        size="compact-xs"
        variant="default"
        disabled={deletable.length === 0}
        onClick={() => room.saved.delete(deletable)}
      >
        {`Delete ${deletable.length > 0 ? deletable.length : 'chosen'}`}
      </Button>
      <Button
        size="compact-xs"
        variant="default"
        disabled={chosen.length === 0}
        onClick={() => void room.saved.drawOnly([])}
      >
        Choose none
      </Button>
    </div>
  );
}

function chosenWords(count: number): string {
  if (count === 0) return 'Tick runs to draw them on the charts.';
  if (count > DRAWN_RUNS_LIMIT) return `${count} chosen, the first ${DRAWN_RUNS_LIMIT} are drawn.`;
  return count === 1 ? '1 chosen and drawn.' : `${count} chosen and drawn.`;
}

function countWords(shown: number, all: number): string {
  if (shown !== all) return `${shown} of ${all}`;
  return all === 0 ? 'none yet' : `${all} saved`;
}
