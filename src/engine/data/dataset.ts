import { CLASS_COUNT, IMAGE_PIXELS } from '../../core/classes.ts';
import { asFault, FaultError } from '../../protocol/faults.ts';
import type { EngineEvent, ShardStatus, Source } from '../../protocol/messages.ts';
import type { ImageBlock, ImageStore } from '../ops/gather-images.ts';
import { fetchFile } from './fetch-file.ts';
import { imageCountOf, type Manifest, manifestSchema, type ShardEntry } from './manifest.ts';
import { sha256Hex } from './sha256.ts';
import { SheetCache } from './sheet-cache.ts';
import { decodeSprite } from './sprite.ts';

/**
 * The dataset as bytes: shards arrive one after the other, each is verified and decoded, and whoever needs an image that
 * is not there yet waits for its shard. A shard that fails stays failed until a retry; the others stay usable. Verified
 * shards are kept in the browser; a retry asks the network itself, past every cache.
 */

interface Shard {
  readonly source: Source;
  readonly entry: ShardEntry;
  status: ShardStatus;
  pixels: Uint8Array | undefined;
  /** It was tried before, and failed. */
  isRetry: boolean;
}

/** Enough to hide the latency of a request, few enough for the first shard to have the line to itself. */
const PARALLEL_AFTER_FIRST = 2;
const MANIFEST_LIMIT = 1_000_000;

export class Dataset implements ImageStore {
  readonly #baseUrl: URL;
  readonly #sheets: SheetCache;
  readonly #post: (event: EngineEvent) => void;
  readonly #othersAfter: Promise<unknown>;
  #manifest: Manifest | undefined;
  #shards: Record<Source, Shard[]> = { train: [], test: [] };
  readonly #labels: Partial<Record<Source, Uint8Array>> = {};
  readonly #queue: Shard[] = [];
  #loading: Promise<void> | undefined;
  /** The manifest or a label file failed before. */
  #isRetry = false;
  readonly #wake: (() => void)[] = [];

  /**
   * @param baseUrl where `manifest.json` is
   * @param othersAfter the shards behind the first wait for this: unpacking them would hold up what is started meanwhile
   */
  constructor(baseUrl: URL, post: (event: EngineEvent) => void, othersAfter: Promise<unknown> = Promise.resolve()) {
    this.#baseUrl = baseUrl;
    this.#sheets = new SheetCache(baseUrl);
    this.#post = post;
    this.#othersAfter = othersAfter;
  }

