/** The kept weights as half-precision numbers to ship, with the test set measured once more after the rounding. */
import { accuracyOf, percent } from './progress.mjs';
import { readRun, writeRun, writeWeights } from './publish.mjs';
import { train } from './train.mjs';

/** The network whose weights the page brings along. */
export const SHIPPED = 'conv2dsimple2';

/**
 * @param {import('./engines.mjs').Engine} engine
 * @param {import('./state.mjs').RunState} state of a run that has ended
 * @param {string} folder
 * @param {import('./publish.mjs').Schemas & typeof import('../../src/reference/half-floats.ts')} source
 */
export async function shipWeights(engine, state, folder, source) {
  const run = readRun(folder, state.id, source);
  const { checkpoint } = state;
  if (run === undefined || checkpoint?.best === undefined) throw new Error(`${state.id} has no kept weights`);
  const { best } = checkpoint;
  const bytes = source.encodeHalfFloats(best.weights);
  // Nothing is left to train: the engine goes straight to the test set, with the best weights it is given.
  const rounded = { ...checkpoint, best: { ...best, weights: source.decodeHalfFloats(bytes) } };
  const { test } = await train(engine, { ...state, checkpoint: rounded });
  const { loss, counts, areas } = test;
  const written = writeWeights(folder, state.id, bytes);
  const parameters = best.weights.length;
  writeRun(
    folder,
    { ...run, weights: { ...written, format: 'float16', parameters, test: { loss, counts, areas } } },
    source,
  );
  const change = `${percent(accuracyOf(run.test))} with full precision, ${percent(accuracyOf(test))} with half`;
  console.log(`  ${state.id}  ${parameters} weights in ${bytes.length} bytes: test accuracy ${change}`);
}
