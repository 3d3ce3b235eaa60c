import type { Dataset } from '../data/dataset.ts';
import { weightsFrom } from '../model/weights.ts';
import type { Best } from './best-epoch.ts';
import { type Measured, measure } from './evaluate.ts';
import type { Gate } from './gate.ts';
import type { PreparedRun } from './prepared-run.ts';

/** The test set, measured with the weights that were chosen on validation images. */

export interface MeasuredTest {
  /** Every image of the test set. */
  readonly images: Uint32Array;
  readonly measured: Measured;
}

/**
 * @param best whose weights are measured; undefined for the latest
 * @returns undefined when the run was ended meanwhile; one that had ended before still measures
 */
export async function measureTestSet(
  { layers, recipe, parameters, weights }: PreparedRun,
  best: Best | undefined,
  dataset: Dataset,
  gate: Gate,
): Promise<MeasuredTest | undefined> {
  const hadEnded = gate.ended;
  const orEnd = <Value>(value: Promise<Value>): Promise<Value | undefined> =>
    hadEnded ? value : Promise.race([value, gate.whenEnded]);
  const labels = await orEnd(dataset.labels('test'));
  if (!labels) return undefined;
  const images = Uint32Array.from(labels.keys());
  await orEnd(dataset.waitFor('test', images));
  const goesOn = async (): Promise<boolean> => hadEnded || !gate.ended;
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
