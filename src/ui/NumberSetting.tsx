import { Input } from '@mantine/core';
import { type KeyboardEvent, useId, useState } from 'react';
import { NUMBER_FIELDS, type NumberField, type NumberFieldName } from '../experiment/fields.ts';
import { readTypedNumber } from '../experiment/typed-number.ts';
import { fieldKey } from './field-key.ts';
import { countText } from './format.ts';
import { Hint, type HintSide } from './Hint.tsx';
import { numberText, plainNumber, quantityText, steppedValue, unitText } from './number-text.ts';
import { SettingField } from './SettingField.tsx';

interface NumberSettingProps {
  readonly name: NumberFieldName;
  readonly value: number;
  /** What was typed and could not be read; it stays until it is put right. */
  readonly refusedText: string | undefined;
  readonly problem: string | undefined;
  readonly hintSide: HintSide;
  readonly isLive: boolean;
  /** At each key, so that the field is checked while it is typed. */
  readonly onChange: (value: number) => void;
  readonly onRefused: (text: string) => void;
  /** The person is done with the field: Enter, an arrow, or leaving it. */
  readonly onDone: () => void;
}

/**
 * A number of the experiment, from the one table of fields, as people type it (`typed-number.ts`); arrow keys step, double
 * or halve it.
 */
export function NumberSetting(props: NumberSettingProps) {
  const { name, value, refusedText, problem, hintSide, isLive, onChange, onRefused, onDone } = props;
  const field: NumberField = NUMBER_FIELDS[name];
  const { unit } = field;
  const id = useId();
  /** What is being typed; undefined shows the value itself. */
  const [typed, setTyped] = useState<string>();

  const change = (next: number) => {
    setTyped(undefined);
    onChange(next);
    onDone();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const key = fieldKey(event);
    if (key === 'Enter') onDone();
    if (key !== 'ArrowUp' && key !== 'ArrowDown') return;
    event.preventDefault();
    change(steppedValue(field, value, key === 'ArrowUp' ? 1 : -1));
  };

  // A seed is a name more than a quantity: no thousands separators.
  const words = (number: number) =>
    number >= 1000 && name !== 'seed' ? countText(number) : quantityText(number, unit);
  const bounds = `${words(field.minimum)} to ${words(field.maximum)}`;
  const defaultText = words(field.default);
  const shownUnit = unitText(unit, value);
  return (
    <SettingField
      id={id}
      label={field.label}
      explanation={`${field.explanation} ${bounds}.`}
      defaultText={defaultText}
      isDefault={value === field.default}
      onDefault={() => change(field.default)}
      problem={problem}
      isLive={isLive}
    >
      <Hint
        side={hintSide}
        text={`${field.explanation} From ${bounds}; default ${defaultText}.${isLive ? ' Applies immediately.' : ''}`}
      >
        <Input
          id={id}
          size="xs"
          role="spinbutton"
          inputMode="decimal"
          autoComplete="off"
          spellCheck={false}
          value={typed ?? refusedText ?? numberText(value, unit)}
          error={problem !== undefined}
          aria-valuenow={plainNumber(value, unit)}
          aria-valuemin={plainNumber(field.minimum, unit)}
          aria-valuemax={plainNumber(field.maximum, unit)}
          aria-valuetext={Number.isNaN(value) ? undefined : quantityText(value, unit)}
          aria-invalid={problem !== undefined}
          aria-describedby={`${id}-about ${id}-problem`}
          onChange={(event) => {
            const text = event.currentTarget.value;
            const read = readTypedNumber(text, field);
            setTyped(text);
            if (read.ok) onChange(read.value);
            else onRefused(text);
          }}
          onBlur={() => {
            setTyped(undefined);
            onDone();
          }}
          onKeyDown={onKeyDown}
          rightSection={
            <span className="number-end" aria-hidden="true">
              {unit !== undefined && <span className="number-unit">{shownUnit}</span>}
              <span className="stepper">
                <button type="button" tabIndex={-1} onClick={() => change(steppedValue(field, value, 1))}>
                  ▴
                </button>
                <button type="button" tabIndex={-1} onClick={() => change(steppedValue(field, value, -1))}>
                  ▾
                </button>
              </span>
            </span>
          }
          rightSectionWidth={unit === 'epochs' ? 66 : unit === undefined ? 20 : 38}
          rightSectionPointerEvents="none"
        />
      </Hint>
    </SettingField>
  );
}
