import { createElement, Fragment, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, describe, expect, it } from 'vitest';
import { BatchLine, type BatchLineProps } from './BatchLine.tsx';
import { CurveChart, type CurveChartProps } from './CurveChart.tsx';
import { drawnSvg } from './drawn-svg.ts';
import { RateStrip, type RateStripProps } from './RateStrip.tsx';

/** The chart as a browser draws it: what the screen, the paper and the files have in common. */

const roots: Root[] = [];

afterEach(() => {
  for (const root of roots.splice(0)) root.unmount();
  document.body.replaceChildren();
});

/** Drawn at once, without waiting for a frame: a browser that prints grants none. */
function draw(content: ReactNode, width = 600): HTMLElement {
  const host = document.createElement('div');
  host.style.width = `${width}px`;
  document.body.append(host);
  const root = createRoot(host);
  roots.push(root);
  flushSync(() => root.render(content));
  return host;
}

const AXIS = { unit: 'steps', end: 4 } as const;
const SHARES = { scale: 'linear', ticks: [0, 0.25, 0.5, 0.75, 1] } as const;
const CLOCK = { stepsPerEpoch: 2, trainingMs: [] };
const VALUES = [0, 1, 0.5, 0.75, 1];

const batch = (props: Partial<BatchLineProps> = {}) =>
  createElement(BatchLine, {
    values: Float32Array.from(VALUES),
    clock: CLOCK,
    axis: AXIS,
    valueAxis: SHARES,
    format: String,
    ...props,
  });

const strip = (props: Partial<RateStripProps> = {}) =>
  createElement(RateStrip, { rates: Float32Array.of(0.1, 0.05), clock: CLOCK, axis: AXIS, text: '0.05', ...props });

const chart = (props: Partial<CurveChartProps> = {}) =>
  createElement(CurveChart, {
    // The very values of the batch line.
    rows: VALUES.map((train, x) => ({ x, train })),
    axis: AXIS,
    valueAxis: SHARES,
    formatY: String,
    formatValue: String,
    marks: [{ x: 1, label: 'rate 0.1' }],
    marksAt: 'top',
    others: [],
    size: { width: 600, height: 240 },
    batch: batch(),
    ...props,
  });

function boxOf(host: HTMLElement, selector: string): DOMRect {
  const found = host.querySelector(selector);
  if (found === null) throw new Error(`nothing is drawn as ${selector}`);
  return found.getBoundingClientRect();
}

const corners = ({ left, right, top, bottom }: DOMRect) => [left, right, top, bottom];

describe('the layers of a chart', () => {
  // On screen, on paper that is narrower, and as wide as there is room.
  it.each([600, 311, 1000])('lie on each other in a space of %d pixels', (width) => {
    const host = draw(chart(), width);
    expect(host.querySelectorAll('svg')).toHaveLength(1);
    const train = corners(boxOf(host, '.recharts-line-curve'));
    for (const [index, edge] of corners(boxOf(host, '.batch-raw')).entries()) {
      // A line's path is rounded to a tenth of a unit.
      expect(Math.abs(edge - (train[index] ?? 0))).toBeLessThan(0.2);
    }
    const grid = boxOf(host, '.recharts-cartesian-grid');
    expect(boxOf(host, '.batch-raw').top).toBeGreaterThan(grid.top - 0.2);
  });

  it('clip the batches that are beyond the axis, and say so', () => {
    const host = draw(chart({ batch: batch({ values: Float32Array.of(7, 1, 0.5, 0.75, 0.5) }) }));
    expect(host.querySelector('.clip-note')?.textContent).toBe('first batches up to 7 not shown');
    const plot = boxOf(host, '.recharts-cartesian-grid');
    expect(boxOf(host, '.batch-raw').top).toBeLessThan(plot.top - 50);
    const note = boxOf(host, '.clip-note');
    expect(note.bottom).toBeLessThanOrEqual(plot.top + 1);
    expect(note.top).toBeGreaterThanOrEqual(host.getBoundingClientRect().top);
    // What is painted, unlike the path, ends with the plot.
    const clip = /url\((.+)\)/.exec(host.querySelector('.batch-line')?.getAttribute('clip-path') ?? '')?.[1];
    const rect = host.querySelector(`${clip} rect`);
    expect(Number(rect?.getAttribute('y'))).toBeGreaterThan(
      Number(host.querySelector('.mark-line')?.getAttribute('y1')) - 2,
    );
  });

  it.each([12, 18])('keep the learning rate off the labels of the axis, with text of %d pixels', (textSize) => {
    const host = draw(chart({ textSize, strip: strip() }));
    const line = boxOf(host, '.rate-line');
    const strips = [line, boxOf(host, '.rate-name'), boxOf(host, '.rate-value')];
    const labels = [...host.querySelectorAll('.recharts-cartesian-axis-tick-value')].map((label) =>
      label.getBoundingClientRect(),
    );
    expect(labels.length).toBeGreaterThan(6);
    for (const one of strips) {
      for (const label of labels) {
        const isApart =
          label.bottom <= one.top + 0.5 ||
          label.top >= one.bottom ||
          label.right <= one.left ||
          label.left >= one.right;
        expect(isApart).toBe(true);
      }
    }
    expect(line.bottom).toBeLessThanOrEqual(host.getBoundingClientRect().bottom);
  });
});

