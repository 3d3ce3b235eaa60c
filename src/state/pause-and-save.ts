import type { StoreApi } from 'zustand/vanilla';
import type { RoomState } from './room-state.ts';
import { isActive, isMoving } from './run-progress.ts';

/** As much of the room as this needs. */
interface PausingRoom {
  readonly store: StoreApi<RoomState>;
  pause(): void;
}

/** A step of the largest network, an evaluation under way, and the writing of its weights. */
const PATIENCE_MS = 20_000;

/** Whether the page can be loaded again without losing any of the run on screen. */
export function isKept({ run, savedStep, storeProblem }: RoomState): boolean {
  // What is frozen is kept elsewhere.
  if (run === undefined || run.origin.kind !== 'trained' || run.step === 0) return !isMoving(run);
  if (storeProblem?.attempt === 'save' || savedStep === undefined) return false;
  // The end of a run is saved as it comes, where anything can be.
  return !isActive(run) || (run.phase === 'paused' && run.step === savedStep);
}

/**
 * Pauses the run on screen, and waits until it is saved.
 * @returns whether it is
 */
export async function pauseAndSave(room: PausingRoom, patienceMs = PATIENCE_MS): Promise<boolean> {
  if (isKept(room.store.getState())) return true;
  room.pause();
  return new Promise((resolve) => {
    const settle = () => {
      clearTimeout(timer);
      unsubscribe();
      resolve(isKept(room.store.getState()));
    };
    const timer = setTimeout(settle, patienceMs);
    const unsubscribe = room.store.subscribe((state) => {
      if (isKept(state) || state.storeProblem?.attempt === 'save') settle();
    });
    if (room.store.getState().storeProblem?.attempt === 'save') settle();
  });
}
