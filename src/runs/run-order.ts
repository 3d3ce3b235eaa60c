import type { RunHeader } from './run-record.ts';

interface Ordered {
  readonly header: Pick<RunHeader, 'number' | 'createdAt'>;
}

/**
 * Runs in the order they were begun, the last first. The number that a run was given tells, not the clock, which a person or
 * the network may set back. What has no number of its own, because it is from elsewhere or because two tabs gave the same,
 * is put between the others by the clock: after each numbered run that no clock places later.
 */
export function begunLastFirst<Run extends Ordered>(runs: readonly Run[]): Run[] {
  const given = new Map<number, number>();
  for (const { header } of runs) {
    if (header.number !== undefined) given.set(header.number, (given.get(header.number) ?? 0) + 1);
  }
  const numberOf = ({ header: { number } }: Run): number | undefined =>
    number !== undefined && given.get(number) === 1 ? number : undefined;

  /** Of a numbered run the latest moment that the clock had shown by then. */
  const moments = new Map<Run, number>();
  let latest = 0;
  for (const run of runs.toSorted((a, b) => (numberOf(a) ?? 0) - (numberOf(b) ?? 0))) {
    if (numberOf(run) !== undefined) latest = Math.max(latest, run.header.createdAt);
    moments.set(run, numberOf(run) === undefined ? run.header.createdAt : latest);
  }
  return runs.toSorted(
    (a, b) => (moments.get(b) ?? 0) - (moments.get(a) ?? 0) || (numberOf(b) ?? 0) - (numberOf(a) ?? 0),
  );
}
