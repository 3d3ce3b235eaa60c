import { expect, it } from 'vitest';
import { noiseUnknown } from './noise-unknown.ts';

it('promises no number after an epoch where epochs came without their answers, as with a link', () => {
  expect(noiseUnknown([])).toBe('wrong labels memorised: known after the first epoch');
  expect(noiseUnknown([{ split: 'validation' }])).toBe('wrong labels memorised: known after the first epoch');
  expect(noiseUnknown([{ split: 'validation' }, { split: 'train' }])).toBe(
    'wrong labels memorised: unknown without the answers by image',
  );
});
