import type { RunRecord, StoredEvaluation } from '../run-record.ts';
import { bestOf, epochsOf } from './measured-epochs.ts';

/**
 * What is left out of a run until it fits a link: first the steps no chart draws, then every second, third, … epoch's
 * evaluations and more of the curve. The best epoch, the last and the test set are never left out.
 */

interface Thinning {
  readonly curveSteps: number;
  /** One epoch of so many keeps its evaluations. */
  readonly everyEpochs: number;
  /** The newest are kept. */
  readonly marks: number;
}

/** What of a run's history is written. */
export interface Kept {
  /** The most steps of the curve, jumps of the learning rate not counted. */
  readonly curveSteps: number;
  readonly evaluations: readonly StoredEvaluation[];
  readonly marks: RunRecord['history']['marks'];
}

/** Mildest first. A chart draws at most 300 points. */
export const THINNINGS: readonly Thinning[] = [
  { curveSteps: 4000, everyEpochs: 1, marks: 400 },
  { curveSteps: 300, everyEpochs: 1, marks: 200 },
  { curveSteps: 200, everyEpochs: 1, marks: 100 },
  { curveSteps: 200, everyEpochs: 2, marks: 100 },
  { curveSteps: 150, everyEpochs: 3, marks: 60 },
  { curveSteps: 150, everyEpochs: 4, marks: 60 },
  { curveSteps: 120, everyEpochs: 5, marks: 40 },
  { curveSteps: 120, everyEpochs: 6, marks: 40 },
  { curveSteps: 100, everyEpochs: 8, marks: 40 },
  { curveSteps: 100, everyEpochs: 10, marks: 40 },
  { curveSteps: 80, everyEpochs: 15, marks: 20 },
  { curveSteps: 60, everyEpochs: 25, marks: 20 },
  { curveSteps: 40, everyEpochs: 200, marks: 10 },
];

export function keptOf({ header, history }: RunRecord, { curveSteps, everyEpochs, marks }: Thinning): Kept {
  const { evaluations } = history;
  const epochs = epochsOf(evaluations);
  const best = bestOf(evaluations, header.experiment.judge)?.epoch;
  const kept = new Set(epochs.filter((epoch, place) => place % everyEpochs === 0 || epoch === best));
  const last = epochs.at(-1);
  if (last !== undefined) kept.add(last);
  return {
    curveSteps,
    evaluations: evaluations.filter(({ split, epoch }) => split === 'test' || kept.has(epoch)),
    marks: history.marks.slice(-marks),
  };
}
