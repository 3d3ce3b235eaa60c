import type { OfflineRequest } from './offline-messages.ts';

/** A page that stays open for days hears of a new version within the hour. */
const LOOK_AGAIN_MS = 3_600_000;

/**
 * Whether a newer version of the app is ready. It is loaded when the person says so: the version on screen, with its run,
 * goes on until then, in every tab.
 */
export class AppUpdates {
  readonly #listeners = new Set<() => void>();
  #registration: ServiceWorkerRegistration | undefined;
  #isReady = false;

  /** Follows a registration from now on. */
  watch(registration: ServiceWorkerRegistration, workers: ServiceWorkerContainer): void {
    this.#registration = registration;
    // Without a worker before it, the first one is no update.
    const look = (): void => {
      if (registration.waiting !== null && registration.active !== null) this.#announce();
    };
    const follow = (): void => registration.installing?.addEventListener('statechange', look);
    look();
    follow();
    registration.addEventListener('updatefound', follow);
    let { controller } = workers;
    workers.addEventListener('controllerchange', () => {
      // Another tab loaded the newer version, which serves this one too.
      if (controller !== null) this.#announce();
      controller = workers.controller;
    });
    setInterval(() => void registration.update().catch(() => undefined), LOOK_AGAIN_MS);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly isReady = (): boolean => this.#isReady;

  /** Loads the newer version. What is on screen and not saved is lost. */
  load(): void {
    const waiting = this.#registration?.waiting;
    if (!waiting) {
      location.reload();
      return;
    }
    waiting.addEventListener('statechange', () => {
      if (waiting.state === 'activated') location.reload();
    });
    const request: OfflineRequest = 'take-over';
    waiting.postMessage(request);
  }

  #announce(): void {
    this.#isReady = true;
    for (const listener of this.#listeners) listener();
  }
}
