import { useMemo } from 'react';
import type { OtherRun } from '../charts/other-runs.ts';
import { drawnRuns } from '../state/earlier-runs.ts';
import type { EarlierRun } from '../state/room-state.ts';
import { earlierRunName } from './earlier-run-name.ts';
import { useRoom } from './room-context.ts';
import { useRunNames } from './run-name.ts';

export interface DrawnRun extends OtherRun {
  readonly key: string;
  readonly run: EarlierRun;
}

/** A line of a legend within a chart; more would cover the curves. */
const WORDS_LIMIT = 38;

/** Of more runs a legend gives the names alone: a small chart has no more room. */
const SPELT_OUT_LIMIT = 2;

/** The runs beside the one on screen, as the charts draw and name them; the same objects while nothing changes. */
export function useDrawnRuns(): readonly DrawnRun[] {
  const earlierRuns = useRoom((state) => state.earlierRuns);
  const comparedKeys = useRoom((state) => state.comparedKeys);
  const run = useRoom((state) => state.run);
  const draft = useRoom((state) => (state.run === undefined ? state.draft : undefined));
  const nameOf = useRunNames();
  const against = run?.experiment ?? draft;
  const drawn = drawnRuns({ earlierRuns, comparedKeys, run });
  const names = drawn.map(nameOf).join('\n');
  const keys = drawn.map(({ key }) => key).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the run on screen changes with each step; its key and experiment don't.
  return useMemo(
    () =>
      drawn.map((earlier) => {
        const name = nameOf(earlier);
        const isSpeltOut = drawn.length <= SPELT_OUT_LIMIT && against !== undefined;
        const words = isSpeltOut ? `${name}: ${earlierRunName(against, earlier.experiment)}` : name;
        const shown = words.length > WORDS_LIMIT ? `${words.slice(0, WORDS_LIMIT - 1).trimEnd()}…` : words;
        return { key: earlier.key, name, words: shown, run: earlier };
      }),
    [names, keys, earlierRuns, against],
  );
}
