import type { CurveRow, SplitValues } from './curve-rows.ts';
import { linePath, PATH_SIDE } from './line-path.ts';
import type { CurveMark } from './mark-layout.ts';
import { BOLD, escaped, svgPicture, textAt } from './svg-text.ts';
import { axisTicks, axisWords, positionAfter, type RunClock, type TrainingAxis, tickText } from './training-axis.ts';
import { heightOf, type ValueAxis } from './value-axis.ts';

/** The curves as a file, made from their data and not from the page. */

export interface CurvePicture {
  /** `Loss`, and which run it is of. */
  readonly title: string;
  readonly subtitle: string;
  readonly rows: readonly CurveRow[];
  readonly axis: TrainingAxis;
  readonly valueAxis: ValueAxis;
  readonly formatY: (value: number) => string;
  readonly marks: readonly CurveMark[];
  /** One value a step, drawn faintly behind. */
  readonly batch: { readonly values: Float32Array; readonly clock: RunClock };
  readonly best: { readonly x: number; readonly y: number; readonly label: string } | undefined;
  readonly test: { readonly x: number; readonly y: number; readonly label: string } | undefined;
  /** Names of the other runs in the rows, at their places. */
  readonly others: readonly string[];
}

export const CURVE_SVG_WIDTH = 760;
export const CURVE_SVG_HEIGHT = 440;

const LEFT = 62;
const TOP = 84;
const WIDTH = CURVE_SVG_WIDTH - LEFT - 24;
const HEIGHT = CURVE_SVG_HEIGHT - TOP - 52;

/** The light hues of palette.css: a file knows no custom properties. */
const HUES = {
  train: '#0068a8',
  validation: '#b84a00',
  batch: '#8f9bab',
  grid: '#e4e8ee',
  axis: '#55606e',
  mark: '#5b6472',
  best: '#00704f',
  test: '#a03070',
  gap: '#785ea0',
  others: ['#6741d9', '#007d76', '#7d6b00', '#c2255c', '#364150'],
} as const;

type Place = (x: number, y: number) => readonly [left: number, top: number] | undefined;

export function curveSvg(picture: CurvePicture): string {
  const { title, subtitle, axis, valueAxis } = picture;
  const place: Place = (x, y) => {
    const height = heightOf(valueAxis, y);
    return height === undefined ? undefined : [LEFT + (x / axis.end) * WIDTH, TOP + (1 - height) * HEIGHT];
  };
  return svgPicture(CURVE_SVG_WIDTH, CURVE_SVG_HEIGHT, `${title}: ${subtitle}`, [
    textAt(16, 26, title, 'start', 15, BOLD),
    textAt(16, 45, subtitle, 'start', 11),
    ...legend(picture.others),
    ...axes(picture),
    batchLine(picture),
    gapArea(picture.rows, place),
    ...picture.others.flatMap((_, run) =>
      splitLines(picture.rows, (row) => row.others?.[run], place, HUES.others[run], 1.25),
    ),
    ...splitLines(picture.rows, (row) => row, place, undefined, 2),
    ...marks(picture),
    ...point(picture.best, HUES.best, place, -9),
    ...point(picture.test, HUES.test, place, 16),
  ]);
}

function legend(others: readonly string[]): string[] {
  const names = [
    { name: 'train', hue: HUES.train, dash: '' },
    { name: 'validation', hue: HUES.validation, dash: '6 4' },
    { name: 'each batch', hue: HUES.batch, dash: '' },
    ...others.map((name, run) => ({ name, hue: HUES.others[run] ?? HUES.mark, dash: '' })),
  ];
  let x = 16;
  return names.flatMap(({ name, hue, dash }) => {
    const from = x;
    x += 44 + 6.2 * name.length;
    return [
      `<path d="M${from} 62h22" stroke="${hue}" stroke-width="2" stroke-dasharray="${dash}"/>`,
      textAt(from + 28, 66, name, 'start', 11),
    ];
  });
}

