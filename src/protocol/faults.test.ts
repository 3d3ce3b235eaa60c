import { describe, expect, it } from 'vitest';
import { asFault, FaultError, faultSchema } from './faults.ts';

describe('asFault', () => {
  it('keeps the code and message of a fault on its way up', () => {
    const fault = asFault(new FaultError('shard-hash', 'train-03.png is not what the manifest says'), 'wasm-failed');
    expect(fault).toEqual({ code: 'shard-hash', message: 'train-03.png is not what the manifest says' });
    expect(faultSchema.parse(fault)).toEqual(fault);
  });

  it('turns anything else that was thrown into the code asked for', () => {
    expect(asFault(new TypeError('x is not a function'))).toEqual({ code: 'internal', message: 'x is not a function' });
    expect(asFault('gone', 'gpu-lost')).toEqual({ code: 'gpu-lost', message: 'gone' });
  });

  it('keeps the cause for the console', () => {
    const cause = new Error('404');
    expect(new FaultError('shard-unreachable', 'train-00.png', { cause }).cause).toBe(cause);
  });
});
