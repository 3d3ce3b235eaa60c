import { useElementSize } from '@mantine/hooks';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { SpriteCanvas, sheetSide } from '../charts/SpriteCanvas.tsx';
import type { Positions } from '../state/image-lists.ts';
import type { Source } from '../state/room-state.ts';
import { countText } from './format.ts';
import { movedLook } from './moved-look.ts';
import { useSheetPixels } from './use-sheet-pixels.ts';

interface ImageSheetProps {
  readonly source: Source;
  /** Dataset indices of the images, in the order shown; at least one. */
  readonly images: Positions;
  readonly looked: number;
  readonly onLook: (index: number) => void;
  /** A click, or Enter. */
  readonly onOpen?: ((index: number) => void) | undefined;
  readonly onLeave: () => void;
}

/** CSS pixels an image pixel takes. */
const ZOOM = 2;
/** Image pixels between images. */
const GAP = 2;
/** From one image to the next, in CSS pixels. */
const PITCH = (sheetSide(2, GAP) - sheetSide(1, GAP)) * ZOOM;
const TILE = sheetSide(1, GAP) * ZOOM;
/** Rows kept ready above and below those in sight, so that scrolling finds them drawn. */
const ROWS_AROUND = 6;
/** The rows kept ready move on by this many at once. */
const ROWS_STEP = 3;

/**
 * Any number of images to scroll through. Only the rows near those in sight exist: on one canvas, under see-through
 * options of a list box that is walked with the arrow keys.
 */
export function ImageSheet({ source, images, looked, onLook, onOpen, onLeave }: ImageSheetProps) {
  const id = useId();
  const { ref: measured, width, height } = useElementSize<HTMLDivElement>();
  const list = useRef<HTMLDivElement>(null);
  const [topRow, setTopRow] = useState(0);
  const columns = Math.max(1, Math.floor((width + GAP * ZOOM) / PITCH));
  const rows = Math.ceil(images.length / columns);
  const rowsInSight = Math.max(1, Math.ceil(height / PITCH));
  const firstRow = Math.max(0, Math.min(Math.floor(topRow / ROWS_STEP) * ROWS_STEP, rows - 1) - ROWS_AROUND);
  const first = firstRow * columns;
  const last = Math.min(images.length, (firstRow + rowsInSight + ROWS_STEP + 2 * ROWS_AROUND) * columns);
  const near = useMemo(() => (width === 0 ? undefined : images.slice(first, last)), [images, first, last, width]);
  const drawn = useSheetPixels(source, images, near, firstRow);

  // Another list starts at its top.
  useEffect(() => {
    if (images.length > 0 && list.current) list.current.scrollTop = 0;
  }, [images]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') onOpen?.(looked);
    const next = movedLook(looked, event.key, images.length, columns, Math.max(1, Math.floor(height / PITCH)));
    if (next === undefined) return;
    event.preventDefault();
    onLook(next);
    scrollToRow(list.current, Math.floor(next / columns));
  };

  return (
    <div ref={measured} className="image-sheet">
      <div
        ref={list}
        role="listbox"
        aria-label="Images"
        aria-busy={!drawn?.isCurrent}
        aria-activedescendant={looked >= first && looked < last ? `${id}-${looked}` : undefined}
        tabIndex={0}
        className="image-scroll"
        onKeyDown={onKeyDown}
        onScroll={({ currentTarget }) => setTopRow(Math.floor(currentTarget.scrollTop / PITCH))}
        onMouseLeave={onLeave}
      >
        <div role="presentation" className="image-space" style={{ height: rows * PITCH - GAP * ZOOM }}>
          {drawn && (
            <div
              aria-hidden="true"
              className="image-canvas"
              data-stale={!drawn.isCurrent || undefined}
              style={{
                top: drawn.firstRow * PITCH,
                width: sheetSide(columns, GAP) * ZOOM,
                height: sheetSide(Math.ceil(drawn.count / columns), GAP) * ZOOM,
              }}
            >
              <SpriteCanvas pixels={drawn.pixels} columns={columns} rows={Math.ceil(drawn.count / columns)} gap={GAP} />
            </div>
          )}
          {Array.from({ length: last - first }, (_, place) => {
            const index = first + place;
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the list box does the same.
              <div
                key={index}
                id={`${id}-${index}`}
                role="option"
                // The list box has the focus.
                tabIndex={-1}
                className="image-option"
                aria-selected={index === looked}
                aria-label={`Image ${countText(index + 1)}`}
                aria-posinset={index + 1}
                aria-setsize={images.length}
                style={{
                  width: TILE,
                  height: TILE,
                  transform: `translate(${(index % columns) * PITCH}px, ${Math.floor(index / columns) * PITCH}px)`,
                }}
                onMouseEnter={() => onLook(index)}
                onMouseDown={() => onLook(index)}
                onClick={() => onOpen?.(index)}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

function scrollToRow(list: HTMLElement | null, row: number): void {
  if (list === null) return;
  const top = row * PITCH;
  if (top < list.scrollTop) list.scrollTop = top;
  else if (top + TILE > list.scrollTop + list.clientHeight) list.scrollTop = top + TILE - list.clientHeight;
}
