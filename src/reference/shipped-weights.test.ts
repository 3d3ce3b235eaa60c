import { describe, expect, it } from 'vitest';
import { checkpointSchema } from '../protocol/checkpoint.ts';
import { fakeReferenceRun } from './fake-reference-run.ts';
import { endedCheckpoint } from './shipped-weights.ts';

const RUN = fakeReferenceRun();
/** 64 of them are moving averages, which no optimiser trains. */
const PARAMETERS = 409_034;

describe('endedCheckpoint', () => {
  it('leaves nothing to train, and has the kept weights both as the latest and as the best', () => {
    const weights = new Float32Array(PARAMETERS).fill(0.5);
    const checkpoint = checkpointSchema.parse(endedCheckpoint(RUN, weights));
    expect(checkpoint).toMatchObject({
      evaluatedEpochs: 30,
      step: 12 * 375,
      epochsSinceBest: 18,
      learningRate: 0.0005,
    });
    expect(checkpoint.best).toMatchObject({ epoch: 12, step: 12 * 375, accuracy: 0.925 });
    expect(checkpoint.best?.weights).toHaveLength(PARAMETERS);
    expect(checkpoint.best?.weights.every((weight) => weight === 0.5)).toBe(true);
    expect(checkpoint.slots).toHaveLength(2 * (PARAMETERS - 64));
  });

  it('gives each part memory of its own, since all is handed over to the engine', () => {
    const { weights, slots, best } = endedCheckpoint(RUN, new Float32Array(PARAMETERS));
    expect(new Set([weights.buffer, slots.buffer, best?.weights.buffer]).size).toBe(3);
  });

  it('refuses the weights of another network', () => {
    expect(() => endedCheckpoint(RUN, new Float32Array(616_202))).toThrow(RangeError);
  });
});
