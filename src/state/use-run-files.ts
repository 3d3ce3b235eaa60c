import { useStore } from 'zustand';
import type { FittingRoom } from './fitting-room.ts';
import type { RunFilesState } from './run-files.ts';

/** A part of what is known of the file that is being opened. The selector must give the same value for the same state. */
export function useRunFilesState<Part>(room: FittingRoom, selector: (state: RunFilesState) => Part): Part {
  return useStore(room.files.store, selector);
}
