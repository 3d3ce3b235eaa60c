import { useState } from 'react';
import type { ReferenceRun } from '../../reference/reference-run.ts';
import { runRecordOf } from '../../reference/run-record-of.ts';
import { endedCheckpoint, fetchShippedWeights } from '../../reference/shipped-weights.ts';
import { accuracyOfMeasured } from '../../reference/verdict.ts';
import { isMoving } from '../../state/run-progress.ts';
import { SCREEN_LINKS } from '../../state/screen.ts';
import { engineBlocker } from '../../state/train-blocker.ts';
import { percentText } from '../format.ts';
import { useFittingRoom, useRoom } from '../room-context.ts';
import { referenceFolder } from './use-reference-runs.ts';

interface LookInsideButtonProps {
  readonly run: ReferenceRun;
  readonly name: string;
}

/** Fetches the weights that come with a run, and opens Look inside on them: a trained network without training one. */
export function LookInsideButton({ run, name }: LookInsideButtonProps) {
  const room = useFittingRoom();
  const [stage, setStage] = useState<'fetching' | 'failed'>();
  const isBusy = useRoom((state) => isMoving(state.run) || state.run?.isMeasuringTest === true);
  const isEngineReady = useRoom((state) => engineBlocker(state) === undefined);
  const blocker = isBusy
    ? 'Pause or stop the run on screen first.'
    : isEngineReady
      ? undefined
      : 'The engine and the dataset are still loading.';
  const look = async () => {
    if (blocker !== undefined || stage === 'fetching') return;
    setStage('fetching');
    try {
      const checkpoint = endedCheckpoint(run, await fetchShippedWeights(run, referenceFolder()));
      const isShown = room.showTrained(runRecordOf(run), checkpoint, { kind: 'reference', id: run.id });
      if (isShown) location.hash = SCREEN_LINKS.inside;
      setStage(undefined);
    } catch {
      setStage('failed');
    }
  };
  return (
    <>
      <button
        type="button"
        className="reference-open reference-look"
        aria-label={`Look inside the trained ${name}`}
        aria-disabled={blocker !== undefined || stage === 'fetching'}
        title={blocker ?? whatComes(run)}
        onClick={() => void look()}
      >
        {stage === 'fetching' ? 'Loading…' : 'Look inside'}
      </button>
      {stage === 'failed' && (
        <span className="reference-minor" role="alert">
          Its weights could not be loaded. Try again.
        </span>
      )}
    </>
  );
}

function whatComes({ weights }: ReferenceRun): string {
  if (weights === undefined) return '';
  const accuracy = percentText(accuracyOfMeasured(weights.test));
  return `Its weights are stored in half precision; with those, test accuracy is ${accuracy}`;
}
