import { expect, it } from 'vitest';
import { leftOutSentence } from './run-file-sentences.ts';

it('a file says what it does without, and nothing of one that is whole', () => {
  expect(leftOutSentence([])).toBe('');
  expect(leftOutSentence(['optimiser'])).toBe(
    'To stay below 300 MB it does without what the optimiser remembers, so it can be looked at but not gone on with.',
  );
  expect(leftOutSentence(['optimiser', 'answers'])).toBe(
    'To stay below 300 MB it does without what the optimiser remembers, so it can be looked at but not gone on with, and the answers to single images.',
  );
});
