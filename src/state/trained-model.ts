import { accuracyOf, imagesCounted } from '../core/confusion.ts';
import { stepsPerEpoch } from '../experiment/schema.ts';
import type { MeasuredSplit, TrainedModel } from '../exporting/trained-model.ts';
import type { Checkpoint } from '../protocol/checkpoint.ts';
import type { WeightsChoice } from '../protocol/inspection.ts';
import type { RunRecord } from '../runs/run-record.ts';

interface ChosenWeights {
  readonly step: number;
  readonly values: Float32Array;
}

/** The weights of a checkpoint; undefined where it has no best epoch. */
export function chosenWeights({ step, weights, best }: Checkpoint, choice: WeightsChoice): ChosenWeights | undefined {
  if (choice === 'latest') return { step, values: weights };
  return best && { step: best.step, values: best.weights };
}

/** The network of a run as it is given away, with what was measured with these very weights. */
export function trainedModelOf(
  { header, history }: RunRecord,
  which: WeightsChoice,
  { step, values }: ChosenWeights,
): TrainedModel {
  const { experiment, withoutShards } = header;
  const epochSteps = stepsPerEpoch(experiment);
  // At a step where weights were put back, the latest weights are those of the epoch they were put back from.
  const restored = history.marks.findLast((mark) => mark.kind === 'restored' && mark.step === step);
  const measuredStep = which === 'latest' && restored?.kind === 'restored' ? restored.epoch * epochSteps : step;
  const measured = history.evaluations.flatMap((evaluation): MeasuredSplit[] => {
    const { split, loss, counts } = evaluation;
    if (evaluation.step !== measuredStep) return [];
    return [{ split, loss, accuracy: accuracyOf(counts), images: imagesCounted(counts) }];
  });
  return {
    name: header.name,
    experiment,
    withoutShards,
    which,
    step,
    epoch: Math.floor(step / epochSteps),
    weights: values,
    measured,
  };
}
