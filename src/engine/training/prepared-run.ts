import { noisyLabels } from '../../core/label-noise.ts';
import { listParameters, type ParameterSpec } from '../../core/layers.ts';
import { networkLayers } from '../../core/networks.ts';
import { makeSplit, type Split } from '../../core/split.ts';
import type { Experiment } from '../../experiment/schema.ts';
import type { Checkpoint } from '../../protocol/checkpoint.ts';
import { FaultError } from '../../protocol/faults.ts';
import { initialWeights, readWeights, writeWeights } from '../model/weights.ts';
import type { Trained } from './chunk.ts';
import { EVALUATION_BATCH } from './evaluate.ts';
import { Optimizer } from './optimizer.ts';
import { prepareNetwork } from './prepare.ts';
import { recipeOf, updateRuleOf } from './recipe.ts';

/** What a run trains: images, network and optimiser, ready for the next step. */

export interface RunSettings {
  readonly runId: number;
  readonly experiment: Experiment;
  /** Train shards, by index, that the person chose to go without. */
  readonly withoutShards: readonly number[];
  /** Where the run goes on from; undefined starts it from its initial weights. */
  readonly checkpoint?: Checkpoint | undefined;
  /** A checkpoint after every epoch, instead of now and then. */
  readonly savesEachEpoch?: boolean | undefined;
}

export interface PreparedRun extends Trained {
  readonly split: Split;
  readonly parameters: readonly ParameterSpec[];
  /** The dataset's own labels, for what is measured on validation images. */
  readonly cleanLabels: Uint8Array;
  readonly stepsPerEpoch: number;
}

/** The sizes that so many images come in: full batches, and the last one. */
function batchSizes(images: readonly number[], batch: number): number[] {
  return images.flatMap((count) => [Math.min(batch, count), count % batch]).filter((size) => size > 0);
}

/**
 * Makes weights and optimiser, from the seed or from the checkpoint, and compiles what the GPU will run.
 * @param cleanLabels of all labelled images, in dataset order
 * @throws FaultError `invalid-checkpoint` for one of another network or optimiser
 */
export async function prepareRun(
  { experiment, withoutShards, checkpoint }: RunSettings,
  cleanLabels: Uint8Array,
  shardSize: number,
): Promise<PreparedRun> {
  const split = makeSplit(cleanLabels, experiment, (image) => !withoutShards.includes(Math.floor(image / shardSize)));
  const layers = networkLayers(experiment.network);
  const parameters = listParameters(layers);
  const weights = initialWeights(parameters, experiment.seed);
  const optimizer = new Optimizer(parameters, weights, {
    rule: updateRuleOf(experiment),
    maxNorm: experiment.maxNorm,
  });
  const prepared: PreparedRun = {
    layers,
    weights,
    optimizer,
    recipe: recipeOf(experiment),
    labels: noisyLabels(cleanLabels, experiment.labelNoise, experiment.seed),
    cleanLabels,
    split,
    parameters,
    stepsPerEpoch: Math.ceil(split.train.length / experiment.batchSize),
  };
  try {
    if (checkpoint !== undefined) restore(prepared, checkpoint);
    const stepSizes = batchSizes([split.train.length], experiment.batchSize);
    const evaluationSizes = batchSizes([split.trainEvaluation.length, split.validation.length], EVALUATION_BATCH);
    await prepareNetwork(prepared, stepSizes, evaluationSizes);
  } catch (error) {
    disposeRun(prepared);
    throw error;
  }
  return prepared;
}

export function disposeRun({ weights, optimizer }: PreparedRun): void {
  weights.dispose();
  optimizer.dispose();
}

function restore({ weights, optimizer, parameters }: PreparedRun, checkpoint: Checkpoint): void {
  try {
    writeWeights(weights, parameters, checkpoint.weights);
    optimizer.writeSlots(checkpoint.slots);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new FaultError('invalid-checkpoint', error.message, { cause: error });
  }
}

/** The parts of a checkpoint that live in tensors. */
export async function readTrained({
  weights,
  optimizer,
  parameters,
}: Pick<PreparedRun, 'weights' | 'optimizer' | 'parameters'>): Promise<Pick<Checkpoint, 'weights' | 'slots'>> {
  // Both asked for before either is awaited: no step can come between them.
  const [weightValues, slots] = await Promise.all([readWeights(weights, parameters), optimizer.readSlots()]);
  return { weights: weightValues, slots };
}
