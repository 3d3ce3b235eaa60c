import { useMemo } from 'react';
import type { EvaluationRecord } from '../state/evaluation-record.ts';
import { confidentlyWrong, leastCertain } from '../state/image-lists.ts';
import type { Source } from '../state/room-state.ts';
import { ImageList } from './ImageList.tsx';
import { useRoom } from './room-context.ts';

/** Lists of images that need no cell. */

interface ShownProps {
  readonly shown: EvaluationRecord;
}

/** Which file of the dataset the images of an evaluation are in. */
export function sourceOf({ split }: EvaluationRecord): Source {
  return split === 'test' ? 'test' : 'train';
}

export function AnswersGone() {
  const isLinked = useRoom((state) => state.run?.origin.kind === 'link');
  return (
    <p className="images-hint">
      {isLinked
        ? 'Links don’t include predictions for single images. Train it yourself to see them.'
        : 'Predictions for this epoch’s images were discarded to save memory. Later epochs and the best one still have theirs.'}
    </p>
  );
}

/** What was answered wrongly with the highest probability. */
export function MistakesView({ shown }: ShownProps) {
  const { answers } = shown;
  const positions = useMemo(() => answers && confidentlyWrong(answers), [answers]);
  if (answers === undefined || positions === undefined) return <AnswersGone />;
  if (positions.length === 0) return <p className="images-hint">Every image was classified correctly.</p>;
  return <ImageList name="mistakes" answers={answers} positions={positions} source={sourceOf(shown)} />;
}

/** What was answered with the lowest probability. */
export function UncertainView({ shown }: ShownProps) {
  const { answers } = shown;
  const positions = useMemo(() => answers && leastCertain(answers), [answers]);
  if (answers === undefined || positions === undefined) return <AnswersGone />;
  return <ImageList name="uncertain" answers={answers} positions={positions} source={sourceOf(shown)} />;
}
