import { useStore } from 'zustand';
import type { FittingRoom } from './fitting-room.ts';
import type { RoomState } from './room-state.ts';

/** A part of the room's state for a component. The selector must give the same value for the same state. */
export function useRoomState<Part>(room: FittingRoom, selector: (state: RoomState) => Part): Part {
  return useStore(room.store, selector);
}
