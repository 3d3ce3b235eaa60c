import { z } from 'zod';
import type { ClassAreas } from '../core/auc.ts';
import { type LiveFieldName, NUMBER_FIELDS } from '../experiment/fields.ts';
import { experimentSchema } from '../experiment/schema.ts';
import { type Checkpoint, checkpointSchema } from './checkpoint.ts';
import type { Fault } from './faults.ts';
import {
  type Inspection,
  inspectCommand,
  type WatchedEmbedding,
  type WatchedLayers,
  watchEmbeddingCommand,
  watchLayersCommand,
} from './inspection.ts';

/**
 * The whole contract between page and worker. The page sends commands, the worker posts events. Commands are parsed on
 * arrival; events of a run carry its id, and the page drops those of a run it no longer shows.
 */

const BACKENDS = ['webgpu', 'wasm'] as const;
export type Backend = (typeof BACKENDS)[number];
export const BACKEND_CHOICES = ['auto', ...BACKENDS] as const;
export type BackendChoice = (typeof BACKEND_CHOICES)[number];

/** How far a run goes before it pauses by itself. */
const STRETCHES = ['end', 'epoch', 'step'] as const;
export type Stretch = (typeof STRETCHES)[number];

/** The two files of the dataset; training and validation images are both in `train`. */
const SOURCES = ['train', 'test'] as const;
export type Source = (typeof SOURCES)[number];

export type SplitName = 'train' | 'validation' | 'test';

/** The most images one `pixels` command may ask for. */
export const PIXELS_LIMIT = 4096;

const runId = z.int().min(1);

function liveNumber(name: LiveFieldName): z.ZodOptional<z.ZodNumber> {
  const { minimum, maximum } = NUMBER_FIELDS[name];
  return z.number().min(minimum).max(maximum).optional();
}

export const commandSchema = z.discriminatedUnion('type', [
  /** First of all, and once: choose a backend, verify it, load the dataset. */
  z.strictObject({
    type: z.literal('boot'),
    backend: z.enum(BACKEND_CHOICES),
    /** Where `data/manifest.json` is, as an absolute address ending in a slash. */
    dataUrl: z.url(),
    /** Threads for wasm; 0 chooses by the machine. */
    threads: z.int().min(0).max(64),
  }),
  /** Fetch the shards, labels or manifest that failed once more. */
  z.strictObject({ type: z.literal('retryData') }),
  z.strictObject({
    type: z.literal('start'),
    runId,
    experiment: experimentSchema,
    until: z.enum(STRETCHES),
    /** Train shards (by index in the manifest's train list) the person chose to go without. */
    withoutShards: z.array(z.int().min(0).max(63)).max(64),
    /** Goes on from here instead of from the initial weights; of a run of the same experiment and shards. */
    checkpoint: checkpointSchema.optional(),
    /** Posts a checkpoint after every epoch, whatever that takes of training; else only now and then. */
    savesEachEpoch: z.boolean().optional(),
  }),
  z.strictObject({ type: z.literal('continue'), runId, until: z.enum(STRETCHES) }),
  z.strictObject({ type: z.literal('pause'), runId }),
  /** Ends the run; its weights stay for the test set until the next start or reset. */
  z.strictObject({ type: z.literal('stop'), runId }),
  /** Throws the run's weights away. */
  z.strictObject({ type: z.literal('reset'), runId }),
  /** Takes effect at the next step; what is left out stays as it is. */
  z.strictObject({
    type: z.literal('adjust'),
    runId,
    learningRate: liveNumber('learningRate'),
    weightDecay: liveNumber('weightDecay'),
    dropoutScale: liveNumber('dropoutScale'),
  }),
  /** Gives the network the weights of the best epoch so far; only while the run is paused. */
  z.strictObject({ type: z.literal('backToBest'), runId }),
  /** Measures the test set with the weights of the best epoch, without one with those there are. */
  z.strictObject({ type: z.literal('evaluateTest'), runId }),
  z.strictObject({
    type: z.literal('pixels'),
    requestId: z.int(),
    source: z.enum(SOURCES),
    indices: z.instanceof(Uint32Array).refine((indices) => indices.length <= PIXELS_LIMIT),
  }),
  inspectCommand,
  watchLayersCommand,
  watchEmbeddingCommand,
]);
export type Command = z.infer<typeof commandSchema>;

export interface Device {
  readonly backend: Backend;
  /** The GPU behind WebGPU, or what the wasm build can do, for people to read. */
  readonly adapter: string;
  /** Threads that compute; 1 for WebGPU. */
  readonly threads: number;
  /** The known-answer self-test passed on this device. */
  readonly verified: boolean;
}

