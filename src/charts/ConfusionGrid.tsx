import { type KeyboardEvent, memo, type ReactNode, useCallback, useRef, useState } from 'react';
import { CLASS_NAMES, className } from '../core/classes.ts';
import { axesOf } from './matrix-export.ts';
import type { MatrixCell, MatrixView } from './matrix-view.ts';
import { movedFocus } from './moved-focus.ts';
import { NarrowName } from './NarrowName.tsx';
import { shade, shadeDifference } from './shade.ts';
import './confusion-grid.css';

export interface ConfusionGridProps {
  readonly view: MatrixView;
  readonly isDark: boolean;
  readonly label: string;
  /** What the numbers in the cells are. */
  readonly caption: ReactNode;
  readonly litClass: number | undefined;
  readonly selected: { readonly actual: number; readonly predicted: number } | undefined;
  readonly onLight: (label: number | undefined) => void;
  readonly onSelect: (cell: { readonly actual: number; readonly predicted: number }) => void;
}

/** The confusion matrix as a grid to walk with the arrow keys; Enter, space or a click selects a cell. */
export const ConfusionGrid = memo(function ConfusionGrid(props: ConfusionGridProps) {
  const { view, isDark, label, caption, litClass, selected, onLight, onSelect } = props;
  const [focus, setFocus] = useState({ row: 0, column: 0 });
  const grid = useRef<HTMLTableElement>(null);
  const reach = useCallback((row: number, column: number) => setFocus({ row, column }), []);

  const onKeyDown = (event: KeyboardEvent) => {
    const next = movedFocus(focus, event.key, event.ctrlKey, CLASS_NAMES.length, CLASS_NAMES.length);
    if (next === undefined) return;
    event.preventDefault();
    setFocus(next);
    grid.current?.querySelector<HTMLElement>(`[data-at="${next.row}-${next.column}"]`)?.focus();
  };

  const [side, top] = axesOf(view);
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
        data-difference={view.isDifference || undefined}
        onKeyDown={onKeyDown}
        onMouseLeave={() => onLight(undefined)}
      >
        <thead>
          <tr>
            <th scope="col" className="confusion-corner">
              <span className="visually-hidden">{`${side} by ${top.toLowerCase()}`}</span>
            </th>
            {view.order.map((column) => (
              <th
                key={column}
                scope="col"
                aria-label={className(column)}
                className="confusion-column-name"
                data-lit={litClass === column || undefined}
                onMouseEnter={() => onLight(column)}
              >
                <NarrowName label={column} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {view.order.map((rowLabel, row) => (
            <tr key={rowLabel}>
              <th
                scope="row"
                className="confusion-row-name"
                data-lit={litClass === rowLabel || undefined}
                onMouseEnter={() => onLight(rowLabel)}
              >
                {className(rowLabel)}
              </th>
              {view.cells[row]?.map((cell, column) => (
                <GridCell
                  key={view.order[column]}
                  cell={cell}
                  row={row}
                  column={column}
                  isDifference={view.isDifference}
                  isDark={isDark}
                  isReachable={focus.row === row && focus.column === column}
                  isSelected={selected?.actual === cell.actual && selected.predicted === cell.predicted}
                  isLit={litClass === rowLabel || litClass === view.order[column]}
                  onReach={reach}
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
  readonly row: number;
  readonly column: number;
  readonly isDifference: boolean;
  readonly isDark: boolean;
  readonly isReachable: boolean;
  readonly isSelected: boolean;
  readonly isLit: boolean;
  readonly onReach: (row: number, column: number) => void;
  readonly onLight: (label: number) => void;
  readonly onSelect: (cell: MatrixCell) => void;
}

/** Drawn again only when something about this cell changes: pointing at a class lights 19 cells of 100. */
const GridCell = memo(function GridCell(props: GridCellProps) {
  const { cell, row, column, isDifference, isDark, isReachable, isSelected, isLit, onReach, onLight, onSelect } = props;
  const { background, text } = (isDifference ? shadeDifference : shade)(cell.value, isDark);
  return (
    <td
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of the grid above.
      role="gridcell"
      className="confusion-cell"
      translate="no"
      style={{ background, color: text }}
      data-at={`${row}-${column}`}
      data-right={cell.actual === cell.predicted || undefined}
      data-lit={isLit || undefined}
      aria-label={cell.sentence}
      aria-selected={isSelected}
      title={cell.sentence}
      tabIndex={isReachable ? 0 : -1}
      onMouseEnter={() => onLight(cell.actual)}
      onFocus={() => onReach(row, column)}
      onClick={() => onSelect(cell)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        onSelect(cell);
      }}
    >
      {cell.text}
      {cell.below !== undefined && <span className="confusion-below">{cell.below}</span>}
    </td>
  );
});
