import { useMemo } from 'react';
import { countMemorised } from '../core/memorised.ts';
import { countText, percentText } from './format.ts';
import { noiseUnknown } from './noise-unknown.ts';
import { useRoom } from './room-context.ts';

/** What became of the wrong labels of label noise, after the latest epoch; nothing in a run without any. */
export function NoiseLearned() {
  const hasNoise = useRoom(({ run }) => run !== undefined && run.experiment.labelNoise > 0);
  const cleanLabels = useRoom(({ dataset }) => dataset.labels.train);
  const answers = useRoom(
    ({ evaluations }) => evaluations.findLast(({ split, answers }) => split === 'train' && answers)?.answers,
  );
  const unknown = useRoom(({ evaluations }) => noiseUnknown(evaluations));
  const counted = useMemo(
    () => (hasNoise && answers && cleanLabels ? countMemorised(answers, cleanLabels) : undefined),
    [hasNoise, answers, cleanLabels],
  );
  if (!hasNoise) return null;
  if (counted === undefined) return <span className="noise-learned">{unknown}</span>;
  if (counted.wrong === 0) return <span className="noise-learned">no wrong labels among the images evaluated</span>;
  const { wrong, learned, right } = counted;
  return (
    <span className="noise-learned">
      wrong labels memorised: <strong translate="no">{percentText(learned / wrong)}</strong> of {countText(wrong)}
      {'; predicted correctly: '}
      <strong translate="no">{percentText(right / wrong)}</strong>
    </span>
  );
}
