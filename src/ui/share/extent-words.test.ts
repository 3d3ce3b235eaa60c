import { expect, it } from 'vitest';
import { thinnedWords } from './extent-words.ts';

const WHOLE = { steps: 940, keptSteps: 940, epochs: 10, keptEpochs: 10, marks: 1, keptMarks: 1 };

it('thinnedWords says nothing of a whole run', () => {
  expect(thinnedWords(WHOLE)).toBeUndefined();
});

it('thinnedWords names each part that was thinned, with its numbers', () => {
  expect(thinnedWords({ ...WHOLE, steps: 4000, keptSteps: 300 })).toBe('300 of 4,000 steps of the loss curve');
  expect(thinnedWords({ steps: 18_800, keptSteps: 152, epochs: 200, keptEpochs: 52, marks: 90, keptMarks: 60 })).toBe(
    '152 of 18,800 steps of the loss curve, the matrices of 52 of 200 epochs (with the best and the last) and the last 60 of 90 marks',
  );
});
