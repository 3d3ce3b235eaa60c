import { accuracyOf, imagesCounted } from '../core/confusion.ts';
import { NETWORKS } from '../core/networks.ts';
import { scheduleFactor } from '../core/schedule.ts';
import { storedExperiment } from '../experiment/read-experiment.ts';
import { schedulePlan } from '../experiment/schedule-plan.ts';
import { type Experiment, stepsPerEpoch } from '../experiment/schema.ts';
import { RUN_HEADER_VERSION, RUN_HISTORY_VERSION, type RunRecord, type StoredEvaluation } from '../runs/run-record.ts';
import type { Measured, ReferenceRun } from './reference-run.ts';

/** A reference run as the page shows any run that has ended. */

type Columns = RunRecord['history']['columns'];
type Mark = RunRecord['history']['marks'][number];

/**
 * One value a step, as a run record has it. Losses and accuracies stay the means they are kept as, the same for each
 * step they are of; times within an epoch are spread evenly.
 */
function columnsOf({ experiment, epochs, curve }: ReferenceRun): Columns {
  const perEpoch = stepsPerEpoch(experiment);
  const steps = epochs.length * perEpoch;
  const plan = schedulePlan(experiment);
  const column = (value: (step: number) => number): Float32Array<ArrayBuffer> =>
    Float32Array.from({ length: steps }, (_, step) => value(step));
  const epochOf = (step: number): number => Math.floor(step / perEpoch);
  return {
    losses: column((step) => curve.losses[Math.floor(step / curve.stride)] ?? Number.NaN),
    accuracies: column((step) => curve.accuracies[Math.floor(step / curve.stride)] ?? Number.NaN),
    learningRates: column((step) => (epochs[epochOf(step)]?.learningRate ?? 0) * scheduleFactor(plan, step)),
    trainingMs: column((step) => {
      const start = epochs[epochOf(step) - 1]?.trainingMs ?? 0;
      const end = epochs[epochOf(step)]?.trainingMs ?? start;
      return start + ((end - start) * ((step % perEpoch) + 1)) / perEpoch;
    }),
  };
}

function marksOf({ experiment, epochs }: ReferenceRun): Mark[] {
  const marks: Mark[] = [];
  let rate = experiment.learningRate;
  for (const [epoch, { learningRate }] of epochs.entries()) {
    if (learningRate === rate) continue;
    const step = epoch * stepsPerEpoch(experiment);
    marks.push({ kind: 'setting', step, name: 'learningRate', value: learningRate, cause: 'plateau' });
    rate = learningRate;
  }
  return marks;
}

type Moment = Pick<StoredEvaluation, 'split' | 'epoch' | 'isBest' | 'trainingMs'>;

function evaluationOf(moment: Moment, { loss, counts, areas }: Measured, experiment: Experiment): StoredEvaluation {
  const step = moment.epoch * stepsPerEpoch(experiment);
  return { ...moment, step, loss, counts: Uint32Array.from(counts), ...(areas && { areas }) };
}

export function runRecordOf(reference: ReferenceRun): RunRecord {
  const { experiment, epochs, test, device, ending, key, finishedAt, seconds } = reference;
  const { backend, adapter, threads } = device;
  const best = epochs[test.epoch - 1]?.validation;
  const testCounts = Uint32Array.from(test.counts);
  const trainingMs = epochs.at(-1)?.trainingMs ?? 0;
  return {
    header: {
      version: RUN_HEADER_VERSION,
      key,
      name: `${NETWORKS[experiment.network].name}, reference`,
      ...storedExperiment(experiment),
      withoutShards: [],
      device: { backend, adapter, threads },
      createdAt: Math.max(0, finishedAt - 1000 * seconds.total),
      savedAt: finishedAt,
      status: 'finished',
      ending,
      step: epochs.length * stepsPerEpoch(experiment),
      trainingMs,
      ...(best && {
        best: { epoch: test.epoch, accuracy: accuracyOf(Uint32Array.from(best.counts)), loss: best.loss },
      }),
      test: { epoch: test.epoch, accuracy: accuracyOf(testCounts), images: imagesCounted(testCounts) },
    },
    history: {
      version: RUN_HISTORY_VERSION,
      columns: columnsOf(reference),
      evaluations: [
        ...epochs.flatMap(({ train, validation, trainingMs }, index) => {
          const moment = { epoch: index + 1, isBest: false, trainingMs };
          return [
            evaluationOf({ ...moment, split: 'train' }, train, experiment),
            evaluationOf({ ...moment, split: 'validation' }, validation, experiment),
          ];
        }),
        evaluationOf({ split: 'test', epoch: test.epoch, isBest: true, trainingMs }, test, experiment),
      ],
      marks: marksOf(reference),
    },
  };
}
