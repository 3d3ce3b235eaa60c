import { Switch } from '@mantine/core';
import { useId } from 'react';
import { SWITCH_FIELDS, type SwitchField, type SwitchFieldName } from '../experiment/fields.ts';
import { Hint, type HintSide } from './Hint.tsx';
import { SettingField } from './SettingField.tsx';

interface SwitchSettingProps {
  readonly name: SwitchFieldName;
  readonly value: boolean;
  readonly hintSide: HintSide;
  readonly onChange: (value: boolean) => void;
}

export function SwitchSetting({ name, value, hintSide, onChange }: SwitchSettingProps) {
  const field: SwitchField = SWITCH_FIELDS[name];
  const id = useId();
  const defaultText = field.default ? 'on' : 'off';
  return (
    <SettingField
      id={id}
      label={field.label}
      explanation={field.explanation}
      defaultText={defaultText}
      isDefault={value === field.default}
      onDefault={() => onChange(field.default)}
    >
      <Hint side={hintSide} text={`${field.explanation} Default: ${defaultText}.`}>
        <div className="setting-switch">
          <Switch
            id={id}
            size="sm"
            checked={value}
            aria-describedby={`${id}-about`}
            onChange={(event) => onChange(event.currentTarget.checked)}
          />
          <span aria-hidden="true">{value ? 'on' : 'off'}</span>
        </div>
      </Hint>
    </SettingField>
  );
}
