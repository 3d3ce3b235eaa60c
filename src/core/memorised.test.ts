import { describe, expect, it } from 'vitest';
import { countMemorised } from './memorised.ts';

/** Images 3, 0 and so on of a dataset labelled 0, 1, 2 ... by index. */
const CLEAN = Uint8Array.of(0, 1, 2, 3, 4, 5);

function answers(...rows: [image: number, given: number, predicted: number][]) {
  return {
    indices: Uint32Array.from(rows, ([image]) => image),
    actual: Uint8Array.from(rows, ([, given]) => given),
    predicted: Uint8Array.from(rows, ([, , predicted]) => predicted),
  };
}

describe('countMemorised', () => {
  it('tells wrong labels that were learned from those answered rightly and from other errors', () => {
    const measured = answers([3, 7, 7], [0, 9, 9], [5, 6, 5], [1, 2, 8], [2, 2, 2], [4, 4, 0]);
    expect(countMemorised(measured, CLEAN)).toEqual({ wrong: 4, learned: 2, right: 1 });
  });

  it('counts nothing where every label is right', () => {
    expect(countMemorised(answers([0, 0, 0], [1, 1, 5]), CLEAN)).toEqual({ wrong: 0, learned: 0, right: 0 });
  });

  it('refuses columns of unequal length and images outside the dataset', () => {
    expect(() => countMemorised({ ...answers([0, 0, 0]), predicted: new Uint8Array(2) }, CLEAN)).toThrow(RangeError);
    expect(() => countMemorised(answers([6, 0, 0]), CLEAN)).toThrow('image 6');
  });
});
