import type { RunOrigin, RunState } from '../state/room-state.ts';
import { durationText } from './format.ts';

/** Whose result is on screen, and what it was trained on: nobody should take it for what this page has just computed. */
export function frozenRunSentence(
  { origin, recordedOn }: Pick<RunState, 'origin' | 'recordedOn'>,
  network: string,
  trainingMs: number | undefined,
): string {
  const device =
    recordedOn === undefined
      ? ''
      : `, trained on ${recordedOn.backend === 'webgpu' ? 'a GPU' : `a CPU with ${threadsText(recordedOn.threads)}`}`;
  const duration = trainingMs === undefined || trainingMs === 0 ? '' : ` in ${trainingText(trainingMs)}`;
  return `${whoseText(origin, network)}${device}${duration}.`;
}

function whoseText(origin: RunOrigin, network: string): string {
  switch (origin.kind) {
    case 'trained':
    case 'history':
      return `A saved run of ${network}`;
    case 'link':
      return `Someone else’s results for ${network}, from their link`;
    case 'file':
      return `A run of ${network} from the file ${origin.name}`;
    case 'reference':
      return `The reference run of ${network}`;
  }
}

function threadsText(threads: number): string {
  return threads === 1 ? '1 thread' : `${threads} threads`;
}

/** `2 s`, `3:12 min` or `1:02:03 h`. */
function trainingText(ms: number): string {
  if (ms < 59_500) return `${Math.max(1, Math.round(ms / 1000))} s`;
  return `${durationText(ms)} ${ms < 3_599_500 ? 'min' : 'h'}`;
}
