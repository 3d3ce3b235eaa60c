import { CLASS_NAMES } from '../core/classes.ts';
import type { Check, CheckResult } from './check.ts';
import type { LessonEpoch, LessonRun } from './lesson-run.ts';
import { atEnd, firstReaching, gapOf, highestEpoch, recallsAtEnd } from './run-figures.ts';

/** The runs of a lesson, in the order of its experiments; those that were not started are missing. */
export type LessonRuns = readonly (LessonRun | undefined)[];

const NOT_RUN: CheckResult = { verdict: 'not-yet', sentence: 'There is nothing to compare yet.' };

const NOT_MEASURED: CheckResult = { verdict: 'not-held', sentence: 'One of the runs ended before it was evaluated.' };

/** Whether what a lesson says is what was measured. */
export function judgeCheck(check: Check, runs: LessonRuns): CheckResult {
  const run = runs[check.run];
  if (run === undefined) return NOT_RUN;
  switch (check.kind) {
    case 'gap-over':
      return judgeReached(
        run,
        gapOf,
        check.points / 100,
        check.byEpoch,
        (value, epoch) => `The gap reached ${points(value)} at epoch ${epoch}`,
      );
    case 'train-over':
      return judgeReached(
        run,
        trainAccuracy,
        check.share,
        check.byEpoch,
        (value, epoch) => `Train accuracy reached ${percent(value)} at epoch ${epoch}`,
      );
    case 'memorised-over':
      return judgeReached(
        run,
        ({ memorised }) => memorised,
        check.share,
        check.byEpoch,
        (value, epoch) => `${percent(value)} of the wrong labels were memorised at epoch ${epoch}`,
      );
    case 'loss-turned':
      return judgeLossTurned(run, check.times);
    case 'ended-early':
      return judgeEndedEarly(run, check.epochs);
    case 'never-learns':
      return judgeNeverLearns(run, check.below);
    case 'gap-narrower':
    case 'validation-higher':
    case 'loss-lower':
    case 'recall-higher':
    case 'recall-pays': {
      const other = runs[check.than];
      if (other === undefined || run.ending === undefined || other.ending === undefined) return NOT_RUN;
      return judgeComparison(check, run, other);
    }
  }
}

/** All checks of a lesson together: held when each held, not held as soon as one didn't. */
export function verdictOf(results: readonly CheckResult[]): CheckResult['verdict'] {
  if (results.some(({ verdict }) => verdict === 'not-held')) return 'not-held';
  return results.every(({ verdict }) => verdict === 'held') ? 'held' : 'not-yet';
}

const trainAccuracy = ({ train }: LessonEpoch): number => train.accuracy;
const validationLoss = ({ validation }: LessonEpoch): number | undefined => validation?.loss;
const validationAccuracy = ({ validation }: LessonEpoch): number | undefined => validation?.accuracy;

function judgeReached(
  run: LessonRun,
  figure: (epoch: LessonEpoch) => number | undefined,
  wanted: number,
  byEpoch: number,
  words: (value: number, epoch: number) => string,
): CheckResult {
  const reached = firstReaching(run, figure, wanted, byEpoch);
  if (reached !== undefined) return { verdict: 'held', sentence: `${words(reached.value, reached.epoch)}.` };
  const highest = highestEpoch(run, figure, byEpoch);
  const isOver = run.ending !== undefined || (run.epochs.at(-1)?.epoch ?? 0) >= byEpoch;
  if (highest === undefined) {
    return isOver ? { verdict: 'not-held', sentence: 'The run ended before it was evaluated.' } : NOT_RUN;
  }
  const sentence = `${words(highest.value, highest.epoch)}, its highest ${isOver ? '' : 'so far '}by epoch ${byEpoch}.`;
  return { verdict: isOver ? 'not-held' : 'not-yet', sentence };
}

function judgeLossTurned(run: LessonRun, times: number): CheckResult {
  const losses = run.epochs.flatMap(({ validation, epoch }) => (validation ? [{ loss: validation.loss, epoch }] : []));
  const last = losses.at(-1);
  if (last === undefined) return NOT_RUN;
  const lowest = losses.reduce((low, other) => (other.loss < low.loss ? other : low));
  const sentence = `Validation loss was lowest at epoch ${lowest.epoch} (${lowest.loss.toFixed(3)}) and ${last.loss.toFixed(3)} at epoch ${last.epoch}: ${(last.loss / lowest.loss).toFixed(1)} times as high.`;
  if (run.ending === undefined) return { verdict: 'not-yet', sentence };
  return { verdict: last.loss >= times * lowest.loss ? 'held' : 'not-held', sentence };
}

