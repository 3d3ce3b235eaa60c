/**
 * One tab at a time writes a run: while it has the run it holds a lock named after the run's key. The browser frees the
 * lock when the tab is closed, reloaded or crashes (Web Locks API, https://www.w3.org/TR/web-locks/).
 */
export interface RunLock {
  /** Whether no tab, this one included, has the run. */
  isFree(key: string): Promise<boolean>;
  /** False when another tab has the run. The run held before is let go. */
  take(key: string): Promise<boolean>;
  release(): void;
  /** The keys of the runs that some tab has, this one included. */
  heldKeys(): Promise<ReadonlySet<string>>;
  /** Does something with a run that no tab has, and keeps it from all others meanwhile; undefined when one has it. */
  whileFree<Value>(key: string, act: () => Promise<Value>): Promise<Value | undefined>;
}

const LOCK_PREFIX = 'fitting-room-run-';

export class BrowserRunLock implements RunLock {
  readonly #locks: LockManager;
  #release: (() => void) | undefined;
  /** The latest request; an earlier one that is only granted now is let go at once. */
  #turn = 0;

  constructor(locks: LockManager) {
    this.#locks = locks;
  }

  async isFree(key: string): Promise<boolean> {
    return !(await this.heldKeys()).has(key);
  }

  async heldKeys(): Promise<ReadonlySet<string>> {
    // Refused where the browser keeps nothing for this page: then no tab has anything.
    const { held = [] } = await this.#locks.query().catch((): LockManagerSnapshot => ({}));
    const names = held.flatMap(({ name }) => (name?.startsWith(LOCK_PREFIX) ? [name] : []));
    return new Set(names.map((name) => name.slice(LOCK_PREFIX.length)));
  }

  whileFree<Value>(key: string, act: () => Promise<Value>): Promise<Value | undefined> {
    const request = this.#locks.request(lockName(key), { ifAvailable: true }, async (lock) =>
      lock === null ? undefined : act(),
    );
    // Refused as `query` is; and what is done with a run says by its value what went wrong.
    return request.catch(() => undefined);
  }

  take(key: string): Promise<boolean> {
    this.release();
    const turn = this.#turn;
    return new Promise((resolve) => {
      const holding = this.#locks.request(lockName(key), { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        if (lock === null || turn !== this.#turn) return undefined;
        return new Promise<void>((release) => {
          this.#release = release;
        });
      });
      holding.catch(() => resolve(false));
    });
  }

  release(): void {
    this.#release?.();
    this.#release = undefined;
    this.#turn++;
  }
}

function lockName(key: string): string {
  return LOCK_PREFIX + key;
}
