import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { countMemorised } from '../core/memorised.ts';
import type { EvaluationRecord } from '../state/evaluation-record.ts';
import { learnedNoise } from '../state/image-lists.ts';
import { countText, percentText } from './format.ts';
import { ImageList } from './ImageList.tsx';
import { AnswersGone } from './ListViews.tsx';
import { useFittingRoom, useRoom } from './room-context.ts';

/** The training images whose label the label noise made wrong and whose wrong label the network learned. */
export function NoiseView({ shown }: { readonly shown: EvaluationRecord }) {
  const room = useFittingRoom();
  const cleanLabels = useRoom(({ dataset }) => dataset.labels.train);
  const { answers, split } = shown;
  const noise = useMemo(
    () =>
      split === 'train' && answers && cleanLabels
        ? { learned: learnedNoise(answers, cleanLabels), wrong: countMemorised(answers, cleanLabels).wrong }
        : undefined,
    [split, answers, cleanLabels],
  );
  if (split !== 'train') {
    return (
      <p className="images-hint">
        Only training images have label noise.
        <Button size="compact-sm" variant="default" onClick={() => room.showSplit('train')}>
          Show the train split
        </Button>
      </p>
    );
  }
  if (answers === undefined) return <AnswersGone />;
  if (noise === undefined) return <p className="images-hint">The dataset’s own labels are still loading.</p>;
  const { learned, wrong } = noise;
  const share = wrong === 0 ? '' : ` (${percentText(learned.length / wrong)})`;
  const words = `${countText(learned.length)} of ${countText(wrong)} wrong labels were memorised${share}.`;
  if (learned.length === 0) return <p className="images-hint">{words}</p>;
  return <ImageList name="noise" about={words} answers={answers} positions={learned} source="train" />;
}
