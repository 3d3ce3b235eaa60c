import { Button } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { SpriteCanvas } from '../../charts/SpriteCanvas.tsx';
import { className, IMAGE_PIXELS } from '../../core/classes.ts';
import type { InspectedImage, WeightsChoice } from '../../state/room-state.ts';
import { isMoving } from '../../state/run-progress.ts';
import { countText } from '../format.ts';
import { imageWords } from '../image-number-words.ts';
import { useFittingRoom, useRoom } from '../room-context.ts';
import './nearest-images.css';

const COUNT = 6;
/** A drawing changes with each stroke: it is asked about once it stands still. */
const PATIENCE_MS = 150;

interface Found {
  readonly indices: Uint32Array<ArrayBuffer>;
  readonly similarities: Float32Array;
  readonly among: number;
  readonly pixels: Uint8Array;
}

/** The training images that the network puts nearest to somebody's own picture; each can be looked into itself. */
export function NearestImages({ weights }: { readonly weights: WeightsChoice }) {
  const room = useFittingRoom();
  const labels = useRoom(({ dataset }) => dataset.labels.train);
  const image = useRoom((state) => state.insideImage);
  const hasWeights = useRoom(({ run }) => run?.isHeld === true && run.phase !== 'preparing');
  // The best epoch's weights stand still whatever the run does.
  const moving = useRoom(({ run }) => isMoving(run)) && weights === 'latest';
  const own = useOwn(image);
  const found = useNearest(own, weights, hasWeights && !moving);
  return (
    <section className="nearest" aria-label="Nearest training images">
      <div className="nearest-head">
        <p className="inside-hint">
          {found ? foundSentence(found) : waitingSentence(own !== undefined && hasWeights, moving)}
        </p>
        {own && image !== own && (
          <Button size="compact-xs" variant="default" onClick={() => room.inside.choose(own)}>
            Back to your own
          </Button>
        )}
      </div>
      <ul className="nearest-list">
        {found &&
          Array.from(found.indices, (index, place) => (
            <li key={index}>
              <ImageButton
                pixels={found.pixels.subarray(place * IMAGE_PIXELS, (place + 1) * IMAGE_PIXELS)}
                name={className(labels?.[index] ?? 0)}
                about={`, no. ${imageWords('train', index)}, similarity ${(found.similarities[place] ?? 0).toFixed(2)}`}
                onClick={() => room.inside.choose({ kind: 'dataset', source: 'train', index })}
              />
            </li>
          ))}
      </ul>
    </section>
  );
}

interface ImageButtonProps {
  readonly pixels: Uint8Array;
  readonly name: string;
  readonly about: string;
  readonly onClick: () => void;
}

function ImageButton({ pixels, name, about, onClick }: ImageButtonProps) {
  return (
    <button type="button" className="nearest-image" title={`${name}${about}`} onClick={onClick}>
      <SpriteCanvas pixels={pixels} columns={1} rows={1} gap={0} />
      <span>
        {name}
        <span className="visually-hidden">{about}</span>
      </span>
    </button>
  );
}

function foundSentence({ among }: Found): string {
  return `The closest of ${countText(among)} training images, as the network sees them`;
}

function waitingSentence(canBeAsked: boolean, moving: boolean): string {
  if (!canBeAsked) return 'With a picture and a trained network, the most similar training images appear here.';
  return moving
    ? 'Pause the run to see the most similar training images.'
    : 'Looking for the most similar training images.';
}

/** The picture last made: it stays while one of the images near it is looked at. */
function useOwn(image: InspectedImage | undefined) {
  const [own, setOwn] = useState(image?.kind === 'own' ? image : undefined);
  if (image?.kind === 'own' && image !== own) setOwn(image);
  return image?.kind === 'own' ? image : own;
}

/** Undefined until it is known, and where nothing can be asked. */
function useNearest(own: InspectedImage | undefined, weights: WeightsChoice, canAsk: boolean): Found | undefined {
  const room = useFittingRoom();
  const step = useRoom(({ run, evaluations }) => (weights === 'best' ? evaluations.length : run?.step));
  const runId = useRoom(({ run }) => run?.id);
  const restores = useRoom(({ run }) => run?.marks.length);
  // What was found holds for these weights and this picture; during a run they change at every step.
  const key = useMemo(() => ({ own, weights, runId, step, restores }), [own, weights, runId, step, restores]);
  const [answer, setAnswer] = useState<{ readonly to: typeof key; readonly found: Found }>();

  useEffect(() => {
    const image = key.own;
    if (image === undefined || !canAsk) return;
    let isCurrent = true;
    const ask = async () => {
      const near = await room.inside.ask({ kind: 'nearest', image, count: COUNT }, key.weights);
      if (near?.kind !== 'nearest') return;
      const pixels = await room.pixels.fetch('train', near.indices);
      if (isCurrent && pixels) setAnswer({ to: key, found: { ...near, pixels } });
    };
    const timer = setTimeout(() => void ask(), PATIENCE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [room, key, canAsk]);

  // While a stroke is drawn, what was near the strokes before stays.
  const isOfThese = answer?.to.runId === runId && answer?.to.weights === weights && answer?.to.step === step;
  return canAsk && isOfThese ? answer?.found : undefined;
}
