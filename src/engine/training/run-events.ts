import type { LiveFieldName } from '../../experiment/fields.ts';
import type { Checkpoint } from '../../protocol/checkpoint.ts';
import type { Fault } from '../../protocol/faults.ts';
import type { Embedding, LayersLook } from '../../protocol/inspection.ts';
import type { EngineEvent, RunChunk, RunPhase, SplitName } from '../../protocol/messages.ts';
import { embeddingBuffers } from '../inspect/embedding.ts';
import { lookBuffers } from '../inspect/look.ts';
import type { Measured } from './evaluate.ts';

/** What a run says, under its id. */

export type Post = (event: EngineEvent, transfer?: Transferable[]) => void;
export type Ending = 'epochs' | 'early-stopping';

/** Which weights were measured, and when. */
interface MeasuredAt {
  readonly epoch: number;
  readonly step: number;
  readonly isBest: boolean;
  readonly trainingMs: number;
}

/** Columns are handed over: the run must not use them any more. */
type ChunkEvent = Omit<RunChunk, 'type' | 'runId' | 'losses' | 'accuracies' | 'learningRates'> &
  Readonly<Record<'losses' | 'accuracies' | 'learningRates', Float32Array<ArrayBuffer>>>;

export class RunEvents {
  readonly #runId: number;
  readonly #post: Post;

  constructor(runId: number, post: Post) {
    this.#runId = runId;
    this.#post = post;
  }

  phase(phase: RunPhase, step: number, fault: Fault | undefined, ending: Ending | undefined): void {
    this.#post({
      type: 'phase',
      runId: this.#runId,
      phase,
      step,
      ...(fault === undefined ? {} : { fault }),
      ...(ending === undefined ? {} : { ending }),
    });
  }

  chunk(chunk: ChunkEvent): void {
    const { losses, accuracies, learningRates } = chunk;
    const transfer = [losses.buffer, accuracies.buffer, learningRates.buffer];
    this.#post({ type: 'chunk', runId: this.#runId, ...chunk }, transfer);
  }

  setting(name: LiveFieldName, value: number, step: number, cause: 'person' | 'plateau'): void {
    this.#post({ type: 'setting', runId: this.#runId, step, name, value, cause });
  }

  restored(step: number, epoch: number): void {
    this.#post({ type: 'restored', runId: this.#runId, step, epoch });
  }

  evaluation(split: SplitName, at: MeasuredAt, images: Uint32Array, measured: Measured): void {
    const { epoch, step, isBest, trainingMs } = at;
    const head = { type: 'evaluation', runId: this.#runId, split, epoch, step, isBest, trainingMs } as const;
    this.#post({ ...head, indices: images.slice(), ...measured }, [measured.probabilities.buffer]);
  }

  /** Its columns are handed over. */
  layers(look: LayersLook): void {
    this.#post({ type: 'layers', runId: this.#runId, look }, lookBuffers(look));
  }

  /** Its columns are handed over. */
  embedding(embedding: Embedding): void {
    this.#post({ type: 'embedding', runId: this.#runId, embedding }, embeddingBuffers(embedding));
  }

  /** `weights` and `slots` are handed over. */
  checkpoint(checkpoint: Checkpoint): void {
    const transfer = [checkpoint.weights.buffer, checkpoint.slots.buffer];
    this.#post({ type: 'checkpoint', runId: this.#runId, checkpoint }, transfer);
  }
}
