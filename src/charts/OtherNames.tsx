import { useContext } from 'react';
import { usePlotArea } from 'recharts';
import { ChartTextSize, fittingWords } from './chart-text.ts';
import { OTHER_SAMPLE_WIDTH, type OtherRun, otherColour } from './other-runs.ts';

interface OtherNamesProps {
  readonly others: readonly OtherRun[];
  readonly at: 'top' | 'bottom';
}

/** The names of the other runs on a chart, at the right end of its plot, where `MarkLines` keeps out of their way. */
export function OtherNames({ others, at }: OtherNamesProps) {
  const textSize = useContext(ChartTextSize);
  const plot = usePlotArea();
  if (plot === undefined) return null;
  const right = plot.x + plot.width;
  const row = textSize + 1;
  return (
    <g fontSize={textSize}>
      {others.map(({ words }, place) => {
        const y = at === 'top' ? plot.y + textSize - 1 + place * row : plot.y + plot.height - 5 - place * row;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is what tells them apart.
          <g key={place} className="curve-run" data-place={place}>
            <text className="chart-note" x={right - OTHER_SAMPLE_WIDTH} y={y} textAnchor="end">
              {fittingWords(words, plot.width - OTHER_SAMPLE_WIDTH, textSize)}
            </text>
            <line
              x1={right - OTHER_SAMPLE_WIDTH + 5}
              x2={right}
              y1={y - textSize * 0.35}
              y2={y - textSize * 0.35}
              stroke={otherColour(place)}
              strokeWidth={2}
            />
          </g>
        );
      })}
    </g>
  );
}
