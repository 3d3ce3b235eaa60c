import { BrowserRunLock, type RunLock } from './run-lock.ts';
import type { RunStorage, StoreResult } from './run-storage.ts';
import { StoreClient } from './store-client.ts';

/** All that keeping runs takes. */
export interface RunPlace {
  readonly storage: RunStorage;
  readonly lock: RunLock;
  newKey(): string;
}

/**
 * The runs of this browser. Without locks (pages that came over plain http have none) two tabs would write one run, so
 * there nothing is kept.
 */
export function openBrowserRuns(): RunPlace {
  if (typeof navigator === 'undefined' || navigator.locks === undefined) return NO_RUNS;
  return {
    storage: new StoreClient(),
    lock: new BrowserRunLock(navigator.locks),
    newKey: () => crypto.randomUUID(),
  };
}

async function unavailable<Value>(): Promise<StoreResult<Value>> {
  return { ok: false, fault: { code: 'unavailable', message: 'the browser has no locks for this page' } };
}

const NO_RUNS: RunPlace = {
  storage: { list: unavailable, load: unavailable, save: unavailable, remove: unavailable },
  lock: { isFree: async () => false, take: async () => false, release: () => undefined },
  newKey: () => 'not kept',
};
