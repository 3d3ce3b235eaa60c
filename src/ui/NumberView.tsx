import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { EvaluationRecord } from '../state/evaluation-record.ts';
import { answerPosition } from '../state/find-image.ts';
import type { Source } from '../state/room-state.ts';
import { SCREEN_LINKS } from '../state/screen.ts';
import { countText } from './format.ts';
import { GoToImage } from './GoToImage.tsx';
import { ImageList } from './ImageList.tsx';
import { imageWords } from './image-number-words.ts';
import { AnswersGone, sourceOf } from './ListViews.tsx';
import { useFittingRoom } from './room-context.ts';
import { evaluationWords } from './use-shown-evaluation.ts';

interface Wanted {
  readonly source: Source;
  readonly index: number;
}

/** One image by its number in the dataset, and what the network answered to it. */
export function NumberView({ shown }: { readonly shown: EvaluationRecord }) {
  const room = useFittingRoom();
  const [wanted, setWanted] = useState<Wanted>();
  const lookInside = ({ source, index }: Wanted) => {
    room.inside.choose({ kind: 'dataset', source, index });
    location.hash = SCREEN_LINKS.inside;
  };
  const { answers } = shown;
  const positions = useMemo(() => {
    const isOfFile = wanted?.source === sourceOf(shown);
    const position = answers && wanted && isOfFile ? answerPosition(answers, wanted.index) : undefined;
    return position === undefined ? undefined : Uint32Array.of(position);
  }, [answers, shown, wanted]);
  const form = <GoToImage source={sourceOf(shown)} onGo={(source, index) => setWanted({ source, index })} />;
  if (answers && wanted && positions) {
    const { source, index } = wanted;
    return (
      <ImageList
        name={`number-${source}-${index}`}
        lead={form}
        answers={answers}
        positions={positions}
        source={source}
        onOpen={() => lookInside(wanted)}
      />
    );
  }
  return (
    <div className="images-list">
      {form}
      {wanted === undefined ? (
        <p className="images-hint">
          Images are numbered from 0, as in the predictions CSV under Export. Validation images come from the training
          file.
        </p>
      ) : (
        <NotFound shown={shown} wanted={wanted} onLookInside={() => lookInside(wanted)} />
      )}
    </div>
  );
}

interface NotFoundProps {
  readonly shown: EvaluationRecord;
  readonly wanted: Wanted;
  readonly onLookInside: () => void;
}

/** The network was not asked about it here; it can be looked at all the same. */
function NotFound({ shown, wanted: { source, index }, onLookInside }: NotFoundProps) {
  const { answers } = shown;
  return (
    <>
      {answers === undefined ? (
        <AnswersGone />
      ) : (
        <p className="images-hint">
          {`Image ${imageWords(source, index)} is not among the ${countText(answers.indices.length)} images of this evaluation (${evaluationWords(shown)}).`}
        </p>
      )}
      <Button size="compact-sm" variant="default" className="go-inside" onClick={onLookInside}>
        Look inside
      </Button>
    </>
  );
}
