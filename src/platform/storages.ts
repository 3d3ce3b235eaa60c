import { asked } from './asked.ts';

/** For whole files. Where it is there it may still refuse each use. */
export function cacheStorage(): CacheStorage | undefined {
  return asked((): CacheStorage | undefined => globalThis.caches);
}

/** For databases. Where it is there, opening one may still throw. */
export function databases(): IDBFactory | undefined {
  return asked((): IDBFactory | undefined => globalThis.indexedDB);
}

/** What everything this origin keeps takes, and may take; undefined where the browser doesn't say. */
export async function storageEstimate(): Promise<StorageEstimate | undefined> {
  try {
    return await navigator.storage.estimate();
  } catch {
    return undefined;
  }
}
