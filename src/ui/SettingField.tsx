import { ActionIcon } from '@mantine/core';
import type { ReactNode } from 'react';
import { Hint } from './Hint.tsx';
import { Icon } from './icons.tsx';

interface SettingFieldProps {
  readonly id: string;
  readonly label: string;
  /** One sentence; shown by the control's hint, and read out with it. */
  readonly explanation: string;
  readonly defaultText: string;
  readonly isDefault: boolean;
  readonly onDefault: () => void;
  readonly problem?: string | undefined;
  readonly children: ReactNode;
}

/** The frame of every setting: its name, the way back to its default, what is wrong with it. */
export function SettingField(props: SettingFieldProps) {
  const { id, label, explanation, defaultText, isDefault, onDefault, problem, children } = props;
  const backName = `Set ${label} back to ${defaultText}`;
  return (
    <div className="setting" data-problem={problem !== undefined || undefined}>
      <div className="setting-head">
        <label htmlFor={id} className="setting-label">
          {label}
        </label>
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
        {explanation} Default: {defaultText}.
      </span>
      <div id={`${id}-problem`} className="setting-problem">
        {problem}
      </div>
    </div>
  );
}
