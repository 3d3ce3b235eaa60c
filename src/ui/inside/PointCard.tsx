import { useMemo } from 'react';
import type { Corner } from '../../charts/plane-points.ts';
import { SpriteCanvas } from '../../charts/SpriteCanvas.tsx';
import { className } from '../../core/classes.ts';
import { type Answers, probabilitiesAt } from '../../state/evaluation-record.ts';
import { percentText } from '../format.ts';
import { useInspectedPixels } from './use-inspected-pixels.ts';

interface PointCardProps {
  readonly answers: Answers;
  readonly point: number;
  /** Where the point lies, in CSS pixels. */
  readonly at: Corner;
  readonly width: number;
}

/** The image of the point under the pointer, and what the network makes of it. */
export function PointCard({ answers, point, at: [x, y], width }: PointCardProps) {
  const index = answers.indices[point] ?? 0;
  const image = useMemo(() => ({ kind: 'dataset', source: 'train', index }) as const, [index]);
  const pixels = useInspectedPixels(image);
  const actual = answers.actual[point] ?? 0;
  const predicted = answers.predicted[point] ?? 0;
  const share = percentText(probabilitiesAt(answers, point)[predicted] ?? 0);
  // Beside the point, on the side with more room.
  const side = x < width / 2 ? { left: x + 14 } : { right: width - x + 14 };
  return (
    <div className="point-card" aria-hidden="true" style={{ ...side, top: Math.max(0, y - 40) }}>
      <div className="point-image">{pixels && <SpriteCanvas pixels={pixels} columns={1} rows={1} gap={0} />}</div>
      <div>
        actual {className(actual)}
        <br />
        predicted {className(predicted)} at {share}
      </div>
    </div>
  );
}
