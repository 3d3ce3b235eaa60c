import { describe, expect, it } from 'vitest';
import { DEFAULT_EXPERIMENT } from '../experiment/schema.ts';
import { draftProblems } from './draft-problems.ts';

describe('draftProblems', () => {
  it('says of a refused text what is unclear about it, instead of the bounds', () => {
    const draft = { ...DEFAULT_EXPERIMENT, trainImages: Number.NaN };
    expect(draftProblems({ draft, refusedTexts: { trainImages: '12.000' } })).toEqual({
      trainImages: '“12.000” could be 12 or 12,000. Write 12000 for 12,000.',
    });
  });

  it('names the bounds of an empty field', () => {
    const draft = { ...DEFAULT_EXPERIMENT, epochs: Number.NaN };
    const bounds = { epochs: 'Epochs must be between 1 and 200' };
    expect(draftProblems({ draft, refusedTexts: {} })).toEqual(bounds);
    expect(draftProblems({ draft, refusedTexts: { epochs: '' } })).toEqual(bounds);
  });

  it('forgets a refused text once the setting has a number again', () => {
    expect(draftProblems({ draft: DEFAULT_EXPERIMENT, refusedTexts: { trainImages: '12.000' } })).toEqual({});
  });
});
