/** @typedef {import('../../src/protocol/messages.ts').EngineEvent} EngineEvent */

/** Events of the engine in the order they came, for one reader. */
export class EventQueue {
  /** @type {EngineEvent[]} */
  #events = [];
  /** @type {Error | undefined} */
  #failure;
  #wake = () => {};

  /** @param {EngineEvent} event */
  add(event) {
    this.#events.push(event);
    this.#wake();
  }

  /** @param {Error} error */
  fail(error) {
    this.#failure ??= error;
    this.#wake();
  }

  /** @returns {Promise<EngineEvent>} */
  async next() {
    for (;;) {
      const event = this.#events.shift();
      if (event !== undefined) return event;
      if (this.#failure !== undefined) throw this.#failure;
      await /** @type {Promise<void>} */ (
        new Promise((resolve) => {
          this.#wake = resolve;
        })
      );
    }
  }
}
