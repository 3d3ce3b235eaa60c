import { Hint } from './Hint.tsx';

declare module 'react' {
  interface CSSProperties {
    /** How wide the list is where it can't go by what is chosen: curves.css. */
    readonly '--chart-choice-characters'?: number;
  }
}

interface ChartChoiceProps<Value extends string> {
  readonly label: string;
  /** One sentence. */
  readonly hint: string;
  readonly value: Value;
  readonly choices: readonly (readonly [value: Value, words: string])[];
  readonly onChange: (value: Value) => void;
}

/** One of a few ways to draw a chart, as small as the words on its axis. The browser's own list. */
export function ChartChoice<Value extends string>({ label, hint, value, choices, onChange }: ChartChoiceProps<Value>) {
  const chosenWords = choices.find(([choice]) => choice === value)?.[1] ?? '';
  return (
    <Hint text={hint}>
      <select
        className="chart-choice"
        aria-label={label}
        style={{ '--chart-choice-characters': chosenWords.length }}
        value={value}
        onChange={(event) => {
          const chosen = choices.find(([choice]) => choice === event.currentTarget.value);
          if (chosen !== undefined) onChange(chosen[0]);
        }}
      >
        {choices.map(([choice, words]) => (
          <option key={choice} value={choice}>
            {words}
          </option>
        ))}
      </select>
    </Hint>
  );
}