describe('no attribute of a chart is ever NaN', () => {
  const NOTHING = new Float32Array(0);
  const DIVERGED = Float32Array.of(2, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN);
  const nowhere = { x: Number.NaN, y: Number.NaN, label: 'best' };

  it.each<[string, Partial<CurveChartProps>]>([
    ['an empty run', { rows: [], marks: [], batch: batch({ values: NOTHING }), strip: strip({ rates: NOTHING }) }],
    [
      'one step',
      { rows: [], batch: batch({ values: Float32Array.of(1) }), strip: strip({ rates: Float32Array.of(0) }) },
    ],
    ['one epoch', { rows: [{ x: 2, train: 0.5, validation: 0.5, gap: [0.5, 0.5] }] }],
    ['a diverged run', { batch: batch({ values: DIVERGED, smoothing: 0.9 }), strip: strip({ rates: DIVERGED }) }],
    [
      'a diverged run on a logarithmic axis',
      { valueAxis: { scale: 'log', ticks: [0.1, 1] }, batch: batch({ values: DIVERGED }), best: nowhere },
    ],
    [
      'points that have no place',
      { marks: [{ x: Number.NaN, label: 'rate' }], best: nowhere, test: { ...nowhere, low: Number.NaN, high: 1 } },
    ],
    [
      'an axis without an end',
      { axis: { unit: 'seconds', end: 0 }, batch: batch({ axis: { unit: 'seconds', end: 0 } }) },
    ],
    ['no room', { size: { width: 40, height: 20 }, strip: strip() }],
  ])('for %s', (_, props) => {
    const host = draw(chart(props));
    expect(host.querySelector('svg')).not.toBeNull();
    expect(host.innerHTML).not.toMatch(/NaN|Infinity|undefined/);
  });
});

describe('a chart as a file', () => {
  it('is the picture on the page, in its colours and without its style sheets', () => {
    const style = document.createElement('style');
    style.textContent = ':root { --chart-train: rgb(0 104 168); --chart-gap: rgb(120 94 160 / 22%) }';
    const host = draw(
      createElement(
        Fragment,
        null,
        chart({
          rows: [
            { x: 1, train: 0.5, validation: 0.25, gap: [0.25, 0.5], others: [{ validation: 0.4 }] },
            { x: 4, train: 1, validation: 0.5, gap: [0.5, 1], others: [{ validation: 0.6 }] },
          ],
          others: [{ name: 'run 1', words: 'run 1: <b> & more' }],
          strip: strip(),
        }),
      ),
    );
    host.append(style);
    const svg = host.querySelector('svg');
    const file = svg === null ? '' : drawnSvg(svg);
    const parsed = new DOMParser().parseFromString(
      `<svg xmlns="http://www.w3.org/2000/svg">${file}</svg>`,
      'image/svg+xml',
    );
    expect(parsed.querySelector('parsererror')).toBeNull();
    expect(file).not.toMatch(/var\(|class=|style=|NaN|undefined/);
    const train = host.querySelector('.own-line .recharts-line-curve')?.getAttribute('d');
    expect(parsed.querySelector('path[stroke="#0068a8"]')?.getAttribute('d')).toBe(train);
    const drawnBatch = host.querySelector('.batch-raw')?.getAttribute('d');
    expect([...parsed.querySelectorAll('path')].map((path) => path.getAttribute('d'))).toContain(drawnBatch);
    expect(parsed.querySelector('path[fill="#785ea0"]')?.getAttribute('fill-opacity')).toBe('0.22');
    const words = [...parsed.querySelectorAll('text')].map(({ textContent }) => textContent);
    expect(words).toEqual(expect.arrayContaining(['run 1: <b> & more', 'learning rate', 'rate 0.1', '0.75']));
    // The wide line to point at is no part of the picture.
    expect(parsed.querySelector('[stroke-width="9px"]')).toBeNull();
  });
});
