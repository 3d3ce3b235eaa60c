import { describe, expect, it } from 'vitest';
import { begunLastFirst } from './run-order.ts';

/** @param createdAt what the clock showed */
const run = (name: string, number: number | undefined, createdAt: number) => ({
  name,
  header: { createdAt, ...(number !== undefined && { number }) },
});

const names = (...runs: readonly ReturnType<typeof run>[]) => begunLastFirst(runs).map(({ name }) => name);

describe('the order of runs', () => {
  it('is that of their numbers, also when the clock was set back between them', () => {
    const [a, b, c, d] = [run('1', 1, 500), run('2', 2, 600), run('3', 3, 100), run('4', 4, 110)];
    expect(names(a, b, c, d)).toEqual(['4', '3', '2', '1']);
    expect(names(c, a, d, b)).toEqual(['4', '3', '2', '1']);
  });

  it('is by the clock for runs without a number, each between the others where it belongs', () => {
    const numbered = [run('1', 1, 100), run('2', 2, 200), run('3', 3, 300)];
    expect(names(run('early', undefined, 50), ...numbered, run('between', undefined, 250))).toEqual([
      '3',
      'between',
      '2',
      '1',
      'early',
    ]);
    expect(names(run('b', undefined, 2), run('a', undefined, 1), run('c', undefined, 3))).toEqual(['c', 'b', 'a']);
  });

  it('takes no number that two runs have: one of them was begun before the others were known', () => {
    expect(names(run('1', 1, 100), run('2', 2, 200), run('1 again', 1, 300), run('3', 3, 400))).toEqual([
      '3',
      '1 again',
      '2',
      '1',
    ]);
  });

  it('is one order whatever order the runs come in, with numbers and without', () => {
    const runs = [
      run('1', 1, 500),
      run('x', undefined, 550),
      run('2', 2, 100),
      run('y', undefined, 120),
      run('3', 3, 700),
      run('z', undefined, 9000),
    ];
    const expected = ['z', '3', 'x', '2', '1', 'y'];
    for (let turn = 0; turn < runs.length; turn++) {
      expect(names(...runs.slice(turn), ...runs.slice(0, turn))).toEqual(expected);
      expect(names(...runs.slice(turn).reverse(), ...runs.slice(0, turn))).toEqual(expected);
    }
  });
});