function axes({ axis, valueAxis, formatY }: CurvePicture): string[] {
  const bottom = TOP + HEIGHT;
  return [
    ...valueAxis.ticks.flatMap((tick) => {
      const y = TOP + (1 - (heightOf(valueAxis, tick) ?? 0)) * HEIGHT;
      return [
        `<path d="M${LEFT} ${y.toFixed(1)}h${WIDTH}" stroke="${HUES.grid}"/>`,
        textAt(LEFT - 8, y + 4, formatY(tick), 'end', 11, ` fill="${HUES.axis}"`),
      ];
    }),
    ...axisTicks(axis).map((tick) => {
      const x = LEFT + (tick / axis.end) * WIDTH;
      return textAt(x, bottom + 18, tickText(axis, tick), 'middle', 11, ` fill="${HUES.axis}"`);
    }),
    textAt(LEFT + WIDTH / 2, bottom + 38, axisWords(axis), 'middle', 11, ` fill="${HUES.axis}"`),
  ];
}

function batchLine({ batch: { values, clock }, axis, valueAxis }: CurvePicture): string {
  const path = linePath(values, {
    across: (index) => positionAfter(index, axis.unit, clock) / axis.end,
    up: (value) => heightOf(valueAxis, value),
  });
  const stretched = `transform="translate(${LEFT} ${TOP}) scale(${WIDTH / PATH_SIDE} ${HEIGHT / PATH_SIDE})"`;
  return `<path d="${path}" ${stretched} fill="none" stroke="${HUES.batch}" vector-effect="non-scaling-stroke"/>`;
}

function gapArea(rows: readonly CurveRow[], place: Place): string {
  const spans = rows.flatMap(({ x, gap }) => {
    const [low, high] = gap === undefined ? [] : [place(x, gap[0]), place(x, gap[1])];
    return low && high ? [{ low, high }] : [];
  });
  const points = [...spans.map(({ high }) => high), ...spans.map(({ low }) => low).reverse()];
  return points.length === 0 ? '' : `<path d="${path(points)}z" fill="${HUES.gap}" fill-opacity="0.2"/>`;
}

function splitLines(
  rows: readonly CurveRow[],
  valuesOf: (row: CurveRow) => SplitValues | undefined,
  place: Place,
  hue: string | undefined,
  width: number,
): string[] {
  return (['train', 'validation'] as const).flatMap((split) => {
    const points = rows.flatMap((row) => {
      const value = valuesOf(row)?.[split];
      const at = value === undefined ? undefined : place(row.x, value);
      return at === undefined ? [] : [at];
    });
    if (points.length === 0) return [];
    const stroke = hue ?? HUES[split];
    const dash = split === 'validation' ? ' stroke-dasharray="6 4"' : '';
    // A run of one epoch has no line.
    const dots =
      points.length > 40 ? [] : points.map(([x, y]) => `<circle cx="${n(x)}" cy="${n(y)}" r="2.5" fill="${stroke}"/>`);
    return [`<path d="${path(points)}" fill="none" stroke="${stroke}" stroke-width="${width}"${dash}/>`, ...dots];
  });
}

function marks({ marks: all, axis }: CurvePicture): string[] {
  return all.map(({ x, label }) => {
    const left = n(LEFT + (x / axis.end) * WIDTH);
    const line = `<path d="M${left} ${TOP}v${HEIGHT}" stroke="${HUES.mark}" stroke-dasharray="2 3"/>`;
    return `<g><title>${escaped(label)}</title>${line}${textAt(Number(left) + 4, TOP + 11, label, 'start', 10, ` fill="${HUES.mark}"`)}</g>`;
  });
}

function point(at: CurvePicture['best'], hue: string, place: Place, below: number): string[] {
  const [x, y] = (at && place(at.x, at.y)) ?? [];
  if (at === undefined || x === undefined || y === undefined) return [];
  // The name stands on the side where there is room.
  const isLeft = x > LEFT + WIDTH - 90;
  return [
    `<circle cx="${n(x)}" cy="${n(y)}" r="5" fill="none" stroke="${hue}" stroke-width="2"/>`,
    textAt(x + (isLeft ? -8 : 8), y + below, at.label, isLeft ? 'end' : 'start', 11, ` fill="${hue}"`),
  ];
}

function path(points: readonly (readonly [number, number])[]): string {
  return `M${points.map(([x, y]) => `${n(x)} ${n(y)}`).join('L')}`;
}

function n(value: number): string {
  return value.toFixed(1);
}
