/** Shades of the pen, by grey level. On white paper white rubs out. */
export const SHADES = [
  { level: 0, name: 'Black' },
  { level: 70, name: 'Dark grey' },
  { level: 130, name: 'Grey' },
  { level: 190, name: 'Light grey' },
  { level: 255, name: 'White, to rub out' },
] as const;

interface ShadeChoiceProps {
  readonly shade: number;
  readonly onChoose: (shade: number) => void;
}

/** Which grey the pen draws: a network that has seen photographs looks for folds and shadows. */
export function ShadeChoice({ shade, onChoose }: ShadeChoiceProps) {
  return (
    <fieldset className="own-shades">
      <legend className="visually-hidden">Shade of the pen</legend>
      {SHADES.map(({ level, name }) => (
        <label key={level} className="own-shade" title={name}>
          <input
            type="radio"
            name="own-shade"
            aria-label={name}
            checked={shade === level}
            onChange={() => onChoose(level)}
          />
          <svg viewBox="0 0 20 20" aria-hidden="true">
            <circle cx="10" cy="10" r="8" fill={`rgb(${level} ${level} ${level})`} />
          </svg>
        </label>
      ))}
    </fieldset>
  );
}
