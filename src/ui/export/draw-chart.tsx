import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { CurveChart } from '../../charts/CurveChart.tsx';
import { CurveKey } from '../../charts/CurveKey.tsx';
import { drawnSvg } from '../../charts/drawn-svg.ts';
import { BOLD, svgPicture, textAt } from '../../charts/svg-text.ts';
import { axisWords } from '../../charts/training-axis.ts';
import type { FittingRoom } from '../../state/fitting-room.ts';
import { RoomContext } from '../room-context.ts';
import type { RunChart } from '../use-loss-chart.tsx';
import './draw-chart.css';

export const CURVE_SVG_WIDTH = 760;
export const CURVE_SVG_HEIGHT = 440;

const LEFT = 16;
const KEY_TOP = 54;
const CHART_TOP = 77;
const SIZE = { width: CURVE_SVG_WIDTH - LEFT, height: CURVE_SVG_HEIGHT - CHART_TOP - 8 } as const;

interface PictureWords {
  /** `Loss`, and which run it is of. */
  readonly title: string;
  readonly subtitle: string;
  readonly gapWords?: string;
}

/**
 * The curves as a file: the very chart of the screen, drawn out of sight at the file's size and in the light colours, and
 * what the browser made of it.
 */
export function curveSvg(room: FittingRoom, chart: RunChart, { title, subtitle, ...words }: PictureWords): string {
  const host = document.createElement('div');
  host.className = 'chart-file';
  host.setAttribute('data-mantine-color-scheme', 'light');
  host.setAttribute('aria-hidden', 'true');
  document.body.append(host);
  const root = createRoot(host, { identifierPrefix: 'file' });
  try {
    flushSync(() => {
      root.render(
        <RoomContext value={room}>
          <CurveKey width={SIZE.width} axisWords={axisWords(chart.axis)} {...words} />
          <CurveChart {...chart} size={SIZE} />
        </RoomContext>,
      );
    });
    const [key = '', curves = ''] = [...host.querySelectorAll('svg')].map(drawnSvg);
    return svgPicture(CURVE_SVG_WIDTH, CURVE_SVG_HEIGHT, `${title}: ${subtitle}`, [
      textAt(LEFT, 26, title, 'start', 15, BOLD),
      textAt(LEFT, 45, subtitle, 'start', 12),
      `<g transform="translate(${LEFT} ${KEY_TOP})">${key}</g>`,
      `<g transform="translate(0 ${CHART_TOP})">${curves}</g>`,
    ]);
  } finally {
    root.unmount();
    host.remove();
  }
}
