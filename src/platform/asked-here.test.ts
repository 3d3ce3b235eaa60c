import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** What settings or age take away. Biome could forbid the globals, but not what hangs on `navigator` or `window`. */
const REFUSABLE =
  /\b(?:new (?:BroadcastChannel|OffscreenCanvas|CompressionStream|DecompressionStream)|(?:navigator|window|globalThis|self)[.](?:locks|serviceWorker|storage|localStorage|sessionStorage|indexedDB|caches)\b|(?:localStorage|sessionStorage|indexedDB|caches)[.])/;

/** It runs only where service workers, caches and locks are, and goes to the network where they fail. */
const SERVICE_WORKER = 'hosting/offline.worker.ts';

const SOURCE = join(import.meta.dirname, '..');

function askers(): string[] {
  return readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /[.]tsx?$/.test(path) && !/[.]test[.]tsx?$/.test(path))
    .filter((path) => REFUSABLE.test(readFileSync(join(SOURCE, path), 'utf8')));
}

it('is asked for in this folder only', () => {
  const found = askers();
  expect(found.filter((path) => !path.startsWith('platform/'))).toEqual([SERVICE_WORKER]);
  expect(found.length).toBeGreaterThan(3);
});
