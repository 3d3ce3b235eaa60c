import { announcing, BrowserRunChanges, type RunChanges } from './run-changes.ts';
import { BrowserRunLock, type RunLock } from './run-lock.ts';
import type { RunStorage, StoreResult } from './run-storage.ts';
import { StoreClient } from './store-client.ts';

/** All that keeping runs takes. */
export interface RunPlace {
  readonly storage: RunStorage;
  readonly lock: RunLock;
  readonly changes: RunChanges;
  newKey(): string;
  /** What everything this origin keeps takes, and may take, in bytes; undefined where the browser doesn't say. */
  usage(): Promise<StorageUsage | undefined>;
}

export interface StorageUsage {
  readonly usedBytes: number;
  readonly quotaBytes: number;
}

/**
 * The runs of this browser. Without locks (pages that came over plain http have none) two tabs would write one run, so
 * there nothing is kept.
 */
export function openBrowserRuns(): RunPlace {
  if (typeof navigator === 'undefined' || navigator.locks === undefined) return NO_RUNS;
  const changes = new BrowserRunChanges();
  return {
    storage: announcing(new StoreClient(), changes),
    lock: new BrowserRunLock(navigator.locks),
    changes,
    newKey: () => crypto.randomUUID(),
    usage: browserUsage,
  };
}

async function browserUsage(): Promise<StorageUsage | undefined> {
  try {
    const { usage, quota } = await navigator.storage.estimate();
    return usage === undefined || quota === undefined ? undefined : { usedBytes: usage, quotaBytes: quota };
  } catch {
    return undefined;
  }
}

async function unavailable<Value>(): Promise<StoreResult<Value>> {
  return { ok: false, fault: { code: 'unavailable', message: 'the browser has no locks for this page' } };
}

let unkept = 0;

const NO_RUNS: RunPlace = {
  storage: {
    list: unavailable,
    load: unavailable,
    read: unavailable,
    save: unavailable,
    label: unavailable,
    dropWeights: unavailable,
    remove: unavailable,
  },
  lock: {
    isFree: async () => false,
    take: async () => false,
    release: () => undefined,
    heldKeys: async () => new Set(),
    whileFree: async () => undefined,
  },
  changes: { announce: () => undefined, listen: () => () => undefined },
  newKey: () => `not kept ${++unkept}`,
  usage: async () => undefined,
};
