import { useEffect, useRef, useState } from 'react';
import type { ArchivedRuns, ArchiveResult } from '../../state/run-files.ts';
import { download } from '../download.ts';
import { useFittingRoom } from '../room-context.ts';

/** Makes one file of many runs and gives it to the person; several wait to be saved one by one, as browsers want it. */
export function useRunsArchive() {
  const room = useFittingRoom();
  const [progress, setProgress] = useState<ArchivedRuns>();
  const [made, setMade] = useState<ArchiveResult>();
  const current = useRef<AbortController>(undefined);
  useEffect(() => () => current.current?.abort(), []);

  const make = async (keys: readonly string[], isWithWeights: boolean) => {
    const giveUp = new AbortController();
    current.current?.abort();
    current.current = giveUp;
    setMade(undefined);
    setProgress({ done: 0, of: keys.length });
    const tell = (told: ArchivedRuns) => current.current === giveUp && setProgress(told);
    const result = await room.files.exportMany(keys, isWithWeights, tell, giveUp.signal);
    if (current.current !== giveUp) return;
    setProgress(undefined);
    setMade(result);
    const [file, ...others] = result.ok ? result.files : [];
    if (file !== undefined && others.length === 0) download(file.content, file.name);
  };
  /** Gives up what is being made, and says so once the run under way is done. */
  const stop = () => current.current?.abort();
  /** Gives it up without a word, and forgets what was made. */
  const reset = () => {
    stop();
    current.current = undefined;
    setProgress(undefined);
    setMade(undefined);
  };
  return { progress, made, make, stop, reset };
}
