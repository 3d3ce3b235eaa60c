import { type ReactNode, useState } from 'react';
import type { Group } from '../experiment/fields.ts';
import { GROUP_NAMES } from '../experiment/fields.ts';

interface SettingsSectionProps {
  readonly group: Group;
  /** What is set in it, while it is closed. */
  readonly summary: string;
  readonly isChanged: boolean;
  /** The first thing that is wrong in it; said even while it is closed. */
  readonly problem: string | undefined;
  readonly children: ReactNode;
}

/** A group of settings that folds away behind a line that says what is set in it. */
export function SettingsSection({ group, summary, isChanged, problem, children }: SettingsSectionProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="section" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="section-head" data-problem={problem !== undefined || undefined}>
        <span className="section-name">
          {GROUP_NAMES[group]}
          {isChanged && (
            <span className="section-changed">
              <span className="visually-hidden">, changed</span>
            </span>
          )}
        </span>
        {problem === undefined ? (
          !isOpen && <span className="section-summary">{summary}</span>
        ) : (
          <span className="section-problem">{isOpen ? 'problem' : problem}</span>
        )}
      </summary>
      {isOpen && <div className="section-body">{children}</div>}
    </details>
  );
}
