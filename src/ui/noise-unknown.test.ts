import { expect, it } from 'vitest';
import { noiseUnknown } from './noise-unknown.ts';

it('promises no number after an epoch where epochs came without their answers, as with a link', () => {
  expect(noiseUnknown([])).toBe('wrong labels learned: known after an epoch');
  expect(noiseUnknown([{ split: 'validation' }])).toBe('wrong labels learned: known after an epoch');
  expect(noiseUnknown([{ split: 'validation' }, { split: 'train' }])).toBe(
    'wrong labels learned: unknown without the answers by image',
  );
});
