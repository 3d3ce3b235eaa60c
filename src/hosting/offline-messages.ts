/** What the page tells the service worker, and the names both know. */

export type OfflineRequest =
  /** Keep all files of this version, and let go of versions that no page uses. */
  | 'keep'
  /** Take over from the version before, now. */
  | 'take-over';

/** Relative to the page. */
export const SERVICE_WORKER_FILE = 'sw.js';

/** A page holds this lock for as long as it lives, so that the files of its version are kept for it. */
export function versionLockName(scope: string, version: string): string {
  return `fitting-room-version ${scope} ${version}`;
}
