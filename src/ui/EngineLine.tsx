import { Button, Popover, Progress } from '@mantine/core';
import type { DatasetState } from '../state/room-state.ts';
import { engineWords } from './engine-words.ts';
import { megabytesText } from './format.ts';
import { useRoom } from './room-context.ts';

/** One line on what the engine is busy with before it can train, and on what it had to do without. */
export function EngineLine() {
  const engine = useRoom((state) => state.engine);
  const rejections = useRoom((state) => state.rejections);
  const dataset = useRoom((state) => state.dataset);
  const { sentence, reasons } = engineWords(engine, rejections, globalThis.crossOriginIsolated);
  // Known before the engine is ready, so that the line doesn't move when it is.
  const isWordy = rejections.length > 0 || reasons.length > 0;
  return (
    <div className="engine-line" data-wordy={isWordy || undefined}>
      {sentence && <span className="engine-sentence">{sentence}</span>}
      {reasons.length > 0 && <Reasons reasons={reasons} />}
      <LoadingImages dataset={dataset} />
    </div>
  );
}

/** The techniques behind the sentence, for those who ask. */
function Reasons({ reasons }: { readonly reasons: readonly string[] }) {
  return (
    <Popover position="bottom-start" width={300} shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button size="compact-xs" variant="default" className="engine-why">
          Why?
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={10} className="engine-reasons">
        {reasons.map((reason) => (
          <p key={reason}>{reason}</p>
        ))}
      </Popover.Dropdown>
    </Popover>
  );
}

function LoadingImages({ dataset }: { readonly dataset: DatasetState }) {
  const { shards } = dataset;
  const isLoading = shards.some(({ state }) => state === 'waiting' || state === 'loading');
  if (!isLoading) return null;
  const total = shards.reduce((sum, shard) => sum + shard.totalBytes, 0);
  const loaded = shards.reduce((sum, shard) => sum + shard.loadedBytes, 0);
  const ready = shards.filter(({ state }) => state === 'ready').length;
  return (
    <div className="loading-images">
      <span>
        Loading images: <span translate="no">{`${megabytesText(loaded)} of ${megabytesText(total)}`}</span>
        <span className="loading-sheets">
          {' '}
          (<span translate="no">{`${ready} of ${shards.length}`}</span> sheets)
        </span>
      </span>
      <Progress
        className="loading-bar"
        value={total === 0 ? 0 : (loaded / total) * 100}
        size={5}
        aria-label="Loading the images"
        transitionDuration={0}
      />
    </div>
  );
}
