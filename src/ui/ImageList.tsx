import { type ReactNode, useMemo, useState } from 'react';
import { ProbabilityBars } from '../charts/ProbabilityBars.tsx';
import { className } from '../core/classes.ts';
import { type Answers, probabilitiesAt } from '../state/evaluation-record.ts';
import type { Positions } from '../state/image-lists.ts';
import type { Source } from '../state/room-state.ts';
import { countText, percentText } from './format.ts';
import { ImageSheet } from './ImageSheet.tsx';
import { imageWords } from './image-number-words.ts';
import { useFittingRoom, useRoom } from './room-context.ts';

interface ImageListProps {
  /** Which list it is: another one starts at its first image, another epoch of the same one does not. */
  readonly name: string;
  /** Above the images, beside the probabilities. */
  readonly lead?: ReactNode;
  /** What there is to say about the list as a whole. */
  readonly about?: string;
  readonly answers: Answers;
  /** Into the answers; at least one. */
  readonly positions: Positions;
  readonly source: Source;
  /** An image was clicked, or Enter pressed on it: its dataset index. */
  readonly onOpen?: (image: number) => void;
}

/** Images to scroll through, and the probabilities of the one looked at. */
export function ImageList({ name, lead, about, answers, positions, source, onOpen }: ImageListProps) {
  const room = useFittingRoom();
  const litClass = useRoom((state) => state.litClass);
  const cleanLabels = useRoom(({ dataset }) => (source === 'train' ? dataset.labels.train : undefined));
  const [chosen, setChosen] = useState(0);
  const [lastName, setLastName] = useState(name);
  // Not by a key: a sheet that stays knows its size, and shows the images a frame earlier.
  if (name !== lastName) {
    setLastName(name);
    setChosen(0);
  }
  const looked = Math.min(chosen, positions.length - 1);
  const images = useMemo(() => positions.map((position) => answers.indices[position] ?? 0), [answers, positions]);
  const position = positions[looked] ?? 0;
  const probabilities = useMemo(() => probabilitiesAt(answers, position), [answers, position]);
  const actual = answers.actual[position] ?? 0;
  const predicted = answers.predicted[position] ?? 0;
  const clean = cleanLabels?.[images[looked] ?? 0] ?? actual;

  const light = (label: number | undefined) => room.lightClass(label);
  const look = (index: number) => {
    setChosen(index);
    light(answers.actual[positions[index] ?? 0]);
  };
  return (
    <div className="images">
      <div className="images-list">
        {lead}
        <p className="images-looked">
          {about && <strong>{about} </strong>}
          Image {countText(looked + 1)} of {countText(positions.length)}: {actualWords(actual, clean)}, predicted{' '}
          {className(predicted)} at {percentText(probabilities[predicted] ?? 0)}
          {actual !== predicted && `, ${className(actual)} at ${percentText(probabilities[actual] ?? 0)}`}
          {` · no. ${imageWords(source, images[looked] ?? 0)}`}
        </p>
        <ImageSheet
          source={source}
          images={images}
          looked={looked}
          onLook={look}
          onOpen={onOpen && ((index) => onOpen(images[index] ?? 0))}
          onLeave={() => light(undefined)}
        />
      </div>
      <div className="images-probabilities">
        <ProbabilityBars
          probabilities={probabilities}
          actual={actual}
          predicted={predicted}
          litClass={litClass}
          onLight={light}
        />
      </div>
    </div>
  );
}

/** Label noise gave some training images another label than the dataset's. */
function actualWords(given: number, clean: number): string {
  if (given === clean) return `actual ${className(given)}`;
  return `${className(clean)} labelled ${className(given)}`;
}
