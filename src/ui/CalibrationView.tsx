import { useMemo } from 'react';
import { ReliabilityDiagram } from '../charts/ReliabilityDiagram.tsx';
import { CALIBRATION_BINS, calibrationOf } from '../core/calibration.ts';
import type { EvaluationRecord } from '../state/evaluation-record.ts';
import { countText, percentText } from './format.ts';
import { AnswersGone } from './ListViews.tsx';

/** Whether the network is correct as often as it is confident. */
export function CalibrationView({ shown }: { readonly shown: EvaluationRecord }) {
  const { answers } = shown;
  const calibration = useMemo(
    () => answers && calibrationOf(answers.actual, answers.predicted, answers.probabilities),
    [answers],
  );
  if (calibration === undefined) return <AnswersGone />;
  const { bins, expectedError, overconfidence } = calibration;
  return (
    <div className="calibration">
      <ReliabilityDiagram bins={bins} />
      <div className="calibration-words">
        <p>
          Expected calibration error <strong>{percentText(expectedError)}</strong>
        </p>
        <p>
          On average {percentText(shown.accuracy + overconfidence)} confident and {percentText(shown.accuracy)} correct:{' '}
          {directionWords(overconfidence)}.
        </p>
        <p className="calibration-how">
          The mean gap between accuracy and confidence, over {CALIBRATION_BINS} bins of confidence (Guo et al. 2017).
        </p>
      </div>
      <div className="visually-hidden">
        <table>
          <caption>Calibration in numbers</caption>
          <thead>
            <tr>
              <th scope="col">Confidence</th>
              <th scope="col">Images</th>
              <th scope="col">Mean confidence</th>
              <th scope="col">Accuracy</th>
            </tr>
          </thead>
          <tbody>
            {bins
              .filter(({ images }) => images > 0)
              .map(({ from, to, images, confidence, accuracy }) => (
                <tr key={from}>
                  <th scope="row">{`${percentText(from)} to ${percentText(to)}`}</th>
                  <td>{countText(images)}</td>
                  <td>{percentText(confidence)}</td>
                  <td>{percentText(accuracy)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

/** Differences below this are not worth a word. */
const NEAR = 0.005;

function directionWords(overconfidence: number): string {
  if (Math.abs(overconfidence) < NEAR) return 'well calibrated';
  return overconfidence > 0 ? 'overconfident' : 'underconfident';
}
