import { Progress } from '@mantine/core';
import type { DatasetState, EngineStatus, Rejection } from '../state/room-state.ts';
import { FAULT_SENTENCES } from './fault-sentences.ts';
import { megabytesText } from './format.ts';
import { useRoom } from './room-context.ts';

/** One line on what the engine is busy with before it can train, and on what it had to do without. */
export function EngineLine() {
  const engine = useRoom((state) => state.engine);
  const rejections = useRoom((state) => state.rejections);
  const dataset = useRoom((state) => state.dataset);
  const sentence = [startSentence(engine), fallbackSentence(engine, rejections)].filter(Boolean).join(' ');
  return (
    <div className="engine-line" data-wordy={rejections.length > 0 || undefined}>
      {sentence && (
        <span className="engine-sentence" title={sentence}>
          {sentence}
        </span>
      )}
      <LoadingImages dataset={dataset} />
    </div>
  );
}

function startSentence(engine: EngineStatus): string {
  if (engine.kind !== 'starting') return '';
  if (engine.backend === undefined) return 'Starting the training worker…';
  const isChecking = engine.stage === 'verifying';
  if (engine.backend === 'webgpu') return isChecking ? 'Preparing GPU: checking it on known steps…' : 'Preparing GPU…';
  return isChecking ? 'Preparing wasm: checking it on known steps…' : 'Preparing wasm…';
}

function fallbackSentence(engine: EngineStatus, rejections: readonly Rejection[]): string {
  const reasons = rejections.map(({ fault }) => FAULT_SENTENCES[fault.code].title);
  if (engine.kind !== 'ready') return reasons.join(' ');
  const { backend, threads } = engine.device;
  if (reasons.length > 0) reasons.push(`Training runs on ${backend} instead.`);
  if (backend === 'wasm' && threads === 1 && !globalThis.crossOriginIsolated) {
    reasons.push('This page is served without the headers that make threads possible, so one thread is used.');
  }
  return reasons.join(' ');
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
        Images: <span translate="no">{`${megabytesText(loaded)} of ${megabytesText(total)}`}</span>
        <span className="loading-sheets">
          , <span translate="no">{`${ready} of ${shards.length}`}</span> sheets
        </span>
      </span>
      <Progress
        className="loading-bar"
        value={total === 0 ? 0 : (loaded / total) * 100}
        size={5}
        aria-label="Loading of the images"
        transitionDuration={0}
      />
    </div>
  );
}
