import { deviceName } from '../protocol/checkpoint.ts';
import type { RoomState } from './room-state.ts';

/** Whether the resumed run goes on where numbers are rounded otherwise than before. */
export function hasChangedDevice({ engine, resumedFrom }: Pick<RoomState, 'engine' | 'resumedFrom'>): boolean {
  return engine.kind === 'ready' && resumedFrom !== undefined && deviceName(engine.device) !== resumedFrom;
}
