import { describe, expect, it } from 'vitest';
import { capacityClaim } from './capacity-claim.ts';
import { fakeMeasured, fakeReferenceRun } from './fake-reference-run.ts';
import type { ReferenceRun } from './reference-run.ts';
import { reached, runningTrainAccuracy } from './verdict.ts';

/** Two epochs of 10 images in batches of 4: steps of 4, 4 and 2 images. */
function smallRun(stride: number, accuracies: readonly number[]): ReferenceRun {
  const run = fakeReferenceRun({ change: { trainImages: 10, batchSize: 4, epochs: 2 }, epochs: 2 });
  return { ...run, test: { ...run.test, epoch: 2 }, curve: { stride, losses: accuracies, accuracies } };
}

describe('the running train accuracy', () => {
  it('counts each image of the epoch once, also those of a last, smaller batch', () => {
    const run = smallRun(1, [0, 0, 0, 0.5, 0.75, 1]);
    // 2, 3 and 2 of 10 images.
    expect(runningTrainAccuracy(run, 2)).toBeCloseTo(0.7, 12);
    expect(runningTrainAccuracy(run, 1)).toBe(0);
  });

  it('takes a group of steps for each step in it, where it reaches over the edge of an epoch too', () => {
    const run = smallRun(2, [0.5, 0.25, 1]);
    // Steps 4 and 5 of the second group's end and the third, step 6 of the third.
    expect(runningTrainAccuracy(run, 2)).toBeCloseTo((4 * 0.25 + 4 * 1 + 2 * 1) / 10, 12);
  });

  it('stands beside the measured one, which has dropout off', () => {
    expect(reached(smallRun(1, [0, 0, 0, 0.5, 0.75, 1]))).toMatchObject({
      lastTrain: 1190 / 1200,
      lastRunningTrain: expect.closeTo(0.7, 12),
    });
  });
});

describe('the capacity of Conv2Dnet', () => {
  const run = fakeReferenceRun({ network: 'conv2dnet' });
  const endingWith = (wrong: number) =>
    capacityClaim({
      ...run,
      epochs: run.epochs.map((epoch) => ({ ...epoch, train: fakeMeasured(1200, wrong) })),
    });

  it('is limited when the training images are not learnt, and not when they are', () => {
    expect(endingWith(13)).toMatchObject({ train: 1187 / 1200, runningTrain: 0.5, holds: true });
    expect(endingWith(3)).toMatchObject({ train: 1197 / 1200, holds: false });
    expect(endingWith(3)?.validation).toBeCloseTo(1110 / 1200, 12);
    expect(capacityClaim(undefined)).toBeUndefined();
  });
});
