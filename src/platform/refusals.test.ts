import { afterEach, describe, expect, it, vi } from 'vitest';
import { lockManager, openChannel, refusalOfLocks } from './among-tabs.ts';
import { compressor, decompressor } from './deflate-streams.ts';
import { hiddenContext } from './hidden-canvas.ts';
import { serviceWorkers } from './service-workers.ts';
import { cacheStorage, databases, storageEstimate } from './storages.ts';
import { tabStorage } from './tab-storage.ts';

afterEach(() => vi.unstubAllGlobals());

function refuse(): never {
  throw new DOMException('The operation is insecure.', 'SecurityError');
}

/** Asking for any of these properties throws, as in a frame without an origin of its own. */
function withThrowing(...names: string[]): object {
  return Object.defineProperties({}, Object.fromEntries(names.map((name) => [name, { get: refuse }])));
}

/** A class that can't be made, as BroadcastChannel in Firefox where cookies are blocked. */
const Unmakeable = class {
  constructor() {
    refuse();
  }
};

describe('what the browser throws at', () => {
  it('is not there', async () => {
    for (const name of ['BroadcastChannel', 'CompressionStream', 'DecompressionStream'])
      vi.stubGlobal(name, Unmakeable);
    vi.stubGlobal('navigator', withThrowing('locks', 'serviceWorker', 'storage'));
    vi.stubGlobal('window', withThrowing('sessionStorage'));
    for (const name of ['caches', 'indexedDB']) {
      vi.stubGlobal(name, undefined);
      Object.defineProperty(globalThis, name, { get: refuse, configurable: true });
    }
    const asked = [openChannel('x'), lockManager(), serviceWorkers(), tabStorage(), cacheStorage(), databases()];
    expect([...asked, compressor(), decompressor()]).toEqual(Array.from({ length: 8 }, () => undefined));
    expect(await storageEstimate()).toBeUndefined();
  });
});

it('locks that are there and refuse are told from those that work', async () => {
  const refusing = { query: async () => refuse(), request: async () => refuse() };
  expect(await refusalOfLocks(refusing)).toMatch(/insecure/);
  const working = { ...refusing, query: async () => ({ held: [], pending: [] }) };
  expect(await refusalOfLocks(working)).toBeUndefined();
});

it('without OffscreenCanvas a canvas outside of the page is as good', () => {
  vi.stubGlobal('OffscreenCanvas', undefined);
  const canvas = { width: 0, height: 0, getContext: (kind: string) => ({ kind, canvas }) };
  vi.stubGlobal('document', { createElement: (name: string) => name === 'canvas' && canvas });
  expect(hiddenContext(28, 56)).toEqual({ kind: '2d', canvas });
  expect(canvas).toMatchObject({ width: 28, height: 56 });
});
