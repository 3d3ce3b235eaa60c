import { AwakeTime } from '../../core/awake-time.ts';

/** Lets something be done now and then, so that it takes no more than a share of the time; it never decides what is computed. */
export class Budget {
  readonly #share: number;
  readonly #leastPauseMs: number;
  readonly #awake = new AwakeTime();
  #lastMs: number | undefined;
  #nextAt = Number.NEGATIVE_INFINITY;

  /**
   * @param share of the time, 0..1
   * @param leastPauseMs between the end of one and the start of the next, however cheap they are
   */
  constructor(share: number, leastPauseMs: number) {
    this.#share = share;
    this.#leastPauseMs = leastPauseMs;
  }

  isDue(nowMs: number): boolean {
    return nowMs >= this.#nextAt;
  }

  /** It was done, and took `ms` until now. */
  spent(ms: number, nowMs: number): void {
    // A night that the machine slept meanwhile would be paid for with weeks.
    const counted = this.#awake.count(ms, this.#lastMs).ms;
    this.#lastMs = counted;
    this.#nextAt = nowMs + Math.max(this.#leastPauseMs, counted / this.#share);
  }
}
