import { accuracyOf } from '../core/confusion.ts';
import { listParameters, shapeSize } from '../core/layers.ts';
import { networkLayers } from '../core/networks.ts';
import { storedExperiment } from '../experiment/read-experiment.ts';
import { stepsPerEpoch } from '../experiment/schema.ts';
import { CHECKPOINT_VERSION, type Checkpoint, deviceName } from '../protocol/checkpoint.ts';
import { decodeHalfFloats } from './half-floats.ts';
import type { ReferenceRun } from './reference-run.ts';

/** The kept weights of a reference run, to look inside without training. */

/** Adam's two moments. */
const SLOTS_PER_WEIGHT = 2;

/**
 * The run's end with its kept weights for its latest: there is nothing left to train, so that the engine has a network to
 * answer questions about and goes no further. It stands at the step of those weights, not at the last one that was taken;
 * the optimiser's memory is empty.
 * @throws RangeError when there are not as many weights as the network has
 */
export function endedCheckpoint(run: ReferenceRun, weights: Float32Array<ArrayBuffer>): Checkpoint {
  const { experiment, epochs, test, device } = run;
  const parameters = listParameters(networkLayers(experiment.network));
  const sizeOf = (specs: typeof parameters): number => specs.reduce((sum, { shape }) => sum + shapeSize(shape), 0);
  if (weights.length !== sizeOf(parameters)) {
    throw new RangeError(`${weights.length} weights are not those of ${experiment.network}`);
  }
  const kept = epochs[test.epoch - 1]?.validation;
  const step = test.epoch * stepsPerEpoch(experiment);
  const counts = Uint32Array.from(kept?.counts ?? []);
  return {
    version: CHECKPOINT_VERSION,
    ...storedExperiment(experiment),
    withoutShards: [],
    device: deviceName(device),
    step,
    evaluatedEpochs: epochs.length,
    trainingMs: epochs.at(-1)?.trainingMs ?? 0,
    learningRate: epochs.at(-1)?.learningRate ?? experiment.learningRate,
    weightDecay: experiment.weightDecay,
    dropoutScale: experiment.dropoutScale,
    plateau: { bestLoss: Infinity, epochsWithoutImprovement: 0 },
    epochsSinceBest: epochs.length - test.epoch,
    weights,
    slots: new Float32Array(SLOTS_PER_WEIGHT * sizeOf(parameters.filter(({ trainable }) => trainable))),
    best: {
      epoch: test.epoch,
      step,
      accuracy: accuracyOf(counts),
      loss: kept?.loss ?? Number.NaN,
      // Memory of its own: each is handed over to the engine.
      weights: weights.slice(),
    },
  };
}

/**
 * @param folder absolute address with its slash
 * @throws Error when they can't be fetched or are not what the run says
 */
export async function fetchShippedWeights(run: ReferenceRun, folder: string): Promise<Float32Array<ArrayBuffer>> {
  const { weights } = run;
  if (weights === undefined) throw new RangeError(`${run.id} has no weights`);
  const answer = await fetch(new URL(weights.file, folder));
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  const values = decodeHalfFloats(new Uint8Array(await answer.arrayBuffer()));
  if (values.length !== weights.parameters) throw new RangeError(`${values.length} weights came`);
  return values;
}