function judgeEndedEarly(run: LessonRun, spare: number): CheckResult {
  const planned = run.experiment.epochs;
  const epochs = run.epochs.at(-1)?.epoch ?? 0;
  if (run.ending === undefined) {
    return { verdict: 'not-yet', sentence: `The run is at epoch ${epochs} of ${planned}.` };
  }
  const best = highestEpoch(run, validationAccuracy);
  const bestWords = best ? `; its highest validation accuracy was ${percent(best.value)}, at epoch ${best.epoch}` : '';
  const held = run.ending === 'early-stopping' && planned - epochs >= spare;
  return {
    verdict: held ? 'held' : 'not-held',
    sentence: `The run ended after epoch ${epochs} of ${planned}${bestWords}.`,
  };
}

function judgeNeverLearns(run: LessonRun, below: number): CheckResult {
  const best = highestEpoch(run, validationAccuracy);
  if (best !== undefined && best.value >= below) {
    return {
      verdict: 'not-held',
      sentence: `Validation accuracy reached ${percent(best.value)} at epoch ${best.epoch}.`,
    };
  }
  const most = best === undefined ? '' : ` Validation accuracy never passed ${percent(best.value)}.`;
  if (run.ending === 'diverged') return { verdict: 'held', sentence: `The run diverged.${most}` };
  if (run.ending === undefined || best === undefined) return { ...NOT_RUN, sentence: most.trim() || NOT_RUN.sentence };
  return { verdict: 'held', sentence: most.trim() };
}

type Comparison = Extract<Check, { readonly than: number }>;

function judgeComparison(check: Comparison, run: LessonRun, other: LessonRun): CheckResult {
  switch (check.kind) {
    case 'gap-narrower': {
      const words = (mine: number, theirs: number) =>
        `The gap ended at ${points(mine)} instead of ${points(theirs)}: ${points(Math.abs(theirs - mine))} ${mine <= theirs ? 'narrower' : 'wider'}.`;
      return judgeDifference(atEnd(other, gapOf), atEnd(run, gapOf), check.points, (theirs, mine) =>
        words(mine, theirs),
      );
    }
    case 'validation-higher':
      return judgeDifference(
        atEnd(run, validationAccuracy),
        atEnd(other, validationAccuracy),
        check.points,
        (mine, theirs) => `Validation accuracy ended at ${percent(mine)}, compared with ${percent(theirs)}.`,
      );
    case 'loss-lower':
      return judgeLossLower(run, other, check.percent);
    case 'recall-higher':
      return judgeDifference(
        recallsAtEnd(run)[check.label],
        recallsAtEnd(other)[check.label],
        check.points,
        (mine, theirs) =>
          `Recall of ${CLASS_NAMES[check.label]} ended at ${percent(mine)}, compared with ${percent(theirs)}.`,
      );
    case 'recall-pays':
      return judgeWhoPays(run, other, check.label, check.points);
  }
}

/** Held when the first is at least so many points above the second. */
function judgeDifference(
  higher: number | undefined,
  lower: number | undefined,
  wanted: number,
  words: (higher: number, lower: number) => string,
): CheckResult {
  if (higher === undefined || lower === undefined) return NOT_MEASURED;
  return { verdict: (higher - lower) * 100 >= wanted ? 'held' : 'not-held', sentence: words(higher, lower) };
}

function judgeLossLower(run: LessonRun, other: LessonRun, wanted: number): CheckResult {
  const mine = atEnd(run, validationLoss);
  const theirs = atEnd(other, validationLoss);
  if (mine === undefined || theirs === undefined) return NOT_MEASURED;
  const lowerBy = (1 - mine / theirs) * 100;
  const words = `${Math.abs(lowerBy).toFixed(1)}% ${lowerBy >= 0 ? 'lower' : 'higher'}`;
  return {
    verdict: lowerBy >= wanted ? 'held' : 'not-held',
    sentence: `Validation loss ended at ${mine.toFixed(3)}, compared with ${theirs.toFixed(3)}: ${words}.`,
  };
}

function judgeWhoPays(run: LessonRun, other: LessonRun, favoured: number, wanted: number): CheckResult {
  const before = recallsAtEnd(other);
  const losers = recallsAtEnd(run)
    .map((recall, label) => ({ label, recall, lost: (before[label] ?? 0) - recall }))
    .filter(({ label, lost }) => label !== favoured && lost > 0)
    .sort((a, b) => b.lost - a.lost);
  const [most, next] = losers;
  if (most === undefined) return { verdict: 'not-held', sentence: 'No other class lost recall.' };
  const words = ({ label, recall, lost }: typeof most) =>
    `${CLASS_NAMES[label]} lost ${points(lost)} of recall (to ${percent(recall)})`;
  const sentence = next === undefined ? `${words(most)}.` : `${words(most)}; ${words(next)}.`;
  return { verdict: most.lost * 100 >= wanted ? 'held' : 'not-held', sentence };
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}

function points(share: number): string {
  return `${(share * 100).toFixed(1)} points`;
}
