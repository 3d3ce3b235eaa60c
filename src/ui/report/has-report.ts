import type { RoomState } from '../../state/room-state.ts';
import { canPresent } from '../../state/screen.ts';

/** Whether what is on screen is printed as a report: it shows a run of which something was measured. */
export function hasReport({ screen, isEmbedded, evaluations }: RoomState): boolean {
  return (isEmbedded || canPresent(screen)) && evaluations.length > 0;
}