export interface ShardStatus {
  readonly source: Source;
  /** Position in the manifest's list of this source. */
  readonly index: number;
  /** File name, for people to read. */
  readonly name: string;
  readonly firstImage: number;
  readonly imageCount: number;
  readonly state: 'waiting' | 'loading' | 'ready' | 'failed';
  readonly loadedBytes: number;
  readonly totalBytes: number;
  readonly fault?: Fault;
}

/** What a run is doing. `diverged` and `failed` are ends with a fault; history is kept in every case. */
export type RunPhase =
  | 'preparing'
  | 'waiting-for-images'
  | 'training'
  | 'evaluating'
  | 'paused'
  | 'stopped'
  | 'finished'
  | 'diverged'
  | 'failed';

export type EngineEvent =
  /** The engine is trying this backend: `starting`, then `verifying`. */
  | { readonly type: 'booting'; readonly backend: Backend; readonly stage: 'starting' | 'verifying' }
  /** This backend cannot be used; the next one is tried. */
  | { readonly type: 'backendRejected'; readonly backend: Backend; readonly fault: Fault }
  | { readonly type: 'ready'; readonly device: Device }
  /** All shards of the manifest, once, before the first `shard`. */
  | { readonly type: 'manifest'; readonly shards: readonly ShardStatus[] }
  | { readonly type: 'shard'; readonly shard: ShardStatus }
  | { readonly type: 'labels'; readonly source: Source; readonly labels: Uint8Array }
  /** The manifest or a label file failed: nothing can be trained until a retry succeeds. */
  | { readonly type: 'dataFailed'; readonly fault: Fault }
  | {
      readonly type: 'phase';
      readonly runId: number;
      readonly phase: RunPhase;
      /** Steps taken so far. */
      readonly step: number;
      readonly fault?: Fault;
      /** Why a run has finished. */
      readonly ending?: 'epochs' | 'early-stopping';
    }
  | RunChunk
  | Evaluation
  /** From step `step` on (counted from 0), this value holds. A learning rate is the base the schedule multiplies. */
  | {
      readonly type: 'setting';
      readonly runId: number;
      readonly step: number;
      readonly name: LiveFieldName;
      readonly value: number;
      readonly cause: 'person' | 'plateau';
    }
  /** The network has the weights of an earlier epoch from step `step` on. */
  | { readonly type: 'restored'; readonly runId: number; readonly step: number; readonly epoch: number }
  /** Where the run stands: at each pause, at the end, and now and then between. */
  | { readonly type: 'checkpoint'; readonly runId: number; readonly checkpoint: Checkpoint }
  | { readonly type: 'pixels'; readonly requestId: number; readonly pixels: Uint8Array }
  | Inspection
  | WatchedLayers
  | WatchedEmbedding
  /** The engine cannot go on; the page replaces the worker. */
  | { readonly type: 'fatal'; readonly fault: Fault };

/** Columns of consecutive steps, read back at once. */
export interface RunChunk {
  readonly type: 'chunk';
  readonly runId: number;
  /** Counted from 0. */
  readonly firstStep: number;
  /** Mean cross-entropy of each step's batch, dropout active. */
  readonly losses: Float32Array;
  /** Share of each batch answered rightly, 0..1, dropout active. */
  readonly accuracies: Float32Array;
  /** The learning rate of each step, schedule included. */
  readonly learningRates: Float32Array;
  /** Time spent training so far, without pauses and evaluations. */
  readonly trainingMs: number;
  /** Median of recent steps. */
  readonly msPerStep: number;
  /** Median of recent images per second, last partial batches counted as they are. */
  readonly imagesPerSecond: number;
}

/**
 * One split measured at one moment, network in inference mode. The train split is measured against the labels it is
 * trained on, noise included; validation and test against the dataset's own.
 */
export interface Evaluation {
  readonly type: 'evaluation';
  readonly runId: number;
  readonly split: SplitName;
  /** Whole epochs the measured weights were trained for; 0 for an untrained network. */
  readonly epoch: number;
  /** Steps the measured weights were trained for. */
  readonly step: number;
  /** The weights are those of the best epoch rather than the latest. */
  readonly isBest: boolean;
  /** Time spent training so far, without pauses and evaluations. */
  readonly trainingMs: number;
  /** Mean cross-entropy. */
  readonly loss: number;
  /** `counts[actual * 10 + predicted]` */
  readonly counts: Uint32Array;
  /** Dataset index of each image; into `train` for the splits train and validation. */
  readonly indices: Uint32Array;
  readonly actual: Uint8Array;
  readonly predicted: Uint8Array;
  /** [images, 10] probabilities in units of 1/65535. */
  readonly probabilities: Uint16Array;
  /** Area under the ROC curve of each class against the rest, from the logits; null without images of it or of another. */
  readonly areas: ClassAreas;
}
