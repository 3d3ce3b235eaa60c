import { LIVE_FIELD_NAMES } from '../experiment/fields.ts';
import {
  type Experiment,
  isSameSetting,
  SETTING_NAMES,
  type SettingName,
  stepsPerEpoch,
} from '../experiment/schema.ts';
import type { RunState, ShownPhase } from './room-state.ts';

/** What follows from where a run is: which commands make sense, and how long it will take. */

const MOVING: readonly ShownPhase[] = ['preparing', 'waiting-for-images', 'training', 'evaluating'];
const ENDED: readonly ShownPhase[] = ['stopped', 'finished', 'diverged', 'failed', 'lost'];
/** Ends after which the engine still holds the weights. */
const MEASURABLE: readonly ShownPhase[] = ['paused', 'stopped', 'finished'];

export function isMoving(run: RunState | undefined): boolean {
  return run !== undefined && MOVING.includes(run.phase);
}

export function isEnded(run: RunState | undefined): boolean {
  return run !== undefined && ENDED.includes(run.phase);
}

/** Moving or paused: the engine can go on with it. */
export function isActive(run: RunState | undefined): boolean {
  return run !== undefined && !isEnded(run);
}

export function canMeasureTest(run: RunState | undefined): boolean {
  return run?.isHeld === true && !run.isMeasuringTest && MEASURABLE.includes(run.phase) && run.step > 0;
}

export interface RunProgress {
  /** Epoch under way, counted from 1; the last one of a run that has ended. */
  readonly epoch: number;
  readonly epochs: number;
  /** Steps taken. */
  readonly step: number;
  readonly steps: number;
  /** 0..1 */
  readonly share: number;
  /** Undefined until the pace is known. */
  readonly leftMs: number | undefined;
}

/** Epoch under way after so many steps, counted from 1; the last one once all are taken. */
export function epochAt(step: number, experiment: Experiment): number {
  return Math.min(experiment.epochs, Math.floor(step / stepsPerEpoch(experiment)) + 1);
}

export function runProgress(run: RunState): RunProgress {
  const perEpoch = stepsPerEpoch(run.experiment);
  const { epochs } = run.experiment;
  const steps = perEpoch * epochs;
  const wholeEpochs = Math.floor(run.step / perEpoch);
  // A run that has ended after an epoch, by early stopping for example, is not in the next one.
  const hasNext = wholeEpochs === 0 || !isEnded(run) || run.step % perEpoch > 0;
  const leftMs =
    run.pace === undefined
      ? undefined
      : (steps - run.step) * run.pace.msPerStep + (epochs - wholeEpochs) * run.pace.evaluationMs;
  return {
    epoch: hasNext ? Math.min(epochs, wholeEpochs + 1) : wholeEpochs,
    epochs,
    step: run.step,
    steps,
    share: steps === 0 ? 0 : run.step / steps,
    leftMs,
  };
}

/** Settings of the draft that the run on screen doesn't have. A live run takes over some without a restart. */
export function settingsNeedingRestart(run: RunState, draft: Experiment): SettingName[] {
  return SETTING_NAMES.filter((name) => {
    const live = LIVE_FIELD_NAMES.find((other) => other === name);
    if (live === undefined) return !isSameSetting(name, run.experiment, draft);
    // A frozen run is trained as it was begun, whatever was changed on its way.
    const had = run.origin.kind === 'trained' ? run.chosen : run.experiment;
    return isEnded(run) && draft[live] !== had[live];
  });
}
