import type { RunMark } from '../state/room-state.ts';
import type { EpochSummary } from './epoch-summaries.ts';
import { countText, durationText, lossText, percentText, pointsText, shortRateText } from './format.ts';
import { markWords } from './mark-words.ts';

interface EpochsTableProps {
  readonly summaries: readonly EpochSummary[];
  readonly marks: readonly RunMark[];
  /** Otherwise it is there for screen readers only: the curves in numbers. */
  readonly isShown: boolean;
}

export function EpochsTable({ summaries, marks, isShown }: EpochsTableProps) {
  return (
    <section
      aria-label="Epochs in numbers"
      tabIndex={isShown ? 0 : -1}
      className={isShown ? 'epochs-cover' : 'epochs-hidden'}
    >
      <table className="numbers-table epochs-table">
        <caption className="visually-hidden">Epochs in numbers</caption>
        <thead>
          <tr>
            <th scope="col">Epoch</th>
            <th scope="col">Train loss</th>
            <th scope="col">Validation loss</th>
            <th scope="col">Train accuracy</th>
            <th scope="col">Validation accuracy</th>
            <th scope="col">Gap (points)</th>
            <th scope="col">Learning rate</th>
            <th scope="col">Training time</th>
          </tr>
        </thead>
        <tbody>
          {summaries.map(({ epoch, train, validation, gap, isBest, learningRate, trainingMs }) => (
            <tr key={epoch} translate="no">
              <th scope="row">
                {epoch}
                {isBest && ' (best)'}
              </th>
              <td>{train ? lossText(train.loss) : ''}</td>
              <td>{validation ? lossText(validation.loss) : ''}</td>
              <td>{train ? percentText(train.accuracy) : ''}</td>
              <td>{validation ? percentText(validation.accuracy) : ''}</td>
              <td>{gap === undefined ? '' : pointsText(gap).replace(' points', '')}</td>
              <td>{learningRate === undefined ? '' : shortRateText(Number(learningRate.toPrecision(3)))}</td>
              <td>{trainingMs === undefined ? '' : durationText(trainingMs)}</td>
            </tr>
          ))}
          {summaries.length === 0 && (
            <tr>
              <td colSpan={8}>A row is added after each epoch.</td>
            </tr>
          )}
        </tbody>
      </table>
      {marks.length > 0 && (
        <p className="epochs-marks">
          Changed during the run: {marks.map((mark) => `${markWords(mark)} at step ${countText(mark.step)}`).join('; ')}
          .
        </p>
      )}
    </section>
  );
}
