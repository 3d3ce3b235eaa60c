import { bestValidation, type EvaluationRecord } from './evaluation-record.ts';
import type { RoomState } from './room-state.ts';

/** The epoch whose weights a paused run can be given back; undefined when it has them, or there is none. */
export function epochToGoBackTo({
  run,
  evaluations,
}: Pick<RoomState, 'run' | 'evaluations'>): EvaluationRecord | undefined {
  if (run === undefined || run.phase !== 'paused' || !run.isHeld || run.isMeasuringTest) return undefined;
  const best = bestValidation(evaluations, run.experiment.judge);
  if (best === undefined || best.step === run.step) return undefined;
  const lastRestored = run.marks.findLast((mark) => mark.kind === 'restored');
  const isThere = lastRestored?.step === run.step && lastRestored.epoch === best.epoch;
  return isThere ? undefined : best;
}
