import { lockManager } from '../platform/among-tabs.ts';
import { serviceWorkers } from '../platform/service-workers.ts';
import type { AppUpdates } from './app-updates.ts';
import { canBeIsolated, forgetReload, reloadForIsolation } from './isolation.ts';
import { type OfflineRequest, SERVICE_WORKER_FILE, versionLockName } from './offline-messages.ts';

/**
 * Starts what makes the page work offline and, where the host can't, isolated. The page works without any of it: a browser
 * without service workers, or one that refuses them, is left alone.
 * @returns whether the engine may start: not when the page is about to be loaded again
 */
export async function startHosting(updates: AppUpdates): Promise<boolean> {
  forgetReload();
  // There is one in the built app only, and on secure origins.
  const workers = import.meta.env.PROD ? serviceWorkers() : undefined;
  if (workers === undefined) return true;
  if (!canBeIsolated()) {
    void afterLoading().then(() => register(workers, updates));
    return true;
  }
  return !(await reloadForIsolation(register(workers, updates)));
}

/** The first images go first. */
function afterLoading(): Promise<void> {
  return new Promise((resolve) => {
    if (document.readyState === 'complete') resolve();
    else window.addEventListener('load', () => resolve(), { once: true });
  });
}

/** @returns whether the service worker serves the pages loaded from now on */
async function register(workers: ServiceWorkerContainer, updates: AppUpdates): Promise<boolean> {
  try {
    const address = new URL(SERVICE_WORKER_FILE, document.baseURI);
    // A browser that is told to block them may answer with nothing.
    const registration: ServiceWorkerRegistration | undefined = await workers.register(address);
    if (registration === undefined) return false;
    holdVersion(registration.scope);
    updates.watch(registration, workers);
    const { active } = await workers.ready;
    const request: OfflineRequest = 'keep';
    active?.postMessage(request);
    return true;
  } catch {
    return false;
  }
}

/** The files of this page's version stay while it lives. */
function holdVersion(scope: string): void {
  const version = document.querySelector<HTMLMetaElement>('meta[name="version"]')?.content;
  if (version === undefined) return;
  const forever = () => new Promise(() => undefined);
  // Refused, the files may go when a newer version comes: then a reload gets that one.
  void lockManager()
    ?.request(versionLockName(scope, version), { mode: 'shared' }, forever)
    .catch(() => undefined);
}
