import { memo } from 'react';
import type { AverageMetrics, ClassMetrics } from '../core/report.ts';
import { countText, percentText } from './format.ts';

interface ClassRowProps {
  /** Missing for an average. */
  readonly label?: number;
  readonly name: string;
  readonly metrics: AverageMetrics | ClassMetrics | undefined;
  readonly isLit?: boolean;
  readonly onLight?: (label: number | undefined) => void;
}

const NOTHING = '–';

export const ClassRow = memo(function ClassRow({ label, name, metrics, isLit = false, onLight }: ClassRowProps) {
  const isNeverPredicted = metrics !== undefined && 'precisionUndefined' in metrics && metrics.precisionUndefined;
  const share = (value: number | undefined) => (value === undefined ? NOTHING : percentText(value));
  return (
    <tr data-lit={isLit || undefined} onMouseEnter={() => onLight?.(label)}>
      <th scope="row">{name}</th>
      <td>
        {share(metrics?.precision)}
        {isNeverPredicted && (
          <abbr className="never-predicted" title="Never predicted: 0 by convention">
            *
          </abbr>
        )}
      </td>
      <td>{share(metrics?.recall)}</td>
      <td>{share(metrics?.f1)}</td>
      <td>{share(metrics?.missRate)}</td>
      <td>{metrics === undefined ? NOTHING : countText(metrics.support)}</td>
    </tr>
  );
});
