import { asFault, type Fault } from '../../protocol/faults.ts';
import type { Dataset } from '../data/dataset.ts';
import type { Gate } from './gate.ts';

/**
 * Waits until training images are in. A failed shard holds the run until a retry brings it, or the person ends the run.
 * @param onWait called when there is something to wait for, and with each fault meanwhile
 * @returns false when the run ended first
 */
export async function waitForImages(
  dataset: Dataset,
  images: Uint32Array,
  gate: Gate,
  onWait: (fault: Fault | undefined) => void,
): Promise<boolean> {
  while (images.some((image) => !dataset.has('train', image))) {
    onWait(undefined);
    const arrived = dataset.waitFor('train', images).catch((error: unknown) => {
      onWait(asFault(error));
      return dataset.nextChange();
    });
    await Promise.race([arrived, gate.whenEnded]);
    if (gate.ended) return false;
  }
  return true;
}
