import { memo } from 'react';
import { CLASS_NAMES } from '../core/classes.ts';
import './probability-bars.css';

export interface ProbabilityBarsProps {
  /** Ten shares, 0..1, that add up to 1. */
  readonly probabilities: readonly number[];
  readonly actual: number;
  readonly predicted: number;
  readonly litClass: number | undefined;
  readonly onLight: (label: number | undefined) => void;
}

/** How sure the network was of each class, for one image. */
export const ProbabilityBars = memo(function ProbabilityBars({
  probabilities,
  actual,
  predicted,
  litClass,
  onLight,
}: ProbabilityBarsProps) {
  return (
    <ul className="probabilities" aria-label="Probabilities" onMouseLeave={() => onLight(undefined)}>
      {CLASS_NAMES.map((name, label) => {
        const probability = probabilities[label] ?? 0;
        // A network that has diverged is sure of nothing.
        const share = Number.isFinite(probability) ? probability : 0;
        const roles = [label === actual ? 'actual' : '', label === predicted ? 'predicted' : '']
          .filter(Boolean)
          .join(', ');
        return (
          <li
            key={name}
            className="probability"
            data-role={roles || undefined}
            data-lit={litClass === label || undefined}
            onMouseEnter={() => onLight(label)}
          >
            <span className="probability-name">{name}</span>
            <span className="probability-track">
              <span className="probability-bar" style={{ width: `${share * 100}%` }} />
            </span>
            <span className="probability-share" translate="no">
              {Number.isFinite(probability) ? `${(share * 100).toFixed(1)}%` : '–'}
            </span>
            <span className="probability-role">{roles}</span>
          </li>
        );
      })}
    </ul>
  );
});
