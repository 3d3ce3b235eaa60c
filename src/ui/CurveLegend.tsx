import type { ReactNode } from 'react';
import './curves.css';

const LINES = {
  batch: { text: 'batch', stroke: 'var(--chart-batch)', width: 1, dash: '' },
  train: { text: 'train', stroke: 'var(--chart-train)', width: 2, dash: '' },
  validation: { text: 'validation', stroke: 'var(--chart-validation)', width: 2, dash: '5 4' },
} as const;

/** What each line is, in words, and its latest value. */
export function CurveLegend(values: { readonly [Name in keyof typeof LINES]: ReactNode }) {
  return (
    <ul className="legend">
      {(['batch', 'train', 'validation'] as const).map((name) => {
        const { text, stroke, width, dash } = LINES[name];
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
