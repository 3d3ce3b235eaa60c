import type { MatrixMode, MatrixView } from '../charts/matrix-view.ts';
import { shade, shadeDifference } from '../charts/shade.ts';
import { countText } from './format.ts';

interface MatrixScaleProps {
  readonly isDark: boolean;
  readonly mode: MatrixMode;
  readonly view: MatrixView;
}

const STOPS = Array.from({ length: 21 }, (_, index) => index / 20);

/** What the colours of the matrix mean, from end to end. */
export function MatrixScale({ isDark, mode, view: { isDifference, scaleEnd } }: MatrixScaleProps) {
  const colours = STOPS.map((stop) => (isDifference ? shadeDifference(2 * stop - 1, isDark) : shade(stop, isDark)));
  const gradient = colours.map(({ background }) => background).join(', ');
  const end = endText(scaleEnd, mode, isDifference);
  return (
    <span className="matrix-scale" translate="no">
      {isDifference ? `−${end}` : 0}
      <span className="matrix-scale-bar" style={{ background: `linear-gradient(to right, ${gradient})` }} />
      {isDifference ? `+${end}` : end}
    </span>
  );
}

function endText(scaleEnd: number, mode: MatrixMode, isDifference: boolean): string {
  if (mode === 'counts' || mode === 'both') return countText(scaleEnd);
  // Ends are round numbers: the digits behind them are the noise of binary fractions.
  const percent = Number((scaleEnd * 100).toPrecision(3));
  return isDifference ? String(percent) : `${percent}%`;
}
