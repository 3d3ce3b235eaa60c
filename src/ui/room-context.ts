import { createContext, use } from 'react';
import type { FittingRoom } from '../state/fitting-room.ts';
import type { RoomState } from '../state/room-state.ts';
import { useRoomState } from '../state/use-room-state.ts';

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
