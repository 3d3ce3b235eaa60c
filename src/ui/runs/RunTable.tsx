import { useCallback } from 'react';
import { drawnKeys } from '../../state/earlier-runs.ts';
import { SCREEN_LINKS } from '../../state/screen.ts';
import { useFittingRoom, useRoom, useSavedRuns } from '../room-context.ts';
import { RunTableRow } from './RunTableRow.tsx';
import { deleteBlockerOf, goOnBlockerOf } from './row-blockers.ts';
import { ROW_HEIGHT } from './row-window.ts';
import { statusWords } from './row-words.ts';
import type { RunColumn, RunOrder, RunRow } from './run-rows.ts';
import { useRowWindow } from './use-row-window.ts';

interface RunTableProps {
  readonly rows: readonly RunRow[];
  readonly order: RunOrder;
  readonly onSort: (by: RunColumn) => void;
  readonly onDelete: (keys: readonly string[]) => void;
}

interface Column {
  readonly by: RunColumn;
  readonly label: string;
  /** CSS pixels; changes and notes share what is left. */
  readonly width?: number;
  readonly className?: string;
}

const COLUMNS: readonly Column[] = [
  { by: 'star', label: 'Star', width: 26, className: 'runs-star' },
  { by: 'name', label: 'Name', width: 160 },
  { by: 'network', label: 'Network', width: 100 },
  { by: 'changes', label: 'What changed' },
  { by: 'best', label: 'Best validation', width: 110, className: 'runs-number' },
  { by: 'test', label: 'Test', width: 52, className: 'runs-number' },
  { by: 'epochs', label: 'Epochs, steps', width: 96, className: 'runs-number' },
  { by: 'duration', label: 'Duration', width: 64, className: 'runs-number' },
  { by: 'device', label: 'Device', width: 66 },
  { by: 'status', label: 'Status', width: 116 },
  { by: 'date', label: 'Begun', width: 96 },
  { by: 'note', label: 'Note', width: 110 },
];

const CHOOSE_WIDTH = 44;
const ACTIONS_WIDTH = 78;

/** All saved runs that the filter lets through. Pointing at one lights it on the charts. */
export function RunTable({ rows, order, onSort, onDelete }: RunTableProps) {
  const room = useFittingRoom();
  const run = useRoom((state) => state.run);
  const comparedKeys = useRoom((state) => state.comparedKeys);
  const litRun = useRoom((state) => state.litRun);
  const openElsewhere = useSavedRuns((state) => state.openElsewhere);
  const drawn = drawnKeys({ comparedKeys, run });
  const { ref, onScroll, from, to } = useRowWindow(rows.length);

  const open = useCallback(
    async (key: string) => {
      if (await room.openSaved(key)) location.hash = SCREEN_LINKS.train;
    },
    [room],
  );
  const goOn = useCallback(
    async (key: string) => {
      if (await room.goOnWith(key)) location.hash = SCREEN_LINKS.train;
    },
    [room],
  );

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard.
    <section ref={ref} className="runs-scroll" aria-label="Table of saved runs" tabIndex={0} onScroll={onScroll}>
      <table
        className="numbers-table runs-table"
        aria-rowcount={rows.length + 1}
        onPointerLeave={() => room.lightRun(undefined)}
      >
        <caption className="visually-hidden">Saved runs</caption>
        {/* Fixed, so that the browser need not measure every cell to place one. */}
        <colgroup>
          <col style={{ width: CHOOSE_WIDTH }} />
          {COLUMNS.map(({ by, width }) => (
            <col key={by} style={{ width }} />
          ))}
          <col style={{ width: ACTIONS_WIDTH }} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col" className="runs-choose">
              <span className="visually-hidden">Choose</span>
            </th>
            {COLUMNS.map(({ by, label, className }) => (
              <th key={by} scope="col" className={className} aria-sort={order.by === by ? order.direction : 'none'}>
                <button type="button" className="sort-button" onClick={() => onSort(by)}>
                  {by === 'star' ? <span className="visually-hidden">{label}</span> : label}
                  {by === 'star' && <span aria-hidden="true">★</span>}
                  <span className="sort-arrow" aria-hidden="true">
                    {order.by !== by ? '' : order.direction === 'ascending' ? '▲' : '▼'}
                  </span>
                </button>
              </th>
            ))}
            <th scope="col">
              <span className="visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          <Gap rows={from} />
          {rows.slice(from, to).map((row, index) => {
            const { key, header } = row;
            const isElsewhere = openElsewhere.has(key);
            const shown = run?.key === key ? run : undefined;
            const place = drawn.indexOf(key);
            return (
              <RunTableRow
                key={key}
                row={row}
                rowIndex={from + index + 2}
                status={statusWords(header, isElsewhere, shown)}
                isChosen={comparedKeys.includes(key)}
                place={place < 0 ? undefined : place}
                isLit={litRun === key}
                goOnBlocker={goOnBlockerOf(row, isElsewhere, run)}
                deleteBlocker={deleteBlockerOf(key, isElsewhere, run)}
                room={room}
                onOpen={open}
                onGoOn={goOn}
                onDelete={onDelete}
              />
            );
          })}
          <Gap rows={rows.length - to} />
        </tbody>
      </table>
    </section>
  );
}

/** In the place of rows that are out of sight. */
function Gap({ rows }: { readonly rows: number }) {
  if (rows === 0) return null;
  return (
    <tr className="runs-gap">
      <td colSpan={COLUMNS.length + 2} style={{ height: rows * ROW_HEIGHT }} />
    </tr>
  );
}
