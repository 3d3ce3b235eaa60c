import { SegmentedControl } from '@mantine/core';
import { memo } from 'react';
import { type MatrixMode, type MatrixRows, percentDirection } from '../charts/matrix-view.ts';
import { Hint } from './Hint.tsx';

interface MatrixModesProps {
  readonly mode: MatrixMode;
  readonly rows: MatrixRows;
  readonly onMode: (mode: MatrixMode) => void;
  readonly onRows: (rows: MatrixRows) => void;
}

/** What the cells of the matrix show, and which way round. */
export const MatrixModes = memo(function MatrixModes({ mode, rows, onMode, onRows }: MatrixModesProps) {
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label="Numbers in the cells"
        value={mode}
        onChange={onMode}
        data={orderedModes(rows).map((value) => ({ value, label: modeLabel(value, rows) }))}
      />
      <Hint text="Swap the axes; the numbers stay the same.">
        <button
          type="button"
          className="matrix-transpose"
          aria-pressed={rows === 'actual'}
          onClick={() => onRows(rows === 'actual' ? 'predicted' : 'actual')}
        >
          Transpose
        </button>
      </Hint>
    </>
  );
});

/** Row before column, however the matrix is turned. */
function orderedModes(rows: MatrixRows): MatrixMode[] {
  return rows === 'predicted'
    ? ['counts', 'ofPredicted', 'ofActual', 'both']
    : ['counts', 'ofActual', 'ofPredicted', 'both'];
}

function modeLabel(mode: MatrixMode, rows: MatrixRows): string {
  if (mode === 'both') return 'Both';
  const direction = percentDirection(mode, rows);
  if (direction === undefined) return 'Counts';
  return direction === 'row' ? 'Row %' : 'Column %';
}
