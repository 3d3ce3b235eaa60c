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
      : `, trained on ${recordedOn.backend}${recordedOn.backend === 'wasm' ? threadsText(recordedOn.threads) : ''}`;
  const duration = trainingMs === undefined || trainingMs === 0 ? '' : ` in ${durationText(trainingMs)} min`;
  return `${whoseText(origin, network)}${device}${duration}.`;
}

function whoseText(origin: RunOrigin, network: string): string {
  switch (origin.kind) {
    case 'trained':
    case 'history':
      return `A saved run of ${network}`;
    case 'link':
      return `Somebody else's result, as their link says: ${network}`;
    case 'file':
      return `A run of ${network} from the file ${origin.name}`;
    case 'reference':
      return `The reference run of ${network}`;
  }
}

function threadsText(threads: number): string {
  return threads === 1 ? ', 1 thread' : `, ${threads} threads`;
}
