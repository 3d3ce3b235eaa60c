import type { RunState } from '../../state/room-state.ts';
import { isActive, isMoving } from '../../state/run-progress.ts';
import type { RunRow } from './run-rows.ts';

/** Why something can't be done with a saved run now, in a sentence. */

const ELSEWHERE = 'It is open in another tab.';

/** @returns undefined when it can be gone on with, nothing at all when there is nothing to go on with */
export function goOnBlockerOf(
  { key, header, hasCheckpoint }: Pick<RunRow, 'key' | 'header' | 'hasCheckpoint'>,
  isOpenElsewhere: boolean,
  shown: RunState | undefined,
): string | undefined {
  const isUnfinished = header.status === 'running' || header.status === 'paused';
  if (!hasCheckpoint || !isUnfinished) return '';
  if (isOpenElsewhere) return ELSEWHERE;
  if (shown?.key === key && shown.origin.kind === 'trained') return undefined;
  return isMoving(shown) ? 'Pause or stop the run on screen first.' : undefined;
}

export function deleteBlockerOf(
  key: string,
  isOpenElsewhere: boolean,
  shown: RunState | undefined,
): string | undefined {
  if (isOpenElsewhere) return ELSEWHERE;
  const isUnderWay = shown?.key === key && shown.origin.kind === 'trained' && isActive(shown);
  return isUnderWay ? 'It is on screen and not finished. Stop it first.' : undefined;
}
