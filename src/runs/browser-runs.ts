import { lockManager, refusalOfLocks } from '../platform/among-tabs.ts';
import { storageEstimate } from '../platform/storages.ts';
import { announcing, BrowserRunChanges, type RunChanges } from './run-changes.ts';
import { BrowserRunLock, type RunLock } from './run-lock.ts';
import type { RunStorage, StoreFault, StoreResult } from './run-storage.ts';
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
 * The runs of this browser. Without locks two tabs would write one run, so there nothing is kept: pages that came over
 * plain http have none, and where cookies are blocked they are refused.
 */
export function openBrowserRuns(): RunPlace {
  const locks = lockManager();
  if (locks === undefined) return NO_RUNS;
  const changes = new BrowserRunChanges();
  const store = new StoreClient();
  void refusalOfLocks(locks).then((reason) => reason !== undefined && store.refuse(noLocks(reason)));
  return {
    storage: announcing(store, changes),
    lock: new BrowserRunLock(locks),
    changes,
    newKey: () => crypto.randomUUID(),
    usage: browserUsage,
  };
}

async function browserUsage(): Promise<StorageUsage | undefined> {
  const { usage, quota } = (await storageEstimate()) ?? {};
  return usage === undefined || quota === undefined ? undefined : { usedBytes: usage, quotaBytes: quota };
}

function noLocks(reason: string): StoreFault {
  return { code: 'unavailable', message: `the browser gives this page no locks: ${reason}` };
}

async function unavailable<Value>(): Promise<StoreResult<Value>> {
  return { ok: false, fault: noLocks('it has none') };
}

let unkept = 0;

const NO_RUNS: RunPlace = {
  storage: {
    list: unavailable,
    load: unavailable,
    read: unavailable,
    readWhole: unavailable,
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
