/**
 * Gathers changes and publishes them together, so that a fast engine doesn't make the page draw faster than anybody can
 * see. Where no frames come (the tab is hidden, also between asking for a frame and its coming, or a frame is out of sight)
 * a timer publishes, and nothing is lost.
 */
export interface PublisherClock {
  requestFrame(publish: () => void): void;
  /** Milliseconds. */
  delay(publish: () => void, ms: number): void;
  now(): number;
  isHidden(): boolean;
}

/** Drawing competes with the engine for the same cores; four times a second is live enough for a curve. */
export const PUBLISH_INTERVAL_MS = 250;

export const BROWSER_CLOCK: PublisherClock = {
  requestFrame: (publish) => {
    requestAnimationFrame(publish);
  },
  delay: (publish, ms) => {
    setTimeout(publish, ms);
  },
  now: () => performance.now(),
  isHidden: () => document.hidden,
};

export class Publisher {
  readonly #publish: () => void;
  readonly #clock: PublisherClock;
  #scheduled = false;
  /** Counts what was published: a frame or a timer that was asked for before is of no use any more. */
  #turn = 0;
  #lastAt = Number.NEGATIVE_INFINITY;

  constructor(publish: () => void, clock: PublisherClock = BROWSER_CLOCK) {
    this.#publish = publish;
    this.#clock = clock;
  }

  /** Something changed: publish soon. */
  touch(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    const wait = this.#lastAt + PUBLISH_INTERVAL_MS - this.#clock.now();
    const turn = this.#turn;
    if (wait > 0 || this.#clock.isHidden()) this.#clock.delay(() => this.#onDelayOver(turn), Math.max(0, wait));
    else this.#awaitFrame(turn);
  }

  /** Publishes what there is at once. */
  flush(): void {
    if (!this.#scheduled) return;
    this.#scheduled = false;
    this.#turn++;
    this.#lastAt = this.#clock.now();
    this.#publish();
  }

  #onDelayOver(turn: number): void {
    if (turn !== this.#turn) return;
    if (this.#clock.isHidden()) this.flush();
    else this.#awaitFrame(turn);
  }

  /** With the next frame, or soon without it. */
  #awaitFrame(turn: number): void {
    const publish = (): void => {
      if (turn === this.#turn) this.flush();
    };
    this.#clock.requestFrame(publish);
    this.#clock.delay(publish, PUBLISH_INTERVAL_MS);
  }
}
