import type { RoomState } from './room-state.ts';
import { showsExperiment } from './screen.ts';
import { trainBlocker } from './train-blocker.ts';

/**
 * What becomes of a run that the address wants: it waits until everything is ready, and is given up where there is a run
 * already, on screen or offered to be resumed, since a link must never throw away anybody's work.
 */
export function autostartVerdict(state: RoomState): 'none' | 'wait' | 'give-up' | 'start' {
  if (!state.wantsAutostart) return 'none';
  // A frame in another page offers nothing to be resumed.
  const isOffered = state.interrupted !== undefined && !state.isEmbedded;
  if (state.run !== undefined || isOffered || !showsExperiment(state.screen)) return 'give-up';
  return state.isInterruptedKnown && trainBlocker(state) === undefined ? 'start' : 'wait';
}
