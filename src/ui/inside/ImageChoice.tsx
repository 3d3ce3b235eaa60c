import { Button, SegmentedControl } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useMemo, useState } from 'react';
import { sheetSide } from '../../charts/SpriteCanvas.tsx';
import { CLASS_COUNT, CLASS_NAMES, className } from '../../core/classes.ts';
import { cellImages } from '../../state/image-lists.ts';
import { imagesByClass } from '../../state/images-by-class.ts';
import type { Source, WeightsChoice } from '../../state/room-state.ts';
import { GoToImage } from '../GoToImage.tsx';
import { imageWords } from '../image-number-words.ts';
import { Panel } from '../Panel.tsx';
import { useFittingRoom, useRoom } from '../room-context.ts';
import { useShownEvaluation } from '../use-shown-evaluation.ts';
import { NearestImages } from './NearestImages.tsx';
import { OwnPicture } from './OwnPicture.tsx';
import { PICK_GAP, PickGrid } from './PickGrid.tsx';

type Origin = 'class' | 'cell' | 'own';

interface Choice {
  readonly source: Source;
  readonly indices: Uint32Array<ArrayBuffer>;
  readonly columns: number;
  readonly hasMore: boolean;
}

/** Which image is followed through the layers: of any class, or of the selected cell of the matrix. */
export function ImageChoice({ weights }: { readonly weights: WeightsChoice }) {
  const [origin, setOrigin] = useState<Origin>('class');
  // A picture was given to the page: it is taken where one's own are.
  const isOffered = useRoom((state) => state.offeredPicture !== undefined);
  if (isOffered && origin !== 'own') setOrigin('own');
  const [page, setPage] = useState(0);
  const cell = useRoom((state) => state.selectedCell);
  const { ref, width } = useElementSize();
  const columns = Math.max(1, Math.floor((width + PICK_GAP) / (sheetSide(2, PICK_GAP) - sheetSide(1, PICK_GAP))));
  const byClass = useImagesByClass(columns, page);
  const ofCell = useImagesOfCell(columns, page);
  const choice = origin === 'class' ? byClass : ofCell;
  const turnTo = (next: Origin) => {
    setOrigin(next);
    setPage(0);
  };
  return (
    <Panel
      title="Image"
      area="choice"
      actions={
        <>
          <SegmentedControl
            size="xs"
            aria-label="Images to choose from"
            value={origin}
            onChange={(value) => turnTo(value)}
            data={[
              { value: 'class', label: 'By class' },
              { value: 'cell', label: 'Selected cell', disabled: ofCell === undefined && cell === undefined },
              { value: 'own', label: 'Your own' },
            ]}
          />
          <Button
            size="compact-xs"
            variant="default"
            disabled={origin === 'own' || page === 0}
            aria-label="Previous"
            onClick={() => setPage(page - 1)}
          >
            ‹
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            disabled={origin === 'own' || choice?.hasMore !== true}
            aria-label="Next"
            onClick={() => setPage(page + 1)}
          >
            ›
          </Button>
        </>
      }
    >
      {origin === 'own' ? <OwnPicture /> : null}
      {origin === 'own' ? <NearestImages weights={weights} /> : null}
      {/* Stays, hidden: how wide it is decides how many images fit. */}
      <div className="choosing" hidden={origin === 'own'}>
        {origin === 'class' && (
          <ul className="choice-names" aria-hidden="true">
            {CLASS_NAMES.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        )}
        <div ref={ref} className="choice-images">
          {choice && <Choosing choice={choice} origin={origin} />}
        </div>
      </div>
      {origin === 'own' ? null : <ByNumber />}
    </Panel>
  );
}

/** Any image of the dataset, in the grid above or not. */
function ByNumber() {
  const room = useFittingRoom();
  const image = useRoom((state) => state.insideImage);
  const label = useRoom(({ insideImage, dataset }) =>
    insideImage?.kind === 'dataset' ? dataset.labels[insideImage.source]?.[insideImage.index] : undefined,
  );
  return (
    <div className="choice-by-number">
      <GoToImage source="train" onGo={(source, index) => room.inside.choose({ kind: 'dataset', source, index })} />
      {image?.kind === 'dataset' && (
        <p className="inside-hint" role="status">
          {`Shown: no. ${imageWords(image.source, image.index)}${label === undefined ? '' : `, ${className(label)}`}`}
        </p>
      )}
    </div>
  );
}

function Choosing({ choice, origin }: { readonly choice: Choice; readonly origin: Origin }) {
  const room = useFittingRoom();
  const { source, indices } = choice;
  const chosenImage = useRoom((state) => state.insideImage);
  const labels = useRoom((state) => state.dataset.labels[source]);
  const [fetched, setFetched] = useState<{ readonly of: Uint32Array; readonly pixels: Uint8Array }>();
  const chosen =
    chosenImage?.kind === 'dataset' && chosenImage.source === source ? indices.indexOf(chosenImage.index) : -1;

  useEffect(() => {
    let isCurrent = true;
    void room.requestPixels(source, indices).then((pixels) => {
      if (isCurrent && pixels !== undefined) setFetched({ of: indices, pixels });
    });
    return () => {
      isCurrent = false;
    };
  }, [room, source, indices]);

  // Something is shown from the start. Beside somebody's own picture, what is shown is for them to choose.
  useEffect(() => {
    const [first] = indices;
    if (origin !== 'own' && first !== undefined && room.store.getState().insideImage === undefined) {
      room.inside.choose({ kind: 'dataset', source, index: first });
    }
  }, [room, source, indices, origin]);

  return (
    <PickGrid
      pixels={fetched?.of === indices ? fetched.pixels : undefined}
      count={indices.length}
      columns={choice.columns}
      label={origin === 'class' ? 'Images of each class, one row per class' : 'Images of the selected cell'}
      nameOf={(place) => {
        const index = indices[place] ?? 0;
        return `${className(labels?.[index] ?? 0)}, no. ${imageWords(source, index)}`;
      }}
      chosen={chosen === -1 ? undefined : chosen}
      onChoose={(place) => room.inside.choose({ kind: 'dataset', source, index: indices[place] ?? 0 })}
    />
  );
}

/** A row of images of each class, from the first shard that is in. */
function useImagesByClass(columns: number, page: number): Choice | undefined {
  const labels = useRoom((state) => state.dataset.labels.train);
  const shard = useRoom((state) =>
    state.dataset.shards.find(({ source, state: loaded }) => source === 'train' && loaded === 'ready'),
  );
  const [from, count] = [shard?.firstImage, shard?.imageCount];
  return useMemo(() => {
    if (labels === undefined || from === undefined || count === undefined) return undefined;
    const upTo = imagesByClass(labels, from, from + count, (page + 1) * columns);
    const indices = upTo.filter((_, place) => place % ((page + 1) * columns) >= page * columns);
    return { source: 'train', indices, columns, hasMore: (page + 2) * columns * CLASS_COUNT < count / 2 };
  }, [labels, from, count, columns, page]);
}

function useImagesOfCell(columns: number, page: number): Choice | undefined {
  const shown = useShownEvaluation();
  const cell = useRoom((state) => state.selectedCell);
  return useMemo(() => {
    const answers = shown?.answers;
    if (shown === undefined || answers === undefined || cell === undefined) return undefined;
    const positions = cellImages(answers, cell, 'dataset');
    if (positions.length === 0) return undefined;
    const perPage = columns * CLASS_COUNT;
    const onPage = positions.slice(page * perPage, (page + 1) * perPage);
    return {
      source: shown.split === 'test' ? 'test' : 'train',
      indices: onPage.map((position) => answers.indices[position] ?? 0),
      columns,
      hasMore: positions.length > (page + 1) * perPage,
    };
  }, [shown, cell, columns, page]);
}
