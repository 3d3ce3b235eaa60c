import { useCallback } from 'react';
import { drawnKeys } from '../../state/earlier-runs.ts';
import { SCREEN_LINKS } from '../../state/screen.ts';
import { useFittingRoom, useRoom, useSavedRuns } from '../room-context.ts';
import { RunTableRow } from './RunTableRow.tsx';
import { deleteBlockerOf, goOnBlockerOf } from './row-blockers.ts';
import { statusWords } from './row-words.ts';
import type { RunColumn, RunOrder, RunRow } from './run-rows.ts';
import { useChoosing } from './use-choosing.ts';
import { useRowWindow } from './use-row-window.ts';

interface RunTableProps {
  readonly rows: readonly RunRow[];
  readonly order: RunOrder;
  readonly onSort: (by: RunColumn) => void;
  readonly onDelete: (keys: readonly string[]) => void;
  /** Delete was pressed: those that are selected. */
  readonly onDeleteChosen: () => void;
  readonly onExport: (row: RunRow) => void;
}

interface Column {
  readonly by: RunColumn;
  readonly label: string;
  /** In full, where the label is short. */
  readonly about?: string;
  /** CSS pixels; changes and notes share what is left. */
  readonly width?: number;
  readonly className?: string;
}

const COLUMNS: readonly Column[] = [
  { by: 'star', label: 'Star', width: 26, className: 'runs-star' },
  { by: 'name', label: 'Name', width: 150 },
  { by: 'network', label: 'Network', width: 112 },
  { by: 'changes', label: 'What changed' },
  {
    by: 'best',
    label: 'Best val.',
    about: 'Best validation accuracy and its epoch',
    width: 92,
    className: 'runs-number',
  },
  { by: 'test', label: 'Test', about: 'Test accuracy', width: 54, className: 'runs-number' },
  { by: 'epochs', label: 'Epochs', about: 'Epochs and steps trained', width: 86, className: 'runs-number' },
  { by: 'duration', label: 'Time', about: 'Time spent training', width: 54, className: 'runs-number' },
  { by: 'device', label: 'Device', about: 'Backend and its threads', width: 74, className: 'runs-aside' },
  { by: 'status', label: 'Status', width: 98 },
  { by: 'date', label: 'Started', width: 98 },
  { by: 'size', label: 'Size', about: 'How much storage it takes', width: 66, className: 'runs-number runs-aside' },
  { by: 'note', label: 'Note', width: 100 },
];

/** Grows with text, as what is in the column does. */
function scaled(pixels: number): string {
  return `${pixels / 16}rem`;
}

/** All saved runs that the filter lets through. Pointing at one lights it on the charts. */
export function RunTable({ rows, order, onSort, onDelete, onDeleteChosen, onExport }: RunTableProps) {
  const room = useFittingRoom();
  const run = useRoom((state) => state.run);
  const comparedKeys = useRoom((state) => state.comparedKeys);
  const litRun = useRoom((state) => state.litRun);
  const openElsewhere = useSavedRuns((state) => state.openElsewhere);
  const drawn = drawnKeys({ comparedKeys, run });
  const { ref, onScroll, rowHeight, from, to } = useRowWindow(rows.length);
  const { choose, toggleAll, all, onKeyDown } = useChoosing(rows, onDeleteChosen);

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
    <section
      ref={ref}
      className="runs-scroll"
      aria-label="Table of saved runs"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard.
      tabIndex={0}
      onScroll={onScroll}
      onKeyDown={onKeyDown}
    >
      <table
        className="numbers-table runs-table"
        aria-rowcount={rows.length + 1}
        onPointerLeave={() => room.lightRun(undefined)}
      >
        <caption className="visually-hidden">Saved runs</caption>
        {/* Fixed, so that the browser need not measure every cell to place one. */}
        <colgroup>
          <col className="runs-choose-column" />
          {COLUMNS.map(({ by, width, className }) => (
            <col key={by} className={className} style={{ width: width && scaled(width) }} />
          ))}
          <col className="runs-actions-column" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col" className="runs-choose">
              <label className="check-target">
                <input
                  type="checkbox"
                  aria-label={`Select all ${rows.length} shown`}
                  title="Select all shown. Shift+click selects a range."
                  checked={all === 'all'}
                  disabled={rows.length === 0}
                  ref={(checkbox) => {
                    if (checkbox !== null) checkbox.indeterminate = all === 'some';
                  }}
                  onChange={toggleAll}
                />
              </label>
            </th>
            {COLUMNS.map(({ by, label, about, className }) => (
              <th key={by} scope="col" className={className} aria-sort={order.by === by ? order.direction : 'none'}>
                <button type="button" className="sort-button" title={about} onClick={() => onSort(by)}>
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
          <Gap height={from * rowHeight} />
          {rows.slice(from, to).map((row, index) => {
            const { key, header } = row;
            const isElsewhere = openElsewhere.has(key);
            const shown = run?.key === key ? run : undefined;
            const place = drawn.indexOf(key);
            const { short, full } = statusWords(header, isElsewhere, shown);
            return (
              <RunTableRow
                key={key}
                row={row}
                rowIndex={from + index + 2}
                status={short}
                statusInFull={full}
                isChosen={comparedKeys.includes(key)}
                place={place < 0 ? undefined : place}
                isLit={litRun === key}
                goOnBlocker={goOnBlockerOf(row, isElsewhere, run)}
                deleteBlocker={deleteBlockerOf(key, isElsewhere, run)}
                room={room}
                onChoose={choose}
                onOpen={open}
                onGoOn={goOn}
                onDelete={onDelete}
                onExport={onExport}
              />
            );
          })}
          <Gap height={(rows.length - to) * rowHeight} />
        </tbody>
      </table>
    </section>
  );
}

/** In the place of rows that are out of sight. */
function Gap({ height }: { readonly height: number }) {
  if (height === 0) return null;
  return (
    <tr className="runs-gap">
      <td colSpan={COLUMNS.length} style={{ height }} />
    </tr>
  );
}
