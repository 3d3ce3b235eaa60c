import { accuracyOf, correctCount, imagesCounted } from '../core/confusion.ts';
import type { NetworkId } from '../core/networks.ts';
import { type Interval, wilsonInterval } from '../core/wilson.ts';
import { PRESETS } from '../experiment/presets.ts';
import { type Experiment, isSameSetting, SETTING_NAMES } from '../experiment/schema.ts';
import type { Measured, ReferenceRun } from './reference-run.ts';
import type { StudyRow } from './study.ts';

/** Whether a run is one of the study's recipe, and what it reached beside the study. */

/** A run cut short must have waited so many epochs for a better one. */
const LEAST_PATIENCE = 8;

/** Settings that a run of the study's recipe may have as it likes. */
const FREE_SETTINGS = ['seed', 'earlyStoppingPatience'];

export interface Reached {
  /** Shares, 0..1, of the epoch whose weights were kept. */
  readonly train: number;
  readonly validation: number;
  readonly test: number;
  readonly interval: Interval;
  /** Of the last epoch. */
  readonly lastTrain: number;
  readonly lastGap: number;
}

export function accuracyOfMeasured({ counts }: Measured): number {
  return accuracyOf(Uint32Array.from(counts));
}

export function reached({ epochs, test }: ReferenceRun): Reached {
  const kept = epochs[test.epoch - 1];
  const last = epochs.at(-1);
  // The schema lets no run through that has no epochs or was tested with another.
  if (kept === undefined || last === undefined) throw new RangeError('a run without its epochs');
  const counts = Uint32Array.from(test.counts);
  const lastTrain = accuracyOfMeasured(last.train);
  return {
    train: accuracyOfMeasured(kept.train),
    validation: accuracyOfMeasured(kept.validation),
    test: accuracyOf(counts),
    interval: wilsonInterval(correctCount(counts), imagesCounted(counts)),
    lastTrain,
    lastGap: lastTrain - accuracyOfMeasured(last.validation),
  };
}

/** The study's recipe for one of its networks. */
export function studyRecipe(network: NetworkId): Experiment {
  const preset = PRESETS.find(({ id }) => id === `study-${network}`);
  if (preset === undefined) throw new RangeError(`the study has no recipe for ${network}`);
  return preset.experiment;
}

/** The study's network this run trains by the study's recipe to the letter, seed apart; undefined for any other run. */
export function studyNetwork({ experiment }: ReferenceRun): NetworkId | undefined {
  const recipe = studyRecipe(experiment.network);
  const isRecipe = SETTING_NAMES.every(
    (name) => FREE_SETTINGS.includes(name) || isSameSetting(name, recipe, experiment),
  );
  return isRecipe ? experiment.network : undefined;
}

/** Why a run is no full one of the study's recipe, by code that a commit holds; undefined when it is. */
function notFull(run: ReferenceRun): string | undefined {
  const { experiment, epochs, ending, modified } = run;
  if (studyNetwork(run) === undefined) return "not the study's recipe";
  if (modified) return 'trained by code that no commit holds';
  if (ending === 'epochs') return epochs.length === experiment.epochs ? undefined : 'not all epochs were trained';
  return experiment.earlyStoppingPatience >= LEAST_PATIENCE
    ? undefined
    : `stopped before validation accuracy had not improved for ${LEAST_PATIENCE} epochs`;
}

/** What keeps a run from reproducing its row; empty when nothing does. Shares are compared as measured, not as shown. */
export function shortfalls(row: StudyRow, run: ReferenceRun): string[] {
  const problems: string[] = [];
  const reason = notFull(run);
  if (reason !== undefined) problems.push(reason);
  const { test, lastTrain, lastGap } = reached(run);
  const percent = (share: number): string => `${(100 * share).toFixed(2)}%`;
  if (test < row.bar) problems.push(`test accuracy ${percent(test)} is below ${percent(row.bar)}`);
  if (row.overfit !== undefined) {
    const { train, gap } = row.overfit;
    if (lastTrain <= train) problems.push(`train accuracy ${percent(lastTrain)} is not over ${percent(train)}`);
    if (lastGap <= gap) problems.push(`the gap of ${percent(lastGap)} is not over ${percent(gap)}`);
  }
  return problems;
}
