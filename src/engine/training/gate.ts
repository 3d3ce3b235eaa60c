import { nextTask } from './macrotask.ts';

export async function whenAborted(signal: AbortSignal): Promise<undefined> {
  if (signal.aborted) return undefined;
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(undefined), { once: true }));
}

/**
 * Where a run stops and goes on: the loop passes the gate between chunks of work, and the person's commands open, close
 * and end it.
 */
export class Gate {
  readonly #onPause: () => Promise<void>;
  readonly #onResume: () => void;
  #state: 'open' | 'closed' | 'ended' = 'open';
  #wake: (() => void) | undefined;
  readonly #ending = new AbortController();
  /** Resolves when the run ends: whoever waits for something else races it against this. */
  readonly whenEnded = whenAborted(this.#ending.signal);

  /** @param onPause the run stands still until it resolves, whatever the person does */
  constructor(onPause: () => Promise<void>, onResume: () => void) {
    this.#onPause = onPause;
    this.#onResume = onResume;
  }

  get closed(): boolean {
    return this.#state === 'closed';
  }

  get ended(): boolean {
    return this.#state === 'ended';
  }

  /** Aborted when the run ends. */
  get signal(): AbortSignal {
    return this.#ending.signal;
  }

  open(): void {
    if (this.#state === 'closed') this.#change('open');
  }

  close(): void {
    if (this.#state === 'open') this.#change('closed');
  }

  end(): void {
    this.#ending.abort();
    this.#change('ended');
  }

  /** Lets commands in, then waits while the gate is closed. False when the run has ended. */
  async pass(): Promise<boolean> {
    await nextTask();
    if (this.#state === 'closed') {
      await this.#onPause();
      while (this.#state === 'closed') {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
      if (!this.ended) this.#onResume();
    }
    return !this.ended;
  }

  #change(state: 'open' | 'closed' | 'ended'): void {
    this.#state = state;
    this.#wake?.();
    this.#wake = undefined;
  }
}
