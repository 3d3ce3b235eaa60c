import { type KeyboardEvent, memo, type ReactNode, useMemo, useRef, useState } from 'react';
import { CLASS_NAMES } from '../core/classes.ts';
import type { ConfusionCounts } from '../core/confusion.ts';
import { type MatrixCell, type MatrixMode, type MatrixRows, matrixCells } from './matrix-cells.ts';
import { movedFocus } from './moved-focus.ts';
import { shade } from './shade.ts';
import './confusion-grid.css';

export interface ConfusionGridProps {
  readonly counts: ConfusionCounts;
  readonly mode: MatrixMode;
  readonly rows: MatrixRows;
  readonly isDark: boolean;
  readonly label: string;
  /** What the numbers in the cells are. */
  readonly caption: ReactNode;
  readonly litClass: number | undefined;
  readonly selected: { readonly actual: number; readonly predicted: number } | undefined;
  readonly onLight: (label: number | undefined) => void;
  readonly onSelect: (cell: { readonly actual: number; readonly predicted: number }) => void;
}

/** With the places where a narrow column may break them. */
const NARROW_NAMES = CLASS_NAMES.map((name) =>
  name
    .replace('-', '\u2011')
    .replace('/', '/\u200b')
    .replace(/^(Pull|Trou|Sneak|San)/, '$1\u00ad'),
);

/** The confusion matrix as a grid to walk with the arrow keys; Enter, space or a click selects a cell. */
export const ConfusionGrid = memo(function ConfusionGrid(props: ConfusionGridProps) {
  const { counts, mode, rows, isDark, label, caption, litClass, selected, onLight, onSelect } = props;
  const cells = useMemo(() => matrixCells(counts, mode, rows), [counts, mode, rows]);
  const [focus, setFocus] = useState({ row: 0, column: 0 });
  const grid = useRef<HTMLTableElement>(null);

  const onKeyDown = (event: KeyboardEvent) => {
    const next = movedFocus(focus, event.key, event.ctrlKey, CLASS_NAMES.length, CLASS_NAMES.length);
    if (next === undefined) return;
    event.preventDefault();
    setFocus(next);
    grid.current?.querySelector<HTMLElement>(`[data-at="${next.row}-${next.column}"]`)?.focus();
  };

  const [side, top] = rows === 'predicted' ? ['Predicted', 'Actual'] : ['Actual', 'Predicted'];
  return (
    <div className="confusion">
      <div className="confusion-caption" aria-hidden="true">
        <span className="confusion-about">{caption}</span>
        <span className="confusion-top">{top} →</span>
      </div>
      <div className="confusion-side" aria-hidden="true">
        ← {side}
      </div>
      <table
        ref={grid}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the ARIA grid pattern on a real table.
        role="grid"
        aria-label={`${label}; rows ${side.toLowerCase()}, columns ${top.toLowerCase()}`}
        className="confusion-grid"
        onKeyDown={onKeyDown}
        onMouseLeave={() => onLight(undefined)}
      >
        <thead>
          <tr>
            <th scope="col" className="confusion-corner">
              <span className="visually-hidden">{`${side} by ${top.toLowerCase()}`}</span>
            </th>
            {CLASS_NAMES.map((name, column) => (
              <th
                key={name}
                scope="col"
                aria-label={name}
                className="confusion-column-name"
                data-lit={litClass === column || undefined}
                onMouseEnter={() => onLight(column)}
              >
                {NARROW_NAMES[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {CLASS_NAMES.map((name, row) => (
            <tr key={name}>
              <th
                scope="row"
                className="confusion-row-name"
                data-lit={litClass === row || undefined}
                onMouseEnter={() => onLight(row)}
              >
                {name}
              </th>
              {cells[row]?.map((cell, column) => (
                <GridCell
                  key={CLASS_NAMES[column]}
                  cell={cell}
                  at={`${row}-${column}`}
                  isDark={isDark}
                  isReachable={focus.row === row && focus.column === column}
                  isSelected={selected?.actual === cell.actual && selected.predicted === cell.predicted}
                  isLit={litClass === row || litClass === column}
                  onReach={() => setFocus({ row, column })}
                  onLight={onLight}
                  onSelect={onSelect}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
});

interface GridCellProps {
  readonly cell: MatrixCell;
  readonly at: string;
  readonly isDark: boolean;
  readonly isReachable: boolean;
  readonly isSelected: boolean;
  readonly isLit: boolean;
  readonly onReach: () => void;
  readonly onLight: (label: number) => void;
  readonly onSelect: (cell: MatrixCell) => void;
}

function GridCell({ cell, at, isDark, isReachable, isSelected, isLit, onReach, onLight, onSelect }: GridCellProps) {
  const { background, text } = shade(cell.value, isDark);
  return (
    <td
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of the grid above.
      role="gridcell"
      className="confusion-cell"
      style={{ background, color: text }}
      data-at={at}
      data-right={cell.actual === cell.predicted || undefined}
      data-lit={isLit || undefined}
      aria-label={cell.sentence}
      aria-selected={isSelected}
      title={cell.sentence}
      tabIndex={isReachable ? 0 : -1}
      onMouseEnter={() => onLight(cell.actual)}
      onFocus={onReach}
      onClick={() => onSelect(cell)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        onSelect(cell);
      }}
    >
      {cell.text}
    </td>
  );
}
