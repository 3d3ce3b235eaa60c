import type { RunMark } from '../state/room-state.ts';
import { shortRateText } from './format.ts';

/** What happened at a mark, short enough to stand in a chart. */
export function markWords(mark: RunMark): string {
  if (mark.kind === 'restored') return `back to epoch ${mark.epoch}`;
  switch (mark.name) {
    case 'learningRate':
      return `${mark.cause === 'plateau' ? 'plateau: ' : ''}rate ${shortRateText(mark.value)}`;
    case 'weightDecay':
      return `decay ${shortRateText(mark.value)}`;
    case 'dropoutScale':
      return `dropout ×${Number(mark.value.toPrecision(3))}`;
  }
}
