import { useCallback } from 'react';
import { drawnKeys } from '../../state/earlier-runs.ts';
import { SCREEN_LINKS } from '../../state/screen.ts';
import { useFittingRoom, useRoom, useSavedRuns } from '../room-context.ts';
import { RunTableRow } from './RunTableRow.tsx';
import { deleteBlockerOf, goOnBlockerOf } from './row-blockers.ts';
import { statusWords } from './row-words.ts';
import type { RunColumn, RunOrder, RunRow } from './run-rows.ts';

interface RunTableProps {
  readonly rows: readonly RunRow[];
  readonly order: RunOrder;
  readonly onSort: (by: RunColumn) => void;
  readonly onDelete: (keys: readonly string[]) => void;
}

const COLUMNS: readonly (readonly [RunColumn, string, className?: string])[] = [
  ['star', 'Star', 'runs-star'],
  ['name', 'Name', 'runs-name'],
  ['network', 'Network'],
  ['changes', 'What changed', 'runs-changes'],
  ['best', 'Best validation', 'runs-number'],
  ['test', 'Test', 'runs-number'],
  ['epochs', 'Epochs, steps', 'runs-number'],
  ['duration', 'Duration', 'runs-number'],
  ['device', 'Device'],
  ['status', 'Status'],
  ['date', 'Begun'],
  ['note', 'Note', 'runs-note'],
];

/** All saved runs that the filter lets through. Pointing at one lights it on the charts. */
export function RunTable({ rows, order, onSort, onDelete }: RunTableProps) {
  const room = useFittingRoom();
  const run = useRoom((state) => state.run);
  const comparedKeys = useRoom((state) => state.comparedKeys);
  const litRun = useRoom((state) => state.litRun);
  const openElsewhere = useSavedRuns((state) => state.openElsewhere);
  const drawn = drawnKeys({ comparedKeys, run });

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
    <table className="numbers-table runs-table" onPointerLeave={() => room.lightRun(undefined)}>
      <caption className="visually-hidden">Saved runs</caption>
      <thead>
        <tr>
          <th scope="col" className="runs-choose">
            <span className="visually-hidden">Choose</span>
          </th>
          {COLUMNS.map(([column, label, className]) => (
            <th
              key={column}
              scope="col"
              className={className}
              aria-sort={order.by === column ? order.direction : 'none'}
            >
              <button type="button" className="sort-button" onClick={() => onSort(column)}>
                {column === 'star' ? <span className="visually-hidden">{label}</span> : label}
                {column === 'star' && <span aria-hidden="true">★</span>}
                <span className="sort-arrow" aria-hidden="true">
                  {order.by !== column ? '' : order.direction === 'ascending' ? '▲' : '▼'}
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
        {rows.map((row) => {
          const { key, header } = row;
          const isElsewhere = openElsewhere.has(key);
          const shown = run?.key === key ? run : undefined;
          const place = drawn.indexOf(key);
          return (
            <RunTableRow
              key={key}
              row={row}
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
      </tbody>
    </table>
  );
}
