import type { RoomState } from './room-state.ts';
import { trainBlocker } from './train-blocker.ts';

/**
 * What becomes of a run that the address wants: it waits until everything is ready, and is given up where there is a run
 * already, on screen or interrupted, since a link must never throw away anybody's work.
 */
export function autostartVerdict(state: RoomState): 'none' | 'wait' | 'give-up' | 'start' {
  if (!state.wantsAutostart) return 'none';
  if (state.run !== undefined || state.interrupted !== undefined) return 'give-up';
  return state.isInterruptedKnown && trainBlocker(state) === undefined ? 'start' : 'wait';
}
