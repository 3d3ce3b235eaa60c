import { useEffect, useState } from 'react';
import { PartError } from '../../hosting/part.ts';
import { type ResultsToShare, resultsToShare } from '../../state/link-results.ts';
import { useFittingRoom } from '../room-context.ts';

/** The results of the run on screen, as they were when the dialog was opened; undefined while they are written. */
export function useResultsToShare(place: string): ResultsToShare | undefined {
  const room = useFittingRoom();
  const [results, setResults] = useState<ResultsToShare>();
  useEffect(() => {
    let isOpen = true;
    void resultsToShare(room.store.getState(), place)
      .catch(
        (error: unknown): ResultsToShare => ({
          kind: 'refused',
          reason: error instanceof PartError ? 'not-loaded' : 'unwritable',
        }),
      )
      .then((found) => {
        if (isOpen) setResults(found);
      });
    return () => {
      isOpen = false;
    };
  }, [room, place]);
  return results;
}
