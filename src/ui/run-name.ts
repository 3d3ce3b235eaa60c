import type { ListedRun, RunState } from '../state/room-state.ts';
import { useSavedRuns } from './room-context.ts';

/** What people call a run: the name it was given, else its number. */
export function runName(number: RunState['number'], given: string | undefined): string {
  return given ?? (number === undefined ? 'Unnumbered run' : `Run ${number}`);
}

/** The names runs were given, by key, as far as the store was read. */
export function useRunNames(): (run: Pick<RunState, 'key' | 'number'>) => string {
  const listed = useSavedRuns(({ list }) => list?.runs ?? NONE);
  return ({ key, number }) => runName(number, listed.find(({ header }) => header.key === key)?.header.name);
}

const NONE: readonly ListedRun[] = [];
