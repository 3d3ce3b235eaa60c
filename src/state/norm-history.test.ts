import { describe, expect, it } from 'vitest';
import type { LayersLook } from '../protocol/inspection.ts';
import { addNormPoint, type NormPoint } from './norm-history.ts';

function lookAt(step: number, weightNorm = step, gradientNorm?: number): LayersLook {
  const trained = { id: '0', weightNorm, ...(gradientNorm === undefined ? {} : { gradientNorm }) };
  return {
    kind: 'layers',
    step,
    probabilities: new Float32Array(10),
    layers: [trained, { id: '1' }],
    deadUnitImages: 0,
  };
}

describe('addNormPoint', () => {
  it('keeps the norms of layers with parameters, by step', () => {
    const history = [lookAt(0, 3), lookAt(5, 4, 0.5)].reduce(addNormPoint, []);
    expect(history).toEqual([
      { step: 0, layers: { '0': { weights: 3, gradients: undefined } } },
      { step: 5, layers: { '0': { weights: 4, gradients: 0.5 } } },
    ]);
  });

  it('leaves out looks at a step again or at an earlier one', () => {
    const history = addNormPoint([], lookAt(5));
    expect(addNormPoint(history, lookAt(5, 9))).toBe(history);
    expect(addNormPoint(history, lookAt(2))).toBe(history);
  });

  it('stays bounded, keeps its newest point and covers the whole time', () => {
    let history: readonly NormPoint[] = [];
    for (let step = 0; step < 10_000; step++) history = addNormPoint(history, lookAt(step));
    expect(history.length).toBeLessThanOrEqual(240);
    expect(history.length).toBeGreaterThan(100);
    expect(history[0]?.step).toBe(0);
    expect(history.at(-1)?.step).toBe(9999);
  });
});
