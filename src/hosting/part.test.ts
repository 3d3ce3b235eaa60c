import { describe, expect, it } from 'vitest';
import { PartError, part, partFault } from './part.ts';

describe('a part of the page', () => {
  it('is fetched once, however often and early it is asked for', async () => {
    let fetches = 0;
    const once = part(async () => `fetched ${++fetches}`);
    expect(once.value()).toBeUndefined();
    expect(await Promise.all([once.load(), once.load()])).toEqual(['fetched 1', 'fetched 1']);
    expect(await once.load()).toBe('fetched 1');
    expect(once.value()).toBe('fetched 1');
  });

  it('that does not come says why and how often it was tried, and is tried again when asked for again', async () => {
    const answers = [
      () => Promise.reject(new TypeError('404')),
      () => Promise.reject(new TypeError('404 again')),
      () => Promise.resolve('here'),
    ];
    const late = part(
      () => (answers.shift() ?? (() => Promise.reject(new Error('asked too often'))))(),
      async () => 'unreachable',
    );
    const failure = async () => late.load().catch((error: unknown) => error);
    expect(await failure()).toMatchObject({ fault: 'unreachable', failures: 1, message: '404' });
    expect(await failure()).toMatchObject({ fault: 'unreachable', failures: 2, message: '404 again' });
    expect(await late.load()).toBe('here');
  });

  it('fails with an error of its own kind', async () => {
    const never = part(
      () => Promise.reject(new Error('no')),
      async () => 'refused',
    );
    await expect(never.load()).rejects.toBeInstanceOf(PartError);
  });
});

describe('why a part does not come', () => {
  const pageOf = (version: string) => `<title>Fitting Room</title>\n<meta name="version" content="${version}" />`;

  it('is told by the page that the server has now', () => {
    expect(partFault(false, '', pageOf('aa01'))).toBe('unreachable');
    expect(partFault(true, pageOf('bb02'), pageOf('aa01'))).toBe('replaced');
    expect(partFault(true, pageOf('aa01'), pageOf('aa01'))).toBe('refused');
  });

  it('is not guessed at from a page without a version', () => {
    expect(partFault(true, '<title>Sign in to the Wi-Fi</title>', pageOf('aa01'))).toBe('refused');
    expect(partFault(true, pageOf('aa01'), '<title>Being developed</title>')).toBe('refused');
  });
});
