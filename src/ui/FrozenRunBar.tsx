import { Button } from '@mantine/core';
import { NETWORKS } from '../core/networks.ts';
import type { RunState } from '../state/room-state.ts';
import { trainBlocker } from '../state/train-blocker.ts';
import { frozenRunSentence } from './frozen-run-sentence.ts';
import { useFittingRoom, useRoom, useSavedRuns } from './room-context.ts';
import { thinnedWords } from './share/extent-words.ts';
import './resume-bar.css';

/** Says that the run on screen was not trained on this page now, and whose it is. */
export function FrozenRunBar() {
  const run = useRoom((state) => state.run);
  if (run === undefined || run.origin.kind === 'trained') return null;
  return <Bar run={run} />;
}

function Bar({ run }: { readonly run: RunState }) {
  const room = useFittingRoom();
  const trainingMs = useRoom((state) => state.steps.trainingMs.at(-1));
  const isBlocked = useRoom((state) => trainBlocker(state) !== undefined);
  const { origin } = run;
  const isOwn = origin.kind === 'history';
  const extent = origin.kind === 'link' ? origin.results?.extent : undefined;
  const thinned = extent && thinnedWords(extent);
  const savedKey = origin.kind === 'history' || origin.kind === 'file' ? origin.key : undefined;
  const isUnfinished = useSavedRuns(
    ({ list, openElsewhere }) =>
      savedKey !== undefined &&
      list?.runs.some(
        ({ header: { key, status }, hasCheckpoint }) =>
          key === savedKey && hasCheckpoint && (status === 'running' || status === 'paused') && !openElsewhere.has(key),
      ),
  );
  const trainAgain = () => {
    room.changeDraft(run.experiment);
    room.train('end');
  };
  return (
    <section className="resume-bar" aria-label="About this run">
      <p className="resume-bar-text">
        {frozenRunSentence(run, NETWORKS[run.experiment.network].name, trainingMs)}
        {thinned !== undefined && ` The link holds only part of the run: ${thinned}.`}
      </p>
      {isUnfinished && savedKey !== undefined && (
        <Button size="compact-sm" variant="default" onClick={() => void room.goOnWith(savedKey)}>
          Continue
        </Button>
      )}
      <Button size="compact-sm" variant="default" disabled={isBlocked} onClick={trainAgain}>
        {isOwn ? 'Train it again' : 'Train it yourself'}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => room.reset()}>
        Close
      </Button>
    </section>
  );
}
