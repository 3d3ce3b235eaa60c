import type { RunState, ShownPhase } from '../state/room-state.ts';
import type { TrainBlocker } from '../state/train-blocker.ts';

/** What a run is doing, in a word or two. */
const PHASE_WORDS: Readonly<Record<ShownPhase, string>> = {
  preparing: 'Preparing',
  'waiting-for-images': 'Waiting for images',
  training: 'Training',
  evaluating: 'Evaluating',
  paused: 'Paused',
  stopped: 'Stopped',
  finished: 'Finished',
  diverged: 'Diverged',
  failed: 'Failed',
  lost: 'Ended unexpectedly',
};

export function runWords(run: RunState): string {
  if (run.isMeasuringTest) return 'Evaluating the test set';
  if (run.isPausing) return 'Pausing';
  if (run.phase === 'finished' && run.ending === 'early-stopping') {
    return `Stopped early: no better epoch in ${run.experiment.earlyStoppingPatience}`;
  }
  return PHASE_WORDS[run.phase];
}

export function blockerSentence(blocker: TrainBlocker): string {
  switch (blocker.kind) {
    case 'engine-starting':
      return 'The engine is starting.';
    case 'engine-unusable':
      return 'This browser can’t train a network.';
    case 'labels-missing':
      return 'The dataset’s labels are still loading.';
    case 'problem':
      return `${blocker.sentence}.`;
  }
}
