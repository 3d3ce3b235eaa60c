import { Button } from '@mantine/core';
import { correctCount, imagesCounted } from '../core/confusion.ts';
import { wilsonInterval } from '../core/wilson.ts';
import type { EvaluationRecord } from '../state/evaluation-record.ts';
import { canMeasureTest } from '../state/run-progress.ts';
import { evaluationsOf } from '../state/shown-evaluation.ts';
import { countText, lossText, percentText } from './format.ts';
import { Hint } from './Hint.tsx';
import { Panel } from './Panel.tsx';
import { useFittingRoom, useRoom } from './room-context.ts';
import './test-panel.css';

/** The test set, on demand and apart from all that is used to choose. */
export function TestPanel() {
  const room = useFittingRoom();
  const evaluations = useRoom((state) => state.evaluations);
  const canMeasure = useRoom((state) => canMeasureTest(state.run));
  const isMeasuring = useRoom((state) => state.run?.isMeasuringTest === true);
  const measured = evaluationsOf(evaluations, 'test').at(-1);
  return (
    <Panel title="Test set" area="test">
      <div className="test">
        {measured ? (
          <Result evaluation={measured} />
        ) : (
          <p className="test-about">
            10,000 images kept apart: nothing is chosen by them. Measure them once training has paused or ended.
          </p>
        )}
        <Hint text="Measures all 10,000 test images with the weights as they are now.">
          <Button
            size="xs"
            variant="default"
            disabled={!canMeasure}
            loading={isMeasuring}
            onClick={() => room.evaluateTest()}
          >
            Evaluate on test set
          </Button>
        </Hint>
      </div>
    </Panel>
  );
}

function Result({ evaluation }: { readonly evaluation: EvaluationRecord }) {
  const images = imagesCounted(evaluation.counts);
  const correct = correctCount(evaluation.counts);
  const { low, high } = wilsonInterval(correct, images);
  return (
    <dl className="test-result" aria-label="Test result">
      <div>
        <dt>Test accuracy</dt>
        <dd className="test-accuracy">{percentText(evaluation.accuracy)}</dd>
      </div>
      <div>
        <dt>95% Wilson interval</dt>
        <dd>
          {percentText(low).replace('%', '')}–{percentText(high)}
        </dd>
      </div>
      <div>
        <dt>Right</dt>
        <dd>
          {countText(correct)} of {countText(images)}
        </dd>
      </div>
      <div>
        <dt>Loss</dt>
        <dd>{lossText(evaluation.loss)}</dd>
      </div>
      <div>
        <dt>Measured after</dt>
        <dd>
          epoch {evaluation.epoch}, step {countText(evaluation.step)}
        </dd>
      </div>
    </dl>
  );
}
