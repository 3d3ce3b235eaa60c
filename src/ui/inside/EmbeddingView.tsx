import { Button } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { CLASS_NAMES, className } from '../../core/classes.ts';
import { confidentlyWrong } from '../../state/image-lists.ts';
import { countText } from '../format.ts';
import { ImageList } from '../ImageList.tsx';
import { useFittingRoom, useRoom } from '../room-context.ts';
import { ClassLegend } from './ClassLegend.tsx';
import { EmbeddingMap } from './EmbeddingMap.tsx';
import { type EmbeddingFrame, isSameMoment, type Moment } from './embedding-film.ts';
import { momentWords, nearClassesSentence, nearPairsSentence } from './embedding-sentences.ts';
import { FramePicker } from './FramePicker.tsx';
import '../images.css';

interface EmbeddingViewProps {
  /** At least one. */
  readonly frames: readonly EmbeddingFrame[];
  /** The one to show before another is chosen; undefined for the latest. */
  readonly wanted: Moment | undefined;
  readonly stepsPerEpoch: number;
}

/** Without one, what was answered wrongly is listed. */
type Choice =
  | { readonly kind: 'class'; readonly label: number }
  /** `order` tells one choice from the next. */
  | { readonly kind: 'points'; readonly points: readonly number[]; readonly order: number };

/** The layouts of a run: the plane, its classes, which of them lie near each other, and the images that were chosen. */
export function EmbeddingView({ frames, wanted, stepsPerEpoch }: EmbeddingViewProps) {
  const room = useFittingRoom();
  const litClass = useRoom((state) => state.litClass);
  const [shown, setShown] = useState<EmbeddingFrame>();
  const [choice, setChoice] = useState<Choice>();
  const [lastWanted, setLastWanted] = useState(wanted);
  if (wanted !== lastWanted) {
    setLastWanted(wanted);
    setShown(undefined);
  }
  const latest = frames.length - 1;
  const found = wanted === undefined ? latest : frames.findIndex((frame) => isSameMoment(frame, wanted));
  const start = found === -1 ? latest : found;
  const at = shown === undefined ? start : frames.indexOf(shown);
  const place = at === -1 ? start : at;
  const frame = frames[place];
  const show = useCallback((next: number) => setShown(next === start ? undefined : frames[next]), [frames, start]);
  const positions = useMemo(() => frame && positionsOf(choice, frame), [choice, frame]);
  const chosen = useMemo(() => (choice && positions ? new Set(positions) : undefined), [choice, positions]);
  if (frame === undefined) return null;

  const { answers, links } = frame;
  const choosePoints = (points: readonly number[]) =>
    setChoice(
      points.length === 0
        ? undefined
        : { kind: 'points', points, order: choice?.kind === 'points' ? choice.order + 1 : 0 },
    );
  const wordsOf = (index: number) => momentWords(frames[index]?.step ?? 0, stepsPerEpoch);
  const counts = CLASS_NAMES.map(
    (name, label) => `${name} ${answers.actual.reduce((sum, actual) => sum + (actual === label ? 1 : 0), 0)}`,
  );
  return (
    <>
      <div className="embedding-top">
        <EmbeddingMap
          frames={frames}
          frame={frame}
          chosen={chosen}
          label={`${countText(answers.indices.length)} images on a plane at ${wordsOf(place)}, similar ones close together: ${counts.join(', ')}`}
          onChoose={choosePoints}
        />
        <div className="embedding-side">
          <ClassLegend
            chosen={choice?.kind === 'class' ? choice.label : undefined}
            onChoose={(label) => setChoice(label === undefined ? undefined : { kind: 'class', label })}
          />
          <Button
            size="compact-xs"
            variant="default"
            disabled={choice === undefined}
            onClick={() => setChoice(undefined)}
          >
            Clear selection
          </Button>
          <p className="inside-hint">
            Press a class or draw a line around points to list their images. Click a point, or move to it with the arrow
            keys and press Enter, to look inside it.
          </p>
          <p className="inside-hint">Hollow: misclassified. The distance between far-apart groups means little.</p>
        </div>
      </div>
      <div className="embedding-line">
        <p className="embedding-near">
          {litClass === undefined ? nearPairsSentence(links) : nearClassesSentence(links, litClass)}
        </p>
        <span className="embedding-moment">
          {countText(answers.indices.length)} images at {wordsOf(place)}
        </span>
        <FramePicker count={frames.length} frame={place} onShow={show} wordsOf={wordsOf} />
      </div>
      <div className="embedding-images">
        {positions && positions.length > 0 ? (
          <ImageList
            name={nameOf(choice)}
            about={aboutOf(choice)}
            answers={answers}
            positions={positions}
            source="train"
            onOpen={(index) => room.inside.choose({ kind: 'dataset', source: 'train', index })}
          />
        ) : (
          <p className="inside-hint">No image was misclassified.</p>
        )}
      </div>
    </>
  );
}

function positionsOf(choice: Choice | undefined, { answers }: EmbeddingFrame): Uint32Array<ArrayBuffer> {
  const { actual } = answers;
  if (choice === undefined) return confidentlyWrong(answers);
  if (choice.kind === 'points') return Uint32Array.from(choice.points.filter((point) => point < actual.length));
  return Uint32Array.from([...actual.keys()].filter((point) => actual[point] === choice.label));
}

function nameOf(choice: Choice | undefined): string {
  if (choice === undefined) return 'wrong';
  return choice.kind === 'class' ? `class ${choice.label}` : `points ${choice.order}`;
}

function aboutOf(choice: Choice | undefined): string {
  if (choice === undefined) return 'Misclassified.';
  return choice.kind === 'class' ? `${className(choice.label)}.` : 'Selected.';
}
