import { describe, expect, it } from 'vitest';
import { parseLaunchOptions } from './launch-options.ts';

describe('parseLaunchOptions', () => {
  it('chooses by itself without a query', () => {
    expect(parseLaunchOptions('')).toEqual({ backend: 'auto', threads: 0, notices: [] });
  });

  it('takes a backend and a number of threads', () => {
    expect(parseLaunchOptions('?backend=wasm&threads=2')).toEqual({ backend: 'wasm', threads: 2, notices: [] });
  });

  it.each(['0', '65', '-1', '2.5', '1e1', '', 'many', '9999999999'])('ignores %s threads and says so', (threads) => {
    const options = parseLaunchOptions(`?threads=${threads}`);
    expect(options.threads).toBe(0);
    expect(options.notices).toHaveLength(1);
  });

  it('ignores a backend there is none of, and quotes no more than a little of it', () => {
    const options = parseLaunchOptions(`?backend=${'x'.repeat(5000)}`);
    expect(options.backend).toBe('auto');
    expect(options.notices.join('').length).toBeLessThan(200);
  });
});
