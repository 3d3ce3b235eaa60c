import { useElementSize } from '@mantine/hooks';
import { useEffect, useMemo, useState } from 'react';
import { SpriteCanvas } from '../charts/SpriteCanvas.tsx';
import { CLASS_COUNT, CLASS_NAMES, IMAGE_SIDE } from '../core/classes.ts';
import { imagesByClass } from '../state/images-by-class.ts';
import { Panel } from './Panel.tsx';
import { useFittingRoom, useRoom } from './room-context.ts';

const GAP = 1;

/** What there is to learn: a row of images for each class, shown until the first evaluation takes their place. */
export function DatasetByClass() {
  const room = useFittingRoom();
  const litClass = useRoom((state) => state.litClass);
  const labels = useRoom((state) => state.dataset.labels.train);
  const firstReady = useRoom((state) =>
    state.dataset.shards.find((shard) => shard.source === 'train' && shard.state === 'ready'),
  );
  const hasRun = useRoom((state) => state.run !== undefined);
  const { ref, width } = useElementSize();
  const columns = Math.floor((width + GAP) / (IMAGE_SIDE + GAP));
  const from = firstReady?.firstImage;
  const count = firstReady?.imageCount;
  const [pixels, setPixels] = useState<{ readonly bytes: Uint8Array; readonly columns: number }>();

  const indices = useMemo(
    () =>
      labels === undefined || from === undefined || count === undefined || columns < 1
        ? undefined
        : imagesByClass(labels, from, from + count, columns),
    [labels, from, count, columns],
  );

  useEffect(() => {
    if (indices === undefined) return;
    let isCurrent = true;
    void room.requestPixels('train', indices).then((bytes) => {
      if (isCurrent && bytes !== undefined) setPixels({ bytes, columns: indices.length / CLASS_COUNT });
    });
    return () => {
      isCurrent = false;
    };
  }, [room, indices]);

  return (
    <Panel
      title="The dataset by class"
      detail={hasRun ? 'the confusion matrix appears after epoch 1' : 'Fashion-MNIST, 28×28 pixels'}
      area="matrix"
    >
      <div className="dataset">
        <ul className="dataset-names">
          {CLASS_NAMES.map((name, label) => (
            <li
              key={name}
              data-lit={litClass === label || undefined}
              onMouseEnter={() => room.lightClass(label)}
              onMouseLeave={() => room.lightClass(undefined)}
            >
              {name}
            </li>
          ))}
        </ul>
        <div className="dataset-sprites" ref={ref} role="img" aria-label="Images of each class, one row per class">
          {pixels && <SpriteCanvas pixels={pixels.bytes} columns={pixels.columns} rows={CLASS_COUNT} gap={GAP} />}
        </div>
      </div>
    </Panel>
  );
}
