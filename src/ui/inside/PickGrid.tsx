import { type KeyboardEvent, type MouseEvent, useRef, useState } from 'react';
import { movedFocus } from '../../charts/moved-focus.ts';
import { SpriteCanvas, sheetSide } from '../../charts/SpriteCanvas.tsx';

interface PickGridProps {
  /** IMAGE_PIXELS bytes an image; undefined until they are here. */
  readonly pixels: Uint8Array | undefined;
  readonly count: number;
  readonly columns: number;
  /** What the list holds, in words. */
  readonly label: string;
  readonly nameOf: (index: number) => string;
  /** Undefined when the chosen image is not among them. */
  readonly chosen: number | undefined;
  readonly onChoose: (index: number) => void;
}

/** Image pixels left free between images. */
export const PICK_GAP = 2;

/** Images on one canvas under a list of see-through options: arrows walk, Enter, Space or a click chooses. */
export function PickGrid({ pixels, count, columns, label, nameOf, chosen, onChoose }: PickGridProps) {
  const list = useRef<HTMLDivElement>(null);
  const [walked, setWalked] = useState<number>();
  const focused = Math.min(walked ?? chosen ?? 0, Math.max(0, count - 1));
  const rows = Math.ceil(count / columns);

  const onClick = ({ target }: MouseEvent) => {
    const index = target instanceof HTMLElement ? target.dataset.index : undefined;
    if (index !== undefined) onChoose(Number(index));
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onChoose(focused);
      return;
    }
    const position = { row: Math.floor(focused / columns), column: focused % columns };
    const next = movedFocus(position, event.key, event.ctrlKey, rows, columns);
    if (next === undefined) return;
    event.preventDefault();
    const index = Math.min(count - 1, next.row * columns + next.column);
    setWalked(index);
    list.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus();
  };

  return (
    <div className="pick-grid" style={{ width: sheetSide(columns, PICK_GAP), height: sheetSide(rows, PICK_GAP) }}>
      {pixels && <SpriteCanvas pixels={pixels} columns={columns} rows={rows} gap={PICK_GAP} />}
      <div
        ref={list}
        role="listbox"
        aria-label={label}
        tabIndex={-1}
        className="pick-options"
        style={{ gridTemplateColumns: `repeat(${columns}, 1fr)`, gap: PICK_GAP }}
        onKeyDown={onKeyDown}
        onClick={onClick}
      >
        {Array.from({ length: count }, (_, index) => (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: places in the grid, not images.
            key={index}
            role="option"
            data-index={index}
            className="pick-option"
            aria-selected={index === chosen}
            aria-label={nameOf(index)}
            tabIndex={index === focused ? 0 : -1}
            onFocus={() => setWalked(index)}
          />
        ))}
      </div>
    </div>
  );
}
