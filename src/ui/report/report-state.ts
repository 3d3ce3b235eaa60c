import { stepsPerEpoch } from '../../experiment/schema.ts';
import type { RunState } from '../../state/room-state.ts';
import { countText, durationText } from '../format.ts';
import { runWords } from '../run-words.ts';

/** `Finished after 10 of 10 epochs, 3,750 steps and 4:05 of training.` An epoch that is under way is none yet. */
export function reportState(run: RunState, trainingMs: number | undefined): string {
  const { experiment, step } = run;
  const time = trainingMs === undefined || trainingMs === 0 ? '' : ` and ${durationText(trainingMs)} of training`;
  const epochs = Math.floor(step / stepsPerEpoch(experiment));
  return `${runWords(run)} after ${epochs} of ${experiment.epochs} epochs, ${countText(step)} ${step === 1 ? 'step' : 'steps'}${time}.`;
}
