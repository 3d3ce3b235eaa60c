import { tabStorage } from '../platform/tab-storage.ts';

/**
 * Threads need cross-origin isolation. Where the host doesn't send its headers the service worker adds them, but only to
 * pages loaded after it was there: the very first page is loaded once more, before its engine starts.
 */

const RELOADED_MARK = 'fitting-room-reloaded-for-isolation';
/** The service worker is there after a fraction of a second; a slow network is not waited for longer than this. */
const PATIENCE_MS = 4000;

/** Whether a reload under a service worker can bring isolation that isn't there. Within a frame it is up to the outer page. */
export function canBeIsolated(): boolean {
  return !globalThis.crossOriginIsolated && globalThis.isSecureContext && window.top === window;
}

/**
 * Loads the page once more as soon as the service worker is there: once in the life of a tab, so never in a loop.
 * @param isReady resolves when the service worker is there, with false when it won't be
 * @returns whether the page is being loaded again
 */
export async function reloadForIsolation(isReady: Promise<boolean>): Promise<boolean> {
  // Without a memory there must be no reload.
  const storage = tabStorage();
  if (storage === undefined || storage.getItem(RELOADED_MARK) !== null) return false;
  const patience = new Promise<false>((resolve) => setTimeout(() => resolve(false), PATIENCE_MS));
  if (!(await Promise.race([isReady, patience]))) return false;
  storage.setItem(RELOADED_MARK, 'yes');
  location.reload();
  return true;
}

/** A page that got its isolation may be loaded past the service worker later (Shift and reload), and then needs another. */
export function forgetReload(): void {
  if (globalThis.crossOriginIsolated) tabStorage()?.removeItem(RELOADED_MARK);
}
