import { Input } from '@mantine/core';
import { type KeyboardEvent, useId, useState } from 'react';
import { NUMBER_FIELDS, type NumberField, type NumberFieldName } from '../experiment/fields.ts';
import { countText } from './format.ts';
import { Hint, type HintSide } from './Hint.tsx';
import { numberText, parseNumber, steppedValue } from './number-text.ts';
import { SettingField } from './SettingField.tsx';

interface NumberSettingProps {
  readonly name: NumberFieldName;
  readonly value: number;
  readonly problem: string | undefined;
  readonly hintSide: HintSide;
  /** At each key, so that the field is checked while it is typed. */
  readonly onChange: (value: number) => void;
  /** The person is done with the field: Enter, an arrow, or leaving it. */
  readonly onDone: () => void;
}

/** A number of the experiment, from the one table of fields. It takes `1e-4`; arrow keys step, double or halve it. */
export function NumberSetting({ name, value, problem, hintSide, onChange, onDone }: NumberSettingProps) {
  const field: NumberField = NUMBER_FIELDS[name];
  const id = useId();
  /** What is being typed; undefined shows the value itself. */
  const [typed, setTyped] = useState<string>();

  const change = (next: number) => {
    setTyped(undefined);
    onChange(next);
    onDone();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') onDone();
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    change(steppedValue(field, value, event.key === 'ArrowUp' ? 1 : -1));
  };

  const bounds = `${numberText(field.minimum)} to ${field.integer && name !== 'seed' ? countText(field.maximum) : field.maximum}`;
  const defaultText =
    name === 'seed' ? String(field.default) : field.default.toLocaleString('en', { maximumFractionDigits: 6 });
  return (
    <SettingField
      id={id}
      label={field.label}
      explanation={`${field.explanation} ${bounds}.`}
      defaultText={defaultText}
      isDefault={value === field.default}
      onDefault={() => change(field.default)}
      problem={problem}
    >
      <Hint side={hintSide} text={`${field.explanation} From ${bounds}; default ${defaultText}.`}>
        <Input
          id={id}
          size="xs"
          role="spinbutton"
          inputMode="decimal"
          autoComplete="off"
          spellCheck={false}
          value={typed ?? numberText(value)}
          error={problem !== undefined}
          aria-valuenow={Number.isNaN(value) ? undefined : value}
          aria-valuemin={field.minimum}
          aria-valuemax={field.maximum}
          aria-invalid={problem !== undefined}
          aria-describedby={`${id}-about ${id}-problem`}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            onChange(parseNumber(event.currentTarget.value));
          }}
          onBlur={() => {
            setTyped(undefined);
            onDone();
          }}
          onKeyDown={onKeyDown}
          rightSection={
            <span className="stepper" aria-hidden="true">
              <button type="button" tabIndex={-1} onClick={() => change(steppedValue(field, value, 1))}>
                ▴
              </button>
              <button type="button" tabIndex={-1} onClick={() => change(steppedValue(field, value, -1))}>
                ▾
              </button>
            </span>
          }
          rightSectionWidth={20}
          rightSectionPointerEvents="all"
        />
      </Hint>
    </SettingField>
  );
}
