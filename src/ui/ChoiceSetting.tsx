import { NativeSelect } from '@mantine/core';
import { useId } from 'react';
import { Hint, type HintSide } from './Hint.tsx';
import { SettingField } from './SettingField.tsx';

interface ChoiceSettingProps<Value extends string> {
  readonly label: string;
  readonly explanation: string;
  readonly value: Value;
  readonly default: Value;
  readonly choices: readonly { readonly value: Value; readonly label: string }[];
  readonly problem: string | undefined;
  readonly note?: string | undefined;
  readonly hintSide: HintSide;
  readonly onChange: (value: Value) => void;
}

/** A setting with a handful of values. The browser's own list: it works on every phone and with every reader. */
export function ChoiceSetting<Value extends string>(props: ChoiceSettingProps<Value>) {
  const { label, explanation, value, choices, problem, note, hintSide, onChange } = props;
  const id = useId();
  const defaultText = choices.find((choice) => choice.value === props.default)?.label ?? props.default;
  return (
    <SettingField
      id={id}
      label={label}
      explanation={explanation}
      defaultText={defaultText}
      isDefault={value === props.default}
      onDefault={() => onChange(props.default)}
      problem={problem}
      note={note}
      isWide
    >
      <Hint side={hintSide} text={`${explanation} Default: ${defaultText}.`}>
        <NativeSelect
          id={id}
          size="xs"
          value={value}
          data={choices.map((choice) => ({ value: choice.value, label: choice.label }))}
          error={problem !== undefined}
          aria-invalid={problem !== undefined}
          aria-describedby={`${id}-about ${id}-problem`}
          onChange={(event) => {
            const chosen = choices.find((choice) => choice.value === event.currentTarget.value);
            if (chosen !== undefined) onChange(chosen.value);
          }}
        />
      </Hint>
    </SettingField>
  );
}
