import { NETWORKS } from '../../core/networks.ts';
import { type ExperimentChange, experimentChanges } from '../../experiment/changes.ts';
import { type Experiment, stepsPerEpoch } from '../../experiment/schema.ts';
import type { ListedRun, RunHeader } from '../../state/room-state.ts';
import { runName } from '../run-name.ts';

/** The rows of the table of saved runs: what they say, which are shown, and in which order. */

export interface RunRow {
  readonly key: string;
  readonly header: RunHeader;
  readonly name: string;
  readonly network: string;
  /** Against the run begun before it, or the base that was chosen; undefined when there is none to compare with. */
  readonly changes: readonly ExperimentChange[] | undefined;
  /** All the changes in a line. */
  readonly changesText: string;
  /** Trained, the one under way in part. */
  readonly epochs: number;
  readonly hasCheckpoint: boolean;
  /** What all that is kept of it takes. */
  readonly bytes: number;
  /** The part of it that weights take. */
  readonly weightBytes: number;
  /** How many were begun before it. */
  readonly begunBefore: number;
}

/** Of a header and its experiment, by a look at some: small beside everything else. */
const HEADER_BYTES = 1500;

/**
 * @param runs the one begun last first
 * @param base key of the run that all are compared with; undefined compares each with the one before it
 */
export function runRows(runs: readonly ListedRun[], base: string | undefined): RunRow[] {
  const baseRun = runs.find(({ header }) => header.key === base);
  return runs.map(({ header, hasCheckpoint, weightBytes }, index) => {
    const { key, experiment, step } = header;
    const against = baseRun ?? runs[index + 1];
    const changes =
      against === undefined || against.header.key === key
        ? undefined
        : experimentChanges(against.header.experiment, experiment);
    return {
      key,
      header,
      name: runName(header.number, header.name),
      network: NETWORKS[experiment.network].name,
      changes,
      changesText: changesText(changes, key === base),
      epochs: step / stepsPerEpoch(experiment),
      hasCheckpoint,
      bytes: HEADER_BYTES + (header.historyBytes ?? step * 16) + weightBytes,
      weightBytes,
      begunBefore: runs.length - 1 - index,
    };
  });
}

function changesText(changes: readonly ExperimentChange[] | undefined, isBase: boolean): string {
  if (changes === undefined) return isBase ? 'the one the others are compared with' : 'the first run';
  if (changes.length === 0) return 'nothing';
  return changes.map(({ label, from, to }) => `${label} ${from} → ${to}`).join(', ');
}

export interface RunFilter {
  /** Words that all have to be found in name, note, network, changes or status. */
  readonly text: string;
  readonly network: Experiment['network'] | undefined;
  readonly isStarredOnly: boolean;
}

export const NO_FILTER: RunFilter = { text: '', network: undefined, isStarredOnly: false };

export function filteredRows(rows: readonly RunRow[], { text, network, isStarredOnly }: RunFilter): RunRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter(({ header, name, network: networkName, changesText: changes }) => {
    if (isStarredOnly && !header.isStarred) return false;
    if (network !== undefined && header.experiment.network !== network) return false;
    const searched = [name, header.note, networkName, changes, header.status].join(' ').toLowerCase();
    return words.every((word) => searched.includes(word));
  });
}

export type RunColumn =
  | 'star'
  | 'name'
  | 'network'
  | 'changes'
  | 'best'
  | 'test'
  | 'epochs'
  | 'duration'
  | 'device'
  | 'status'
  | 'date'
  | 'size'
  | 'note';

export interface RunOrder {
  readonly by: RunColumn;
  readonly direction: 'ascending' | 'descending';
}

export const NEWEST_FIRST: RunOrder = { by: 'date', direction: 'descending' };

/** Columns of words begin with A, those of numbers with the highest. */
const WORDS: readonly RunColumn[] = ['name', 'network', 'changes', 'device', 'status', 'note'];

/** What a click on a column's head makes of the order; a second click turns it. */
export function nextRunOrder(order: RunOrder, by: RunColumn): RunOrder {
  if (order.by === by) return { by, direction: order.direction === 'ascending' ? 'descending' : 'ascending' };
  return { by, direction: WORDS.includes(by) ? 'ascending' : 'descending' };
}

/** Numbers within words count as such: Run 9 comes before Run 10. */
const COLLATOR = new Intl.Collator('en', { numeric: true });

/** Equals stay as they are; what has no value comes last whichever way. */
export function sortedRows(rows: readonly RunRow[], { by, direction }: RunOrder): RunRow[] {
  const sign = direction === 'ascending' ? 1 : -1;
  return rows.toSorted((rowA, rowB) => {
    const [a, b] = [VALUES[by](rowA), VALUES[by](rowB)];
    if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
    return sign * (typeof a === 'string' ? COLLATOR.compare(a, String(b)) : a - Number(b));
  });
}

const VALUES: Readonly<Record<RunColumn, (row: RunRow) => string | number | undefined>> = {
  star: ({ header }) => Number(header.isStarred ?? false),
  name: ({ name }) => name,
  network: ({ network }) => network,
  changes: ({ changesText: text }) => text,
  best: ({ header }) => header.best?.accuracy,
  test: ({ header }) => header.test?.accuracy,
  epochs: ({ epochs }) => epochs,
  duration: ({ header }) => header.trainingMs,
  device: ({ header: { device } }) => device && `${device.backend} ${device.threads}`,
  status: ({ header }) => header.status,
  // Not by the clock, which may have been set back.
  date: ({ begunBefore }) => begunBefore,
  size: ({ bytes }) => bytes,
  note: ({ header }) => header.note,
};
