import { useMemo } from 'react';
import { SpriteCanvas } from '../../charts/SpriteCanvas.tsx';
import { className } from '../../core/classes.ts';
import { type Answers, probabilitiesAt } from '../../state/evaluation-record.ts';
import { percentText } from '../format.ts';
import { useInspectedPixels } from './use-inspected-pixels.ts';

interface PointCardProps {
  readonly answers: Answers;
  readonly point: number;
}

/** The image of a point, and what the network makes of it. */
export function PointCard({ answers, point }: PointCardProps) {
  const index = answers.indices[point] ?? 0;
  const image = useMemo(() => ({ kind: 'dataset', source: 'train', index }) as const, [index]);
  const pixels = useInspectedPixels(image);
  const [actual, predicted] = answerWords(answers, point);
  return (
    <div className="point-card">
      <div className="point-image">{pixels && <SpriteCanvas pixels={pixels} columns={1} rows={1} gap={0} />}</div>
      <div>
        {actual}
        <br />
        {predicted}
      </div>
    </div>
  );
}

/** @returns the class the image has, and the one it is given */
export function answerWords(answers: Answers, point: number): readonly [string, string] {
  const predicted = answers.predicted[point] ?? 0;
  const share = percentText(probabilitiesAt(answers, point)[predicted] ?? 0);
  return [`actual ${className(answers.actual[point] ?? 0)}`, `predicted ${className(predicted)} at ${share}`];
}
