import type { ReactNode } from 'react';
import { OWN_LINES } from '../charts/CurveKey.tsx';
import './curves.css';

/** What each line is, in words, and its latest value. */
export function CurveLegend(values: { readonly [Name in keyof typeof OWN_LINES]: ReactNode }) {
  return (
    <ul className="legend">
      {(['batch', 'train', 'validation'] as const).map((name) => {
        const { text, stroke, width, dash } = OWN_LINES[name];
        return (
          <li key={name} className="legend-item">
            <svg width="14" height="8" aria-hidden="true">
              <line x1="0" y1="4" x2="14" y2="4" stroke={stroke} strokeWidth={width} strokeDasharray={dash} />
            </svg>
            {text}
            <span className="legend-value" translate="no">
              {values[name]}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
