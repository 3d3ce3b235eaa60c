/**
 * Asks about something that changes faster than it should be asked about: one question is on its way at a time, the next
 * is about what there is by then, and a pause lies between two. So answers come in the order of what they are about, and a
 * slow engine is not left with a queue.
 */
export class PacedAsking<Question, Answer> {
  readonly #ask: (question: Question) => Promise<Answer>;
  readonly #onAnswer: (answer: Answer, question: Question) => void;
  readonly #leastPauseMs: number;
  #waiting: { readonly question: Question } | undefined;
  #isAsking = false;

  /** @param leastPauseMs from one question to the next, however fast the answer */
  constructor(
    ask: (question: Question) => Promise<Answer>,
    onAnswer: (answer: Answer, question: Question) => void,
    leastPauseMs: number,
  ) {
    this.#ask = ask;
    this.#onAnswer = onAnswer;
    this.#leastPauseMs = leastPauseMs;
  }

  /** Asks this at once or as soon as it may; whatever was waiting is not asked any more. */
  put(question: Question): void {
    this.#waiting = { question };
    if (!this.#isAsking) void this.#askAll();
  }

  async #askAll(): Promise<void> {
    this.#isAsking = true;
    try {
      while (this.#waiting !== undefined) {
        const { question } = this.#waiting;
        this.#waiting = undefined;
        const pause = new Promise((resolve) => setTimeout(resolve, this.#leastPauseMs));
        this.#onAnswer(await this.#ask(question), question);
        await pause;
      }
    } finally {
      this.#isAsking = false;
    }
  }
}
