import { expect, it } from 'vitest';
import { thinnedWords } from './extent-words.ts';

const WHOLE = { steps: 940, keptSteps: 940, epochs: 10, keptEpochs: 10, marks: 1, keptMarks: 1 };

it('thinnedWords says nothing of a whole run', () => {
  expect(thinnedWords(WHOLE)).toBeUndefined();
});

it('thinnedWords names each part that was thinned, with its numbers', () => {
  expect(thinnedWords({ ...WHOLE, steps: 4000, keptSteps: 300 })).toBe('300 of the loss curve’s 4,000 steps');
  expect(thinnedWords({ steps: 18_800, keptSteps: 152, epochs: 200, keptEpochs: 52, marks: 90, keptMarks: 60 })).toBe(
    '152 of the loss curve’s 18,800 steps, matrices for 52 of 200 epochs (including the best and the last) and the last 60 of 90 marks',
  );
});
