import type { Dataset } from '../data/dataset.ts';
import { weightsFrom } from '../model/weights.ts';
import type { Best } from './best-epoch.ts';
import { type Measured, measure } from './evaluate.ts';
import { whenAborted } from './gate.ts';
import { nextTask } from './macrotask.ts';
import type { PreparedRun } from './prepared-run.ts';

/** The test set, measured with the weights that were chosen on validation images. */

export interface MeasuredTest {
  /** Every image of the test set. */
  readonly images: Uint32Array;
  readonly measured: Measured;
}

/**
 * @param best whose weights are measured; undefined for the latest
 * @param until aborted when nobody waits for it any more: its labels or images may never come
 * @returns undefined when it was aborted
 */
export async function measureTestSet(
  { layers, recipe, parameters, weights }: PreparedRun,
  best: Best | undefined,
  dataset: Dataset,
  until: AbortSignal,
): Promise<MeasuredTest | undefined> {
  const aborted = whenAborted(until);
  const labels = await Promise.race([dataset.labels('test'), aborted]);
  if (!labels) return undefined;
  const images = Uint32Array.from(labels.keys());
  await Promise.race([dataset.waitFor('test', images), aborted]);
  const goesOn = async (): Promise<boolean> => {
    // Lets the command in that aborts it.
    await nextTask();
    return !until.aborted;
  };
  if (!(await goesOn())) return undefined;
  const chosen = best === undefined ? undefined : weightsFrom(parameters, best.weights);
  try {
    const measuredImages = { source: 'test', images, labels, scaling: recipe.pixelScaling } as const;
    const measured = await measure(layers, chosen ?? weights, dataset, measuredImages, goesOn);
    return measured && { images, measured };
  } finally {
    chosen?.dispose();
  }
}
