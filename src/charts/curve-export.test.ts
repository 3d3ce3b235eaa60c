import { describe, expect, it } from 'vitest';
import { CURVE_SVG_HEIGHT, CURVE_SVG_WIDTH, type CurvePicture, curveSvg } from './curve-export.ts';
import { reliabilitySvg } from './reliability-export.ts';

const PICTURE: CurvePicture = {
  title: 'Accuracy',
  subtitle: 'A network of <five> layers & more',
  rows: [
    { x: 1, train: 0.5, validation: 0.25, gap: [0.25, 0.5] },
    { x: 2, train: 1, validation: 0.5, gap: [0.5, 1], others: [{ train: 0.75 }] },
  ],
  axis: { unit: 'epochs', end: 2 },
  valueAxis: { scale: 'linear', ticks: [0, 0.5, 1] },
  formatY: (value) => `${value * 100}%`,
  marks: [{ x: 1, label: 'rate 0.01' }],
  batch: { values: Float32Array.of(0, 0.5, 1), clock: { stepsPerEpoch: 1, trainingMs: [] } },
  best: { x: 2, y: 0.5, label: 'best' },
  test: undefined,
  others: ['run 1'],
};

/** The points of a path, as [x, y]. */
function pointsOf(path: string | undefined): number[][] {
  return (path ?? '')
    .slice(1)
    .split('L')
    .map((point) => point.split(' ').map(Number));
}

describe('curves as a picture', () => {
  it('run from the left end of the axis to its right, and up from its least tick', () => {
    const svg = curveSvg(PICTURE);
    const train = pointsOf(/d="([^"]*)" fill="none" stroke="#0068a8" stroke-width="2"/.exec(svg)?.[1]);
    const [[halfway = 0, middle = 0] = [], [end = 0, top = 0] = []] = train;
    // Half of all images at half of the epochs; all of them at the end.
    const [left = 0, bottom = 0] = [2 * halfway - end, 2 * middle - top];
    expect(train).toHaveLength(2);
    expect([left, end].every((x) => x > 0 && x < CURVE_SVG_WIDTH) && left < halfway).toBe(true);
    expect([top, bottom].every((y) => y > 0 && y < CURVE_SVG_HEIGHT) && top < bottom).toBe(true);
    const validation = pointsOf(
      /d="([^"]*)" fill="none" stroke="#b84a00" stroke-width="2" stroke-dasharray/.exec(svg)?.[1],
    );
    expect(validation[1]).toEqual([end, middle]);
  });

  it('hold what is marked, other runs, and texts that are no markup', () => {
    const svg = curveSvg(PICTURE);
    expect(svg).toContain('A network of &lt;five&gt; layers &amp; more');
    expect(svg).not.toContain('<five>');
    expect(svg).toContain('<title>rate 0.01</title>');
    expect(svg).toContain('>run 1</text>');
    expect(svg).toContain('stroke="#6741d9"');
    expect(svg).not.toContain('NaN');
    expect(curveSvg({ ...PICTURE, rows: [], batch: { ...PICTURE.batch, values: new Float32Array(0) } })).not.toContain(
      'NaN',
    );
  });

  it('of a calibration without answers have no bars of a height that is no number', () => {
    const bins = [0, 0.5].map((from) => ({
      from,
      to: from + 0.5,
      images: 0,
      confidence: Number.NaN,
      accuracy: Number.NaN,
    }));
    expect(reliabilitySvg(bins, { title: 'Calibration', subtitle: 'none' })).not.toContain('NaN');
  });
});
