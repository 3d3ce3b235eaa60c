import type { StorageUsage } from '../runs/browser-runs.ts';
import { isUnfinished } from '../runs/run-record.ts';
import type { ListedRun } from '../runs/run-storage.ts';

/** Whose weights could make room. Nothing is dropped unasked, and histories never are. */
export interface WeightsOffer {
  readonly keys: readonly string[];
  readonly bytes: number;
  /** How many of them could still be gone on with. */
  readonly unfinished: number;
}

/** More than this is offered to be dropped: a hundred runs of a small network, or three of the largest. */
const WEIGHTS_BOUND_BYTES = 1e9;

/** Of what the browser allows this origin. */
const QUOTA_SHARE = 0.5;

/** What all weights together may take before dropping some is offered. */
export function weightsBound(usage: StorageUsage | undefined): number {
  return usage === undefined ? WEIGHTS_BOUND_BYTES : Math.min(WEIGHTS_BOUND_BYTES, QUOTA_SHARE * usage.quotaBytes);
}

/**
 * The oldest runs whose weights bring all together down to a bound; undefined when they are below it or nothing may go.
 * Runs with a star keep theirs, and so do those that a tab has open.
 */
export function weightsOffer(
  runs: readonly ListedRun[],
  openKeys: ReadonlySet<string>,
  boundBytes: number,
): WeightsOffer | undefined {
  let total = totalWeights(runs);
  const oldestFirst = runs
    .filter(({ header, hasCheckpoint }) => hasCheckpoint && !header.isStarred && !openKeys.has(header.key))
    .sort((a, b) => a.header.savedAt - b.header.savedAt);
  const dropped: ListedRun[] = [];
  for (const run of oldestFirst) {
    if (total <= boundBytes) break;
    total -= run.weightBytes;
    dropped.push(run);
  }
  if (dropped.length === 0) return undefined;
  return {
    keys: dropped.map(({ header }) => header.key),
    bytes: totalWeights(dropped),
    unfinished: dropped.filter(({ header }) => isUnfinished(header)).length,
  };
}

/** When nothing more fits, half of all weights makes room for a while. */
export function fullStoreOffer(runs: readonly ListedRun[], openKeys: ReadonlySet<string>): WeightsOffer | undefined {
  return weightsOffer(runs, openKeys, Math.max(0, totalWeights(runs) / 2 - 1));
}

export function totalWeights(runs: readonly ListedRun[]): number {
  return runs.reduce((sum, { weightBytes }) => sum + weightBytes, 0);
}
