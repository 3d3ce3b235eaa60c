import type { CalibrationBin } from '../core/calibration.ts';
import { BOLD, svgPicture, textAt } from './svg-text.ts';

/** The reliability diagram as a file. */

export const RELIABILITY_SVG_WIDTH = 640;
export const RELIABILITY_SVG_HEIGHT = 370;

const SIDE = 250;
const TOP = 64;
const BOTTOM = TOP + SIDE;
const LEFTS = [54, 368] as const;
const TICKS = [0, 0.25, 0.5, 0.75, 1];

const HUES = { right: '#0068a8', over: '#b84a00', under: '#00704f', images: '#8f9bab', ideal: '#55606e' } as const;

/** @param words title and subtitle */
export function reliabilitySvg(bins: readonly CalibrationBin[], words: { title: string; subtitle: string }): string {
  const total = Math.max(
    1,
    bins.reduce((sum, { images }) => sum + images, 0),
  );
  const most = Math.ceil((10 * Math.max(...bins.map(({ images }) => images))) / total) / 10 || 1;
  const [left, right] = LEFTS;
  return svgPicture(RELIABILITY_SVG_WIDTH, RELIABILITY_SVG_HEIGHT, `${words.title}: ${words.subtitle}`, [
    textAt(16, 26, words.title, 'start', 15, BOLD),
    textAt(16, 45, words.subtitle, 'start', 11),
    ...frame(left, 1, 'Accuracy, by confidence'),
    ...bins
      .filter(({ images, confidence }) => images > 0 && Number.isFinite(confidence))
      .flatMap(({ from, to, accuracy, confidence }) => [
        bar(left, from, to, 0, accuracy, HUES.right, 0.75),
        bar(
          left,
          from,
          to,
          Math.min(accuracy, confidence),
          Math.max(accuracy, confidence),
          confidence > accuracy ? HUES.over : HUES.under,
          0.4,
        ),
      ]),
    `<path d="M${left} ${BOTTOM}L${left + SIDE} ${TOP}" stroke="${HUES.ideal}" stroke-dasharray="4 4"/>`,
    ...frame(right, most, 'Share of images, by confidence'),
    ...bins.map(({ from, to, images }) => bar(right, from, to, 0, images / total / most, HUES.images, 1)),
  ]);
}

function bar(left: number, from: number, to: number, low: number, high: number, hue: string, opacity: number): string {
  const box = `x="${left + from * SIDE + 0.5}" y="${BOTTOM - high * SIDE}" width="${(to - from) * SIDE - 1}"`;
  return `<rect ${box} height="${(high - low) * SIDE}" fill="${hue}" fill-opacity="${opacity}"/>`;
}

function frame(left: number, end: number, title: string): string[] {
  return [
    ...TICKS.flatMap((tick) => [
      `<path d="M${left} ${BOTTOM - tick * SIDE}h${SIDE}" stroke="#e4e8ee"/>`,
      textAt(left - 6, BOTTOM - tick * SIDE + 4, `${Math.round(1000 * tick * end) / 10}%`, 'end', 11),
      textAt(left + tick * SIDE, BOTTOM + 17, `${tick * 100}%`, 'middle', 11),
    ]),
    textAt(left + SIDE / 2, BOTTOM + 38, title, 'middle', 11),
  ];
}
