import { useEffect, useMemo, useState } from 'react';
import { type FetchedRuns, fetchReferenceRuns } from '../../reference/fetch-runs.ts';
import { type Reproduction, reproduction } from '../../reference/reproduction.ts';

export function referenceFolder(): string {
  return new URL('reference/', document.baseURI).href;
}

/** Fetched once in a page's life; what failed is asked for again. */
let fetched: FetchedRuns | undefined;

interface ReferenceRuns {
  /** Undefined while they are on their way. */
  readonly answer: FetchedRuns | undefined;
  /** With what there is so far. */
  readonly table: Reproduction;
  readonly retry: () => void;
}

export function useReferenceRuns(): ReferenceRuns {
  const [answer, setAnswer] = useState(fetched);
  useEffect(() => {
    if (answer !== undefined) return;
    let isGone = false;
    void fetchReferenceRuns(referenceFolder()).then((runs) => {
      if (runs.kind === 'read' && runs.refused.length === 0) fetched = runs;
      if (!isGone) setAnswer(runs);
    });
    return () => {
      isGone = true;
    };
  }, [answer]);
  const runs = answer?.kind === 'read' ? answer.runs : undefined;
  const table = useMemo(() => reproduction(runs ?? []), [runs]);
  return { answer, table, retry: () => setAnswer(undefined) };
}
