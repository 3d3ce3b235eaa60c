import type { MatrixMode } from '../charts/matrix-cells.ts';
import { shade } from '../charts/shade.ts';
import { CLASS_COUNT } from '../core/classes.ts';
import { actualTotal, type ConfusionCounts } from '../core/confusion.ts';
import { countText } from './format.ts';

interface MatrixScaleProps {
  readonly isDark: boolean;
  readonly mode: MatrixMode;
  readonly counts: ConfusionCounts;
}

const STOPS = Array.from({ length: 21 }, (_, index) => index / 20);

/** What the colours of the matrix mean: 0 to 100%, or to the size of the largest class. */
export function MatrixScale({ isDark, mode, counts }: MatrixScaleProps) {
  const gradient = STOPS.map((value) => shade(value, isDark).background).join(', ');
  const largest = Math.max(...Array.from({ length: CLASS_COUNT }, (_, label) => actualTotal(counts, label)));
  return (
    <span className="matrix-scale">
      0
      <span className="matrix-scale-bar" style={{ background: `linear-gradient(to right, ${gradient})` }} />
      {mode === 'counts' ? countText(largest) : '100%'}
    </span>
  );
}
