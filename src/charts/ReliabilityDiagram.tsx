import { memo } from 'react';
import type { CalibrationBin } from '../core/calibration.ts';
import './reliability-diagram.css';

export interface ReliabilityDiagramProps {
  readonly bins: readonly CalibrationBin[];
}

const SIDE = 150;
const HEIGHT = 96;
const LEFT = 34;
const TOP = 6;
const GAP = 52;
const WIDTH = LEFT + 2 * SIDE + GAP + 16;
const BOTTOM = 26;
const TICKS = [0, 0.5, 1];
const IMAGES_LEFT = LEFT + SIDE + GAP;

/**
 * How often the predictions of each confidence are correct, against the diagonal of a network as accurate as it is confident; beside
 * it how many images there are of each. The table of the same numbers is for the caller to give.
 */
export const ReliabilityDiagram = memo(function ReliabilityDiagram({ bins }: ReliabilityDiagramProps) {
  const total = Math.max(
    1,
    bins.reduce((sum, { images }) => sum + images, 0),
  );
  const mostShare = Math.ceil((10 * Math.max(...bins.map(({ images }) => images))) / total) / 10;
  return (
    <svg
      className="reliability"
      role="img"
      aria-label="Reliability diagram: accuracy by confidence, and share of images by confidence"
      width={WIDTH}
      height={TOP + HEIGHT + BOTTOM}
      viewBox={`0 0 ${WIDTH} ${TOP + HEIGHT + BOTTOM}`}
    >
      <Frame left={LEFT} end={1} title="accuracy" />
      {bins
        .filter(({ images, confidence }) => images > 0 && Number.isFinite(confidence))
        .map(({ from, to, accuracy, confidence }) => (
          <g key={from}>
            <rect className="reliability-right" {...bar(LEFT, from, to, 0, accuracy)} />
            <rect
              className={confidence > accuracy ? 'reliability-over' : 'reliability-under'}
              {...bar(LEFT, from, to, Math.min(accuracy, confidence), Math.max(accuracy, confidence))}
            />
          </g>
        ))}
      <line className="reliability-ideal" x1={LEFT} y1={TOP + HEIGHT} x2={LEFT + SIDE} y2={TOP} />
      <Frame left={IMAGES_LEFT} end={mostShare} title="images" />
      {bins.map(({ from, to, images }) => (
        <rect
          key={from}
          className="reliability-images"
          {...bar(IMAGES_LEFT, from, to, 0, mostShare === 0 ? 0 : images / total / mostShare)}
        />
      ))}
    </svg>
  );
});

/** Between the shares `low` and `high` over one bin, a pixel from its neighbour. */
function bar(left: number, from: number, to: number, low: number, high: number) {
  return {
    x: left + from * SIDE + 0.5,
    y: TOP + (1 - high) * HEIGHT,
    width: (to - from) * SIDE - 1,
    height: (high - low) * HEIGHT,
  };
}

interface FrameProps {
  readonly left: number;
  /** Share at the top. */
  readonly end: number;
  readonly title: string;
}

function Frame({ left, end, title }: FrameProps) {
  return (
    <g className="reliability-frame">
      {TICKS.map((tick) => (
        <g key={tick}>
          <line x1={left} x2={left + SIDE} y1={TOP + (1 - tick) * HEIGHT} y2={TOP + (1 - tick) * HEIGHT} />
          <text x={left - 4} y={TOP + (1 - tick) * HEIGHT + 3} textAnchor="end">
            {Math.round(tick * end * 100)}%
          </text>
          {tick > 0 && (
            <text x={left + tick * SIDE} y={TOP + HEIGHT + 11} textAnchor="middle">
              {tick * 100}%
            </text>
          )}
        </g>
      ))}
      <text x={left + SIDE / 2} y={TOP + HEIGHT + 23} textAnchor="middle">
        {title} by confidence
      </text>
    </g>
  );
}
