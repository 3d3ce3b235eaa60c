import type { NetworkId } from '../core/networks.ts';
import type { ReferenceRun } from './reference-run.ts';
import { reached } from './verdict.ts';

/** What the study says of Conv2Dnet: it plateaus very early, for its capacity to learn the training data is limited. */

export const CAPACITY_NETWORK: NetworkId = 'conv2dnet';

export const CAPACITY_WORDS = 'Conv2Dnet plateaus early, with limited capacity to learn the training data';

/** Who knows this share of the training images doesn't lack capacity. */
const LEARNT = 0.99;

export interface CapacityClaim {
  /** Shares, 0..1, after the last epoch: measured with dropout off, and as Keras prints it. */
  readonly train: number;
  readonly runningTrain: number;
  readonly validation: number;
  readonly holds: boolean;
}

export function capacityClaim(run: ReferenceRun | undefined): CapacityClaim | undefined {
  if (run === undefined) return undefined;
  const { lastTrain, lastRunningTrain, lastGap } = reached(run);
  return {
    train: lastTrain,
    runningTrain: lastRunningTrain,
    validation: lastTrain - lastGap,
    holds: lastTrain < LEARNT,
  };
}
