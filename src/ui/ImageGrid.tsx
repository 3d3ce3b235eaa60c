import { type KeyboardEvent, useRef } from 'react';
import { movedFocus } from '../charts/moved-focus.ts';
import { SpriteCanvas, sheetSide } from '../charts/SpriteCanvas.tsx';
import { countText } from './format.ts';

interface ImageGridProps {
  readonly pixels: Uint8Array | undefined;
  readonly count: number;
  readonly columns: number;
  readonly gap: number;
  readonly zoom: number;
  /** Number of the first image, counted from 1 over all pages. */
  readonly firstNumber: number;
  readonly total: number;
  readonly looked: number;
  readonly onLook: (index: number) => void;
}

/** Images on one canvas, under a list of see-through options that can be hovered and walked with the arrow keys. */
export function ImageGrid(props: ImageGridProps) {
  const { pixels, count, columns, gap, zoom, firstNumber, total, looked, onLook } = props;
  const list = useRef<HTMLDivElement>(null);
  const rows = Math.ceil(count / columns);

  const onKeyDown = (event: KeyboardEvent) => {
    const position = { row: Math.floor(looked / columns), column: looked % columns };
    const next = movedFocus(position, event.key, event.ctrlKey, rows, columns);
    if (next === undefined) return;
    event.preventDefault();
    const index = Math.min(count - 1, next.row * columns + next.column);
    onLook(index);
    list.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus();
  };

  return (
    <div
      className="image-grid"
      style={{ width: sheetSide(columns, gap) * zoom, height: sheetSide(rows, gap) * zoom, padding: 0 }}
    >
      {pixels && <SpriteCanvas pixels={pixels} columns={columns} rows={rows} gap={gap} />}
      <div
        ref={list}
        role="listbox"
        aria-label="Images of the cell"
        tabIndex={-1}
        className="image-options"
        style={{ gridTemplateColumns: `repeat(${columns}, 1fr)`, gap: gap * zoom }}
        onKeyDown={onKeyDown}
      >
        {Array.from({ length: count }, (_, index) => (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: places on a page, not images.
            key={index}
            role="option"
            data-index={index}
            className="image-option"
            aria-selected={index === looked}
            aria-label={`Image ${countText(firstNumber + index)} of ${countText(total)}`}
            tabIndex={index === looked ? 0 : -1}
            onMouseEnter={() => onLook(index)}
            onFocus={() => onLook(index)}
          />
        ))}
      </div>
    </div>
  );
}
