import { createContext, use } from 'react';
import type { FittingRoom } from '../state/fitting-room.ts';
import type { RoomState } from '../state/room-state.ts';
import type { SavedRunsState } from '../state/saved-runs.ts';
import { useRoomState } from '../state/use-room-state.ts';
import { useSavedRunsState } from '../state/use-saved-runs.ts';

export const RoomContext = createContext<FittingRoom | undefined>(undefined);

/** The room: its commands and the metrics beside its store. */
export function useFittingRoom(): FittingRoom {
  const room = use(RoomContext);
  if (room === undefined) throw new Error('no RoomContext above');
  return room;
}

/** A part of the state. The selector must give the same value for the same state: no new objects. */
export function useRoom<Part>(selector: (state: RoomState) => Part): Part {
  return useRoomState(useFittingRoom(), selector);
}

/** A part of what is known of the runs in the store. */
export function useSavedRuns<Part>(selector: (state: SavedRunsState) => Part): Part {
  return useSavedRunsState(useFittingRoom(), selector);
}
