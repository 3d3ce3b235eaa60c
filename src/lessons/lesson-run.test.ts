import { expect, it } from 'vitest';
import { memorisedShare } from './lesson-run.ts';

it('memorisedShare counts, among the changed labels, the answers that repeat the change', () => {
  const datasetLabels = Uint8Array.of(0, 1, 2, 3, 4, 5);
  const indices = Uint32Array.of(5, 1, 0, 3);
  //                       changed  own  changed  changed
  const trainedOn = Uint8Array.of(9, 1, 7, 8);
  const predicted = Uint8Array.of(9, 1, 0, 2);
  expect(memorisedShare(indices, trainedOn, predicted, datasetLabels)).toBe(1 / 3);
  expect(memorisedShare(indices, Uint8Array.of(5, 1, 0, 3), predicted, datasetLabels)).toBeUndefined();
});
