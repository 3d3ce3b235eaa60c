import { Button } from '@mantine/core';
import { IntervalBar } from '../charts/IntervalBar.tsx';
import { correctCount, imagesCounted } from '../core/confusion.ts';
import { wilsonInterval } from '../core/wilson.ts';
import type { EvaluationRecord } from '../state/evaluation-record.ts';
import { canMeasureTest } from '../state/run-progress.ts';
import { evaluationsOf } from '../state/shown-evaluation.ts';
import { lossText, percentText } from './format.ts';
import { Hint } from './Hint.tsx';
import { Panel } from './Panel.tsx';
import { useFittingRoom, useRoom } from './room-context.ts';
import { testedWeightsWords } from './test-words.ts';
import './test-panel.css';

/** The test set, apart from all that is used to choose: at the end of a run by itself, before it on demand. */
export function TestPanel() {
  const measured = useRoom((state) => evaluationsOf(state.evaluations, 'test').at(-1));
  const isFinal = useRoom(({ run }) => run?.phase === 'finished') && measured !== undefined;
  return (
    <Panel title="Test set" area="test" actions={isFinal ? undefined : <MeasureButton />}>
      {measured ? (
        <Result evaluation={measured} />
      ) : (
        <p className="test-about">
          10,000 images that are set aside: no choice is ever based on them. They are evaluated when a run finishes,
          with the weights of its best epoch, or on request while it is paused or stopped.
        </p>
      )}
    </Panel>
  );
}

function MeasureButton() {
  const room = useFittingRoom();
  const canMeasure = useRoom((state) => canMeasureTest(state.run));
  const isMeasuring = useRoom((state) => state.run?.isMeasuringTest === true);
  return (
    <Hint text="Evaluates all 10,000 test images with the weights of the best epoch so far, or with the current ones before the first epoch has finished.">
      <Button
        size="compact-xs"
        variant="default"
        disabled={!canMeasure}
        loading={isMeasuring}
        onClick={() => room.evaluateTest()}
      >
        Evaluate on test set
      </Button>
    </Hint>
  );
}

/** The measured accuracy with its interval. */
export function Result({ evaluation }: { readonly evaluation: EvaluationRecord }) {
  const weights = useRoom(({ run, draft, evaluations }) =>
    testedWeightsWords(evaluation, evaluations, (run?.experiment ?? draft).judge),
  );
  const { counts, accuracy, loss } = evaluation;
  const images = imagesCounted(counts);
  const correct = correctCount(counts);
  const { low, high } = wilsonInterval(correct, images);
  return (
    <div className="test">
      <dl className="test-result" aria-label="Test result">
        <div>
          <dt>Test accuracy</dt>
          <dd className="test-accuracy">{percentText(accuracy)}</dd>
        </div>
        <div>
          <dt>95% Wilson interval</dt>
          <dd>
            {percentText(low).replace('%', '')}–{percentText(high)}
          </dd>
        </div>
      </dl>
      <IntervalBar low={low} high={high} value={accuracy} />
      <p className="test-words">
        Loss {lossText(loss)}, with the weights of {weights}.
      </p>
      <p className="test-about">Intervals can’t tell two runs apart: compare them in Runs.</p>
    </div>
  );
}
