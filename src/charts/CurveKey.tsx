import { Fragment } from 'react';
import { charactersWidth, TEXT_SIZE } from './chart-text.ts';

/** How each line of a run is drawn, for whatever names them. */
export const OWN_LINES = {
  batch: { text: 'batch', stroke: 'var(--chart-batch)', width: 1, dash: '' },
  train: { text: 'train', stroke: 'var(--chart-train)', width: 2, dash: '' },
  validation: { text: 'validation', stroke: 'var(--chart-validation)', width: 2, dash: '5 4' },
} as const;

/** Of the piece of line before a name, and of the space behind the name, in pixels. */
const SAMPLE = 20;
const SPACE = 18;

interface CurveKeyProps {
  readonly width: number;
  /** What the training axis counts. */
  readonly axisWords: string;
  /** What the gap between the curves is called, where it is shaded. */
  readonly gapWords?: string;
}

/** For paper and files, which have no legend around the chart: what its lines are, and what its axis counts. */
export function CurveKey({ width, axisWords, gapWords }: CurveKeyProps) {
  const words = [...Object.values(OWN_LINES).map(({ text }) => text), ...(gapWords === undefined ? [] : [gapWords])];
  const lefts = words.map((_, index) =>
    words.slice(0, index).reduce((sum, word) => sum + SAMPLE + 6 + charactersWidth(word.length, TEXT_SIZE) + SPACE, 0),
  );
  const base = TEXT_SIZE + 2;
  const middle = base - TEXT_SIZE * 0.35;
  return (
    <svg className="curve-key" width={width} height={TEXT_SIZE + 6} viewBox={`0 0 ${width} ${TEXT_SIZE + 6}`}>
      <title>The lines of the chart</title>
      <g fontSize={TEXT_SIZE}>
        {Object.values(OWN_LINES).map(({ text, stroke, width: strokeWidth, dash }, index) => (
          <Fragment key={text}>
            <line
              x1={lefts[index]}
              x2={(lefts[index] ?? 0) + SAMPLE}
              y1={middle}
              y2={middle}
              stroke={stroke}
              strokeWidth={strokeWidth}
              strokeDasharray={dash}
            />
            <text className="curve-key-word" x={(lefts[index] ?? 0) + SAMPLE + 6} y={base}>
              {text}
            </text>
          </Fragment>
        ))}
        {gapWords !== undefined && (
          <>
            <rect x={lefts.at(-1)} y={middle - 5} width={SAMPLE} height={10} fill="var(--chart-gap)" />
            <text className="curve-key-word" x={(lefts.at(-1) ?? 0) + SAMPLE + 6} y={base}>
              {gapWords}
            </text>
          </>
        )}
        <text className="curve-key-word" x={width - 14} y={base} textAnchor="end">
          over {axisWords}
        </text>
      </g>
    </svg>
  );
}
