import { ActionIcon } from '@mantine/core';
import type { ReactNode } from 'react';
import { Hint } from './Hint.tsx';
import { Icon } from './icons.tsx';

interface SettingFieldProps {
  readonly id: string;
  readonly label: string;
  /** Shown by the control's hint, and read out with it. */
  readonly explanation: string;
  readonly defaultText: string;
  readonly isDefault: boolean;
  readonly onDefault: () => void;
  readonly problem?: string | undefined;
  /** The run on screen takes the setting over without a restart. */
  readonly isLive?: boolean;
  /** Advice that follows from what is chosen. */
  readonly note?: string | undefined;
  /** As wide as the panel rather than half of it. */
  readonly isWide?: boolean;
  readonly children: ReactNode;
}

/** The frame of every setting: its name, the way back to its default, what is wrong with it. */
export function SettingField(props: SettingFieldProps) {
  const { id, label, explanation, defaultText, isDefault, onDefault, problem, isLive, note, isWide, children } = props;
  const backName = `Set ${label} back to ${defaultText}`;
  return (
    <div className="setting" data-wide={isWide || undefined} data-problem={problem !== undefined || undefined}>
      <div className="setting-head">
        <label htmlFor={id} className="setting-label">
          {label}
        </label>
        {isLive && (
          <Hint text="Applies immediately, from the next step of the run.">
            <span className="setting-live">immediate</span>
          </Hint>
        )}
        {!isDefault && (
          <Hint text={backName}>
            <ActionIcon size={16} variant="subtle" aria-label={backName} onClick={onDefault}>
              <Icon name="reset" />
            </ActionIcon>
          </Hint>
        )}
      </div>
      {children}
      <span id={`${id}-about`} hidden>
        {explanation} Default: {defaultText}.{isLive && ' Applies immediately to the run on screen.'}
      </span>
      {note !== undefined && <div className="setting-note">{note}</div>}
      <div id={`${id}-problem`} className="setting-problem">
        {problem}
      </div>
    </div>
  );
}
