import { describe, expect, it } from 'vitest';
import { allToggled, chosenOf, chosenRange } from './choosing.ts';

const SHOWN = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

describe('selecting runs', () => {
  it('a range goes from the last click to this one, either way, and leaves what was selected where it was', () => {
    expect(chosenRange({ shown: SHOWN, chosen: ['x', 'c'], anchor: 'b' }, 'd', true)).toEqual(['x', 'c', 'b', 'd']);
    expect(chosenRange({ shown: SHOWN, chosen: [], anchor: 'f' }, 'd', true)).toEqual(['d', 'e', 'f']);
    expect(chosenRange({ shown: SHOWN, chosen: SHOWN, anchor: 'b' }, 'g', false)).toEqual(['a', 'h']);
  });

  it('a range without a start that is shown is one run', () => {
    expect(chosenRange({ shown: SHOWN, chosen: [], anchor: undefined }, 'd', true)).toEqual(['d']);
    expect(chosenRange({ shown: SHOWN, chosen: ['a'], anchor: 'hidden' }, 'd', true)).toEqual(['a', 'd']);
  });

  it('all of those shown are selected, more than the charts can draw, and none of them the second time', () => {
    const all = allToggled({ shown: SHOWN, chosen: ['hidden', 'c'] });
    expect(all).toEqual(['hidden', 'c', 'a', 'b', 'd', 'e', 'f', 'g', 'h']);
    expect(allToggled({ shown: SHOWN, chosen: all })).toEqual(['hidden']);
    expect(allToggled({ shown: SHOWN, chosen: SHOWN.slice(1) })).toEqual([...SHOWN.slice(1), 'a']);
  });

  it('says whether all, some or none of those shown are selected', () => {
    expect(chosenOf({ shown: SHOWN, chosen: [...SHOWN, 'hidden'] })).toBe('all');
    expect(chosenOf({ shown: SHOWN, chosen: ['b'] })).toBe('some');
    expect(chosenOf({ shown: SHOWN, chosen: ['hidden'] })).toBe('none');
    expect(chosenOf({ shown: [], chosen: [] })).toBe('none');
  });
});
