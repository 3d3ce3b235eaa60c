/**
 * Notices an engine that no longer answers: nothing tells a page that its worker was killed by the browser for memory,
 * or is caught in an endless loop.
 *
 * Time is counted in ticks of a timer rather than by the clock, so a laptop that slept for an hour is not a silence.
 */
export interface SilenceLimits {
  /** Silent ticks before the engine is asked for a sign of life. */
  readonly askAfter: number;
  /** Silent ticks before it is given up. */
  readonly giveUpAfter: number;
}

export class SilenceWatch {
  #silentTicks = 0;

  /** Call on every message of the engine. */
  heard(): void {
    this.#silentTicks = 0;
  }

  /** Call on every tick; says what to do now. */
  tick(limits: SilenceLimits): 'wait' | 'ask' | 'give-up' {
    this.#silentTicks++;
    if (this.#silentTicks >= limits.giveUpAfter) return 'give-up';
    return this.#silentTicks % limits.askAfter === 0 ? 'ask' : 'wait';
  }
}
