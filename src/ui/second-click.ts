/** Two clicks within this time are a double click, even a slow one. */
const DOUBLE_CLICK_MS = 500;

/**
 * Tells the second click of a double click on a button that turns into its own opposite: Train starts, and the Pause in its
 * place would stop again what was meant to go on.
 */
export class StartClicks {
  #startedAtMs = Number.NEGATIVE_INFINITY;

  /** @param atMs by the clock of events */
  start(atMs: number, act: () => void): void {
    this.#startedAtMs = atMs;
    act();
  }

  /** Whether the click belongs to the one that started something. */
  isSecond(atMs: number): boolean {
    return atMs - this.#startedAtMs < DOUBLE_CLICK_MS;
  }
}
