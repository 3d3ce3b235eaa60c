import { Button } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useMemo, useState } from 'react';
import { ProbabilityBars } from '../charts/ProbabilityBars.tsx';
import { sheetSide } from '../charts/SpriteCanvas.tsx';
import { className } from '../core/classes.ts';
import { type Answers, probabilitiesAt } from '../state/evaluation-record.ts';
import { areImagesIn } from '../state/images-in.ts';
import type { Cell, Source } from '../state/room-state.ts';
import { countText, percentText } from './format.ts';
import { ImageGrid } from './ImageGrid.tsx';
import { Panel } from './Panel.tsx';
import { useFittingRoom, useRoom } from './room-context.ts';

interface CellImagesProps {
  readonly title: string;
  readonly cell: Cell;
  readonly answers: Answers;
  /** Into the answers, of the images of the cell; at least one. */
  readonly positions: Uint32Array<ArrayBuffer>;
  readonly source: Source;
}

/** CSS pixels an image pixel takes. */
const ZOOM = 2;
const GAP = 2;
const ROWS = 2;

/** The images of one cell, page by page, and the probabilities of the one looked at. */
export function CellImages({ title, cell, answers, positions, source }: CellImagesProps) {
  const room = useFittingRoom();
  const { ref, width } = useElementSize();
  const columns = Math.max(1, Math.floor((width / ZOOM + GAP) / (sheetSide(2, GAP) - sheetSide(1, GAP))));
  const pageSize = columns * ROWS;
  const [page, setPage] = useState(0);
  const [looked, setLooked] = useState(0);
  const pages = Math.ceil(positions.length / pageSize);
  const shownPage = Math.min(page, pages - 1);
  const onPage = useMemo(
    () => positions.slice(shownPage * pageSize, (shownPage + 1) * pageSize),
    [positions, shownPage, pageSize],
  );
  const indices = useMemo(() => onPage.map((position) => answers.indices[position] ?? 0), [answers, onPage]);
  // A worker that was replaced has to load the images again.
  const areIn = useRoom(({ dataset }) => areImagesIn(dataset.shards, source, indices));
  const [pixels, setPixels] = useState<Uint8Array>();

  useEffect(() => {
    if (!areIn) return;
    let isCurrent = true;
    void room.requestPixels(source, indices).then((bytes) => {
      if (isCurrent && bytes !== undefined) setPixels(bytes);
    });
    return () => {
      isCurrent = false;
    };
  }, [room, source, indices, areIn]);

  const turnTo = (next: number) => {
    setPage(next);
    setLooked(0);
  };
  const first = shownPage * pageSize;
  const lookedAt = Math.min(looked, onPage.length - 1);
  const probabilities = useMemo(() => probabilitiesAt(answers, onPage[lookedAt] ?? 0), [answers, onPage, lookedAt]);
  return (
    <Panel
      title="Images"
      detail={title}
      area="images"
      actions={
        <>
          <span className="images-range">
            showing {countText(first + 1)}–{countText(first + onPage.length)} of {countText(positions.length)}
          </span>
          <Button size="compact-xs" variant="default" disabled={shownPage === 0} onClick={() => turnTo(shownPage - 1)}>
            Previous
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            disabled={shownPage >= pages - 1}
            onClick={() => turnTo(shownPage + 1)}
          >
            Next
          </Button>
        </>
      }
    >
      <div className="images">
        <div ref={ref} className="images-sheet">
          <ImageGrid
            pixels={pixels}
            count={onPage.length}
            columns={columns}
            gap={GAP}
            zoom={ZOOM}
            firstNumber={first + 1}
            total={positions.length}
            looked={lookedAt}
            onLook={setLooked}
          />
          <p className="images-looked">
            Image {countText(first + lookedAt + 1)}: {className(cell.predicted)} at{' '}
            {percentText(probabilities[cell.predicted] ?? 0)}
            {cell.actual !== cell.predicted &&
              `, ${className(cell.actual)} at ${percentText(probabilities[cell.actual] ?? 0)}`}
          </p>
        </div>
        <div className="images-probabilities">
          <ProbabilityBars probabilities={probabilities} actual={cell.actual} predicted={cell.predicted} />
        </div>
      </div>
    </Panel>
  );
}
