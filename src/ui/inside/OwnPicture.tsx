import { Button, SegmentedControl } from '@mantine/core';
import {
  type ClipboardEvent,
  type DragEvent,
  type PointerEvent,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react';
import { prepareColours, preparePicture } from '../../core/picture-preparation.ts';
import type { ColourPicture } from '../../core/picture-reduction.ts';
import { part } from '../../hosting/part.ts';
import { isPicture } from '../export/open-files.ts';
import { breakdownWords } from '../faults/breakdown-sentences.ts';
import { useFittingRoom, useRoom } from '../room-context.ts';
import { drawStrokes, type Stroke } from './draw-strokes.ts';
import { PhotoButton } from './PhotoButton.tsx';
import { PictureFileButton } from './PictureFileButton.tsx';
import { SHADES, ShadeChoice } from './ShadeChoice.tsx';
import './own-picture.css';

/** Side of the paper in pixels of its own: ten for each pixel that the network gets. It may be shown smaller. */
const SIDE = 280;
const PENS = ['14', '28', '56'] as const;
/** A stroke rests once nothing was added to it for so long: then the layers are looked at. */
const REST_MS = 300;
const PEN_NAMES = ['Thin', 'Medium', 'Thick'] as const;

const READ_PICTURE = part(async () => (await import('./read-picture.ts')).readPicture);

/** A picture of the person's own: drawn, pasted, dropped, photographed or chosen. What the network gets is shown beside. */
export function OwnPicture() {
  const room = useFittingRoom();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [strokes, setStrokes] = useState<readonly Stroke[]>([]);
  const [pen, setPen] = useState<(typeof PENS)[number]>('28');
  const [shade, setShade] = useState<number>(SHADES[0].level);
  const [isSoft, setSoft] = useState(false);
  const [problem, setProblem] = useState<string>();
  const hasPicture = useRoom(({ insideImage, sketch }) => (sketch?.image ?? insideImage)?.kind === 'own');
  const hasDrawn = useRef(false);

  useEffect(() => {
    const context = canvas.current?.getContext('2d', { willReadFrequently: true });
    if (!context) return;
    drawStrokes(context, strokes);
    const hadDrawn = hasDrawn.current;
    hasDrawn.current = strokes.length > 0;
    // At once: browsers send a pointer's moves once a frame, and waiting for the next would cost the answer a frame.
    const prepared = hasDrawn.current ? preparePicture(context.getImageData(0, 0, SIDE, SIDE)) : undefined;
    if (prepared === undefined) {
      // Nothing is left of a drawing: what was answered to it goes too.
      if (hadDrawn || hasDrawn.current) room.inside.clearOwn();
      return;
    }
    room.inside.sketch({ kind: 'own', pixels: prepared.pixels });
    const rest = setTimeout(() => room.inside.restSketch(), REST_MS);
    return () => clearTimeout(rest);
  }, [room, strokes]);

  useEffect(() => () => room.inside.restSketch(), [room]);

  const take = useCallback(
    async (file: File | null | undefined) => {
      if (!file) return;
      const read = await READ_PICTURE.load().then(
        (readPicture) => readPicture(file),
        (error: unknown) => ({ problem: notLoadedSentence(error) }),
      );
      setProblem('problem' in read ? read.problem : undefined);
      if ('prepared' in read) room.inside.choose({ kind: 'own', pixels: read.prepared.pixels });
    },
    [room],
  );
  const offered = useRoom((state) => state.offeredPicture);
  useEffect(() => {
    if (offered !== undefined) void take(room.inside.takeOffered());
  }, [room, offered, take]);

  const show = (picture: ColourPicture) => {
    const prepared = prepareColours(picture);
    setProblem(prepared ? undefined : 'Nothing stands out from the background of the photo.');
    if (prepared) room.inside.choose({ kind: 'own', pixels: prepared.pixels });
  };
  const clear = () => {
    setStrokes([]);
    setProblem(undefined);
    room.inside.clearOwn();
  };
  const pointOf = ({ currentTarget, nativeEvent: { offsetX, offsetY } }: PointerEvent) => {
    const zoom = SIDE / currentTarget.clientWidth;
    return [offsetX * zoom, offsetY * zoom] as const;
  };
  const start = (event: PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    setProblem(undefined);
    setStrokes([...strokes, { width: Number(pen), shade, isSoft, points: [pointOf(event)] }]);
  };
  const goOn = (event: PointerEvent) => {
    const last = strokes.at(-1);
    if (event.buttons === 0 || !last) return;
    setStrokes([...strokes.slice(0, -1), { ...last, points: [...last.points, pointOf(event)] }]);
  };
  const onDrop = (event: DragEvent) => {
    const [file] = event.dataTransfer.files;
    // What is no picture is for the page, which opens runs and links.
    if (file === undefined || !isPicture(file)) return;
    event.preventDefault();
    void take(file);
  };
  const onPaste = (event: ClipboardEvent) => void take(event.clipboardData.files[0]);

  return (
    <section
      className="own-picture"
      aria-label="Your own picture"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: pasting needs the focus to be somewhere inside.
      tabIndex={0}
      onPaste={onPaste}
      onDrop={onDrop}
    >
      <canvas
        ref={canvas}
        width={SIDE}
        height={SIDE}
        className="own-paper"
        role="img"
        aria-label="Drawing area for a pointer; with the keyboard, choose or paste a picture"
        onPointerDown={start}
        onPointerMove={goOn}
      />
      <div className="own-tools">
        <SegmentedControl
          size="xs"
          orientation="vertical"
          aria-label="Pen width"
          value={pen}
          onChange={setPen}
          data={PENS.map((value, index) => ({ value, label: PEN_NAMES[index] }))}
        />
        <ShadeChoice shade={shade} onChoose={setShade} />
        <label className="own-soft">
          <input type="checkbox" checked={isSoft} onChange={({ currentTarget }) => setSoft(currentTarget.checked)} />
          Soft edge
        </label>
        <div className="own-undo">
          <Button
            size="compact-xs"
            variant="default"
            disabled={strokes.length === 0}
            onClick={() => setStrokes(strokes.slice(0, -1))}
          >
            Undo
          </Button>
          <Button size="compact-xs" variant="default" disabled={strokes.length === 0 && !hasPicture} onClick={clear}>
            Clear
          </Button>
        </div>
        <PictureFileButton label="Choose file" onFile={(file) => void take(file)} />
        <PhotoButton onFile={(file) => void take(file)} onPicture={show} />
        <p className="inside-hint" role="status">
          {problem ?? 'Draw something, or paste or drop a picture. It stays in this browser.'}
        </p>
      </div>
    </section>
  );
}

function notLoadedSentence(error: unknown): string {
  const { title, sentence } = breakdownWords(error, 'What reads pictures');
  return `${title} ${sentence}`;
}