  /**
   * Loads what is missing. While a load is under way, the shards that failed meanwhile are put in front of its queue.
   * Never throws: faults are posted.
   */
  load(): void {
    const failed = [...this.#shards.train, ...this.#shards.test].filter(({ status }) => status.state === 'failed');
    for (const shard of failed) {
      shard.isRetry = true;
      this.#setStatus(shard, { ...withoutFault(shard.status), state: 'waiting' });
    }
    this.#queue.unshift(...failed);
    this.#loading ??= this.#loadAll()
      .catch((error: unknown) => {
        this.#isRetry = true;
        this.#post({ type: 'dataFailed', fault: asFault(error) });
      })
      .finally(() => {
        this.#loading = undefined;
        this.#notify();
        if (this.#labels.train !== undefined && this.#queue.length > 0) this.load();
      });
  }

  /** The labels of a source, once they are in. */
  async labels(source: Source): Promise<Uint8Array> {
    for (;;) {
      const labels = this.#labels[source];
      if (labels !== undefined) return labels;
      await this.nextChange();
    }
  }

  /** Images in a shard of this source but for the last one; every shard but the last is full. */
  shardSize(source: Source): number {
    return this.#shards[source][0]?.entry.imageCount ?? 1;
  }

  /** Whether an image's shard is verified and decoded. */
  has(source: Source, image: number): boolean {
    return this.#shardOf(source, image)?.pixels !== undefined;
  }

  /**
   * Resolves once all the images are in.
   * @throws FaultError the fault of the first shard that failed
   */
  async waitFor(source: Source, images: Uint32Array): Promise<void> {
    for (;;) {
      const missing = images.find((image) => !this.has(source, image));
      if (missing === undefined) return;
      const fault = this.#shardOf(source, missing)?.status.fault;
      if (fault !== undefined) throw new FaultError(fault.code, fault.message);
      await this.nextChange();
    }
  }

  /** How many images the source has, in or not; none before the manifest is in. */
  imageCount(source: Source): number {
    return this.#manifest === undefined ? 0 : imageCountOf(this.#manifest, source);
  }

  /** The decoded shard an image is in. */
  blockOf(source: Source, image: number): ImageBlock | undefined {
    const shard = this.#shardOf(source, image);
    if (shard?.pixels === undefined) return undefined;
    return { index: shard.status.index, firstImage: shard.entry.firstImage, pixels: shard.pixels };
  }

  /** The 784 bytes of an image that is in; undefined for one that is not. */
  pixels(source: Source, image: number): Uint8Array | undefined {
    const shard = this.#shardOf(source, image);
    if (shard?.pixels === undefined) return undefined;
    const start = (image - shard.entry.firstImage) * IMAGE_PIXELS;
    return shard.pixels.subarray(start, start + IMAGE_PIXELS);
  }

  #shardOf(source: Source, image: number): Shard | undefined {
    const shards = this.#shards[source];
    const size = this.shardSize(source);
    return shards[Math.min(Math.floor(image / size), shards.length - 1)];
  }

  /** Resolves when a shard or a label file came in or failed. */
  nextChange(): Promise<void> {
    return new Promise((resolve) => this.#wake.push(resolve));
  }

  #notify(): void {
    for (const wake of this.#wake.splice(0)) wake();
  }

  async #loadAll(): Promise<void> {
    const manifest = await this.#loadManifest();
    await this.#loadLabels(manifest, 'train');
    const first = this.#queue.shift();
    if (first !== undefined) await this.#loadShard(first, manifest.columns);
    await this.#othersAfter;
    const workers = Array.from({ length: PARALLEL_AFTER_FIRST }, async () => {
      for (let shard = this.#queue.shift(); shard !== undefined; shard = this.#queue.shift()) {
        await this.#loadShard(shard, manifest.columns);
      }
    });
    await Promise.all(workers);
    await this.#loadLabels(manifest, 'test');
    const wanted = new Set([...manifest.train.shards, ...manifest.test.shards].map(({ sha256 }) => sha256));
    await this.#sheets.keepOnly((sha256) => wanted.has(sha256));
  }

  async #loadManifest(): Promise<Manifest> {
    if (this.#manifest !== undefined) return this.#manifest;
    const bytes = await fetchFile(new URL('manifest.json', this.#baseUrl), MANIFEST_LIMIT, 'manifest-unreachable', {
      pastCaches: this.#isRetry,
    });
    const manifest = parseManifest(bytes);
    const shardsOf = (source: Source): Shard[] =>
      manifest[source].shards.map((entry, index) => ({
        source,
        entry,
        pixels: undefined,
        isRetry: false,
        status: {
          source,
          index,
          name: entry.file,
          firstImage: entry.firstImage,
          imageCount: entry.imageCount,
          state: 'waiting',
          loadedBytes: 0,
          totalBytes: entry.bytes,
        },
      }));
    this.#manifest = manifest;
    this.#shards = { train: shardsOf('train'), test: shardsOf('test') };
    const all = [...this.#shards.train, ...this.#shards.test];
    this.#queue.push(...all);
    this.#post({ type: 'manifest', shards: all.map((shard) => shard.status) });
    return manifest;
  }

  async #loadLabels(manifest: Manifest, source: Source): Promise<void> {
    if (this.#labels[source] !== undefined) return;
    const { file, sha256 } = manifest[source].labels;
    const count = imageCountOf(manifest, source);
    const labels = await fetchFile(new URL(file, this.#baseUrl), count, 'labels-unreachable', {
      pastCaches: this.#isRetry,
    });
    if (labels.length !== count || labels.some((label) => label >= CLASS_COUNT)) {
      throw new FaultError('labels-invalid', `${file} is not ${count} labels of 0 to ${CLASS_COUNT - 1}`);
    }
    if ((await sha256Hex(labels.slice())) !== sha256) {
      throw new FaultError('labels-invalid', `${file} does not have the SHA-256 of the manifest`);
    }
    this.#labels[source] = labels;
    this.#post({ type: 'labels', source, labels });
    this.#notify();
  }

  async #loadShard(shard: Shard, columns: number): Promise<void> {
    const { entry } = shard;
    const clean = withoutFault(shard.status);
    this.#setStatus(shard, { ...clean, state: 'loading', loadedBytes: 0 });
    try {
      const kept = shard.isRetry ? undefined : await this.#keptPixels(entry, columns);
      shard.pixels = kept ?? (await this.#fetchPixels(shard, clean, columns));
      this.#setStatus(shard, { ...clean, state: 'ready', loadedBytes: entry.bytes });
    } catch (error) {
      const { code, message } = asFault(error);
      this.#setStatus(shard, { ...clean, state: 'failed', fault: { code, message: `${entry.file}: ${message}` } });
    }
    this.#notify();
  }

  /** The pixels of a shard that an earlier visit has kept, if they are still right. */
  async #keptPixels(entry: ShardEntry, columns: number): Promise<Uint8Array | undefined> {
    const file = await this.#sheets.take(entry.sha256);
    if (file === undefined) return undefined;
    return verifiedPixels(file, entry, columns).catch(async () => {
      await this.#sheets.keepOnly((sha256) => sha256 !== entry.sha256);
      return undefined;
    });
  }

  async #fetchPixels(shard: Shard, clean: ShardStatus, columns: number): Promise<Uint8Array> {
    const { entry, isRetry } = shard;
    const file = await fetchFile(new URL(entry.file, this.#baseUrl), entry.bytes, 'shard-unreachable', {
      pastCaches: isRetry,
      onBytes: (loadedBytes) => this.#setStatus(shard, { ...clean, state: 'loading', loadedBytes }),
    });
    if (file.length < entry.bytes) {
      throw new FaultError('shard-truncated', `it ended after ${file.length} of ${entry.bytes} bytes`);
    }
    const pixels = await verifiedPixels(file, entry, columns);
    // Nobody waits for it.
    void this.#sheets.put(entry.sha256, file);
    return pixels;
  }

  #setStatus(shard: Shard, status: ShardStatus): void {
    shard.status = status;
    this.#post({ type: 'shard', shard: status });
  }
}

/** @throws FaultError when the file doesn't hold the pixels of the manifest */
async function verifiedPixels(file: Uint8Array, entry: ShardEntry, columns: number): Promise<Uint8Array> {
  const pixels = decodeSprite(file, entry.imageCount, columns);
  if ((await sha256Hex(pixels.slice())) !== entry.sha256) {
    throw new FaultError('shard-hash', `its pixels do not have the SHA-256 of the manifest`);
  }
  return pixels;
}

function withoutFault(status: ShardStatus): ShardStatus {
  const { fault: _, ...clean } = status;
  return clean;
}

function parseManifest(bytes: Uint8Array): Manifest {
  try {
    return manifestSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (error) {
    throw new FaultError('manifest-invalid', asFault(error).message, { cause: error });
  }
}
