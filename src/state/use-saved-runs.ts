import { useStore } from 'zustand';
import type { FittingRoom } from './fitting-room.ts';
import type { SavedRunsState } from './saved-runs.ts';

/** A part of what is known of the store. The selector must give the same value for the same state. */
export function useSavedRunsState<Part>(room: FittingRoom, selector: (state: SavedRunsState) => Part): Part {
  return useStore(room.saved.store, selector);
}
