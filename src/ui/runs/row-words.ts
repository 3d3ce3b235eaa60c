import type { RunHeader, RunState } from '../../state/room-state.ts';
import { megabytesText } from '../format.ts';
import { runWords } from '../run-words.ts';

/** What cells of the table say. */

const STATUS_WORDS: Readonly<Record<RunHeader['status'], string>> = {
  running: 'interrupted',
  paused: 'paused',
  finished: 'finished',
  stopped: 'stopped',
  diverged: 'diverged',
  failed: 'failed',
};

export interface StatusWords {
  /** For a narrow column. */
  readonly short: string;
  readonly full: string;
}

/** @param shown the run on screen when it is this one */
export function statusWords(header: RunHeader, isOpenElsewhere: boolean, shown: RunState | undefined): StatusWords {
  if (isOpenElsewhere) return { short: 'in another tab', full: 'Open in another tab' };
  if (shown !== undefined) return { short: 'on screen', full: `On screen: ${runWords(shown).toLowerCase()}` };
  const words = header.ending === 'early-stopping' ? 'stopped early' : STATUS_WORDS[header.status];
  return { short: words, full: words };
}

/** `CPU ×4` for four threads, or `GPU`. */
export function deviceWords(device: RunHeader['device']): string {
  if (device === undefined) return '';
  const { backend, threads } = device;
  if (backend === 'webgpu') return 'GPU';
  return `CPU ×${threads}`;
}

const DAY_AND_TIME = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});
const IN_FULL = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'medium' });

export function dateWords(moment: number): string {
  return DAY_AND_TIME.format(moment);
}

export function fullDateWords(moment: number): string {
  return IN_FULL.format(moment);
}

/** Whole epochs as such; of one under way a decimal. */
export function epochsWords(epochs: number): string {
  return Number.isInteger(epochs) ? String(epochs) : epochs.toFixed(1);
}

/** `10.2 MB` with weights; without them a run takes kilobytes. */
export function sizeWords(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1000)} KB` : megabytesText(bytes);
}
