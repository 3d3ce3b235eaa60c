import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { DRAWN_RUNS_LIMIT } from '../../state/earlier-runs.ts';
import type { ListedRun } from '../../state/room-state.ts';
import { ExportModal } from '../export/ExportModal.tsx';
import { OpenRunFile } from '../export/OpenRunFile.tsx';
import { Panel } from '../Panel.tsx';
import { useFittingRoom, useRoom, useSavedRuns } from '../room-context.ts';
import { STORE_SENTENCES } from '../store-sentences.ts';
import { DeleteDialog } from './DeleteDialog.tsx';
import { type DeleteQuestion, deleteQuestion } from './delete-question.ts';
import { RunFilters } from './RunFilters.tsx';
import { RunsExport } from './RunsExport.tsx';
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
  const [exported, setExported] = useState<RunRow>();
  const [exportedMany, setExportedMany] = useState<readonly RunRow[]>();
  const [question, setQuestion] = useState<DeleteQuestion>();
  const comparedKeys = useRoom((state) => state.comparedKeys);
  const run = useRoom((state) => state.run);
  const openElsewhere = useSavedRuns((state) => state.openElsewhere);
  const all = list?.runs ?? NO_RUNS;
  const rows = useMemo(
    () => runRows(deleted.length === 0 ? all : all.filter(({ header }) => !deleted.includes(header.key)), base),
    [all, deleted, base],
  );
  const shown = useMemo(() => sortedRows(filteredRows(rows, filter), order), [rows, filter, order]);
  const [remove] = useState(() => (keys: readonly string[]) => room.saved.delete(keys));
  const chosen = useMemo(
    // In the order of the table, as far as it shows them.
    () => sortedRows(rows, order).filter(({ key }) => comparedKeys.includes(key)),
    [rows, order, comparedKeys],
  );
  const deletable = chosen.filter(({ key }) => deleteBlockerOf(key, openElsewhere.has(key), run) === undefined);
  const deleteChosen = () => {
    if (deletable.length === 0) return;
    const hidden = deletable.filter((row) => !shown.includes(row)).length;
    const blocked = chosen.filter((row) => !deletable.includes(row));
    const asked = deleteQuestion({ rows: deletable, hidden, blocked });
    if (asked === undefined) remove(deletable.map(({ key }) => key));
    else setQuestion(asked);
  };

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
            <RunTable
              rows={shown}
              order={order}
              onSort={(by) => setOrder(nextRunOrder(order, by))}
              onDelete={remove}
              onDeleteChosen={deleteChosen}
              onExport={setExported}
            />
            {shown.length === 0 && rows.length > 0 && <p className="runs-about">No run matches.</p>}
          </>
        )}
        <div className="runs-foot">
          <Chosen
            chosen={chosen}
            shown={shown}
            isFiltered={shown.length < rows.length}
            deletable={deletable.length}
            onCompare={onCompare}
            onExport={setExportedMany}
            onDelete={deleteChosen}
          />
          <StorageLine rows={rows} refused={list?.refused.length ?? 0} />
        </div>
      </div>
      <ExportModal
        source={exported && { kind: 'saved', key: exported.key }}
        name={exported?.name}
        onClose={() => setExported(undefined)}
      />
      <RunsExport rows={exportedMany} onClose={() => setExportedMany(undefined)} />
      <DeleteDialog question={question} onDelete={remove} onClose={() => setQuestion(undefined)} />
    </Panel>
  );
}

function Empty({ isRead }: { readonly isRead: boolean }) {
  return (
    <div className="runs-empty">
      {isRead ? (
        <>
          <p>No runs are saved yet.</p>
          <p>
            Every run is saved here as it trains: its settings and what changed since the run before, its curves, its
            matrix, its best epoch, and its weights, so that you can continue it later. Train one and it appears here.
          </p>
        </>
      ) : (
        <p>Reading the saved runs …</p>
      )}
    </div>
  );
}

interface ChosenProps {
  readonly chosen: readonly RunRow[];
  readonly shown: readonly RunRow[];
  readonly isFiltered: boolean;
  /** How many of those selected can be deleted now. */
  readonly deletable: number;
  readonly onCompare: (pair: readonly [string, string]) => void;
  readonly onExport: (rows: readonly RunRow[]) => void;
  readonly onDelete: () => void;
}

/** What can be done with the runs that are selected. */
function Chosen({ chosen, shown, isFiltered, deletable, onCompare, onExport, onDelete }: ChosenProps) {
  const room = useFittingRoom();
  const comparedKeys = useRoom((state) => state.comparedKeys);
  // In the order they were selected: the second minus the first.
  const [first, second, ...more] = comparedKeys.filter((key) => chosen.some((row) => row.key === key));
  const isPair = first !== undefined && second !== undefined && more.length === 0;
  return (
    <div className="runs-chosen">
      <span className="runs-chosen-words">{chosenWords(chosen.length)}</span>
      <Button
        size="compact-xs"
        variant="default"
        disabled={!isPair}
        onClick={() => isPair && onCompare([first, second])}
      >
        Compare two
      </Button>
      <Button
        size="compact-xs"
        variant="default"
        disabled={chosen.length === 0 && shown.length === 0}
        onClick={() => onExport(chosen.length > 0 ? chosen : shown)}
      >
        {exportWords(chosen.length, shown.length, isFiltered)}
      </Button>
      <Button size="compact-xs" variant="default" disabled={deletable === 0} onClick={onDelete}>
        {`Delete ${deletable > 0 ? deletable : 'selected'}`}
      </Button>
      <Button
        size="compact-xs"
        variant="default"
        disabled={chosen.length === 0}
        onClick={() => void room.saved.drawOnly([])}
      >
        Clear selection
      </Button>
      <OpenRunFile size="compact-xs" />
    </div>
  );
}

function exportWords(chosen: number, shown: number, isFiltered: boolean): string {
  if (chosen > 0) return `Export ${chosen}`;
  return isFiltered ? `Export the ${shown} shown` : 'Export all';
}

function chosenWords(count: number): string {
  if (count === 0) return 'Select runs to draw them in the charts.';
  if (count > DRAWN_RUNS_LIMIT) return `${count} selected, the first ${DRAWN_RUNS_LIMIT} drawn.`;
  return `${count} selected and drawn.`;
}

function countWords(shown: number, all: number): string {
  if (shown !== all) return `${shown} of ${all}`;
  return all === 0 ? 'none yet' : `${all} saved`;
}
