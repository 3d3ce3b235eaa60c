import { runFileStem } from '../core/file-name.ts';
import { givenName, storedKey } from '../state/run-files.ts';
import { useRoom, useSavedRuns } from './room-context.ts';

interface RunTitle {
  /** `Run 3`, or the name that somebody gave it; empty for a run from elsewhere that nobody has named. */
  readonly words: string;
  /** How the names of its files begin. */
  readonly fileStem: string;
}

/** What the run on screen is called in files; undefined without one. */
export function useRunTitle(): RunTitle | undefined {
  const run = useRoom((state) => state.run);
  const key = run && storedKey(run.origin, run.key);
  const stored = useSavedRuns(({ list }) => list?.runs.find(({ header }) => header.key === key)?.header);
  if (run === undefined) return undefined;
  const { number, experiment } = run;
  const name = stored === undefined ? givenName(run) : stored.name;
  return {
    words: name ?? (number === undefined ? '' : `Run ${number}`),
    fileStem: runFileStem({ name, number, network: experiment.network }),
  };
}
