/** What a person at the terminal, or reading the log, sees of a run. */

/** @param {number} seconds */
export function duration(seconds) {
  const whole = Math.round(seconds);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const [hours = 0, minutes = 0, rest = 0] = parts;
  const two = (/** @type {number} */ value) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** @param {import('./state.mjs').Measured} measured */
export function accuracyOf({ counts }) {
  let correct = 0;
  let total = 0;
  for (const [cell, count] of counts.entries()) {
    total += count;
    if (cell % 11 === 0) correct += count;
  }
  return correct / total;
}

/** @param {number} share */
export const percent = (share) => `${(100 * share).toFixed(2)}%`;

export class EpochProgress {
  #startedAt = performance.now();

  /** @param {import('./state.mjs').RunState} begun */
  constructor({ id, experiment, epochs }) {
    this.id = id;
    this.total = experiment.epochs;
    this.begunWith = epochs.length;
    this.stepsPerEpoch = Math.ceil(experiment.trainImages / experiment.batchSize);
  }

  /**
   * Seconds to the end, by the pace of this session.
   * @param {number} done epochs, with fractions
   */
  #left(done) {
    const elapsed = (performance.now() - this.#startedAt) / 1000;
    return (elapsed / Math.max(1e-9, done - this.begunWith)) * (this.total - done);
  }

  /**
   * @param {number} step
   * @param {number} msPerStep
   */
  steps(step, msPerStep) {
    // A log keeps one line an epoch.
    if (!process.stdout.isTTY) return;
    const done = step / this.stepsPerEpoch;
    const left = duration(this.#left(done));
    const total = this.stepsPerEpoch * this.total;
    process.stdout.write(
      `\r  ${this.id}  step ${step}/${total}, ${msPerStep.toFixed(0)} ms each, about ${left} left   `,
    );
  }

  /**
   * @param {import('./state.mjs').RunState} state
   * @param {number} load of the machine
   */
  epoch({ epochs, checkpoint, seconds }, load) {
    const last = epochs.at(-1);
    if (last === undefined) return;
    const best = checkpoint?.best;
    const parts = [
      `train ${percent(accuracyOf(last.train))}`,
      `validation ${percent(accuracyOf(last.validation))}`,
      `best ${percent(best?.accuracy ?? 0)} in epoch ${best?.epoch ?? 0}`,
      `rate ${last.learningRate.toPrecision(3)}`,
      `${duration(seconds)} so far`,
      `about ${duration(this.#left(epochs.length))} left at most`,
      `load ${load.toFixed(1)}`,
    ];
    const clear = process.stdout.isTTY ? '\r\x1b[K' : '';
    console.log(`${clear}  ${this.id}  epoch ${epochs.length}/${this.total}: ${parts.join(', ')}`);
  }
}
