import { expect, it } from 'vitest';
import { leftOutSentence } from './run-file-sentences.ts';

it('a file says what it does without, and nothing of one that is whole', () => {
  expect(leftOutSentence([])).toBe('');
  expect(leftOutSentence(['optimiser'])).toBe(
    'To stay below 300 MB, the file leaves out the state of the optimiser, so the run can be viewed but not continued.',
  );
  expect(leftOutSentence(['optimiser', 'answers'])).toBe(
    'To stay below 300 MB, the file leaves out the state of the optimiser, so the run can be viewed but not continued, and the predictions for single images.',
  );
});
