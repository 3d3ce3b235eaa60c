import type { Checkpoint } from '../protocol/checkpoint.ts';
import type { RunLabels, RunRecord } from './run-record.ts';
import type { InterruptedRun, RunList, RunStorage, StoreFault, StoreResult, WholeRun } from './run-storage.ts';
import { checkpointBuffers, type NumberedAnswer, type StoreAnswers, type StoreRequest } from './store-messages.ts';

type Resolve = (answer: StoreAnswers[StoreRequest['type']]) => void;

/** The page's end of the store: a worker of its own, started with the first request and again after it died. */
export class StoreClient implements RunStorage {
  readonly #waiting = new Map<number, Resolve>();
  #worker: Worker | undefined;
  #lastId = 0;
  #refusal: StoreFault | undefined;

  /** Nothing may be kept here after all: whatever is asked from now on is answered with this. */
  refuse(fault: StoreFault): void {
    this.#refusal = fault;
  }

  list(): Promise<StoreResult<RunList>> {
    return this.#ask({ type: 'list' });
  }

  load(key: string): Promise<StoreResult<InterruptedRun>> {
    return this.#ask({ type: 'load', key });
  }

  read(key: string): Promise<StoreResult<RunRecord>> {
    return this.#ask({ type: 'read', key });
  }

  readWhole(key: string): Promise<StoreResult<WholeRun>> {
    return this.#ask({ type: 'readWhole', key });
  }

  label(key: string, labels: RunLabels): Promise<StoreResult<void>> {
    return this.#ask({ type: 'label', key, labels });
  }

  dropWeights(keys: readonly string[]): Promise<StoreResult<void>> {
    return this.#ask({ type: 'dropWeights', keys });
  }

  /** Takes over the memory of the checkpoint and of the record's columns: both are empty afterwards. */
  save(record: RunRecord, checkpoint: Checkpoint | undefined): Promise<StoreResult<void>> {
    const columns = Object.values(record.history.columns).map(({ buffer }) => buffer);
    const transfer = [...columns, ...(checkpoint === undefined ? [] : checkpointBuffers(checkpoint))];
    return this.#ask({ type: 'save', record, checkpoint }, transfer);
  }

  remove(key: string): Promise<StoreResult<void>> {
    return this.#ask({ type: 'remove', key });
  }

  #ask<Type extends StoreRequest['type']>(
    request: Extract<StoreRequest, { type: Type }>,
    transfer: Transferable[] = [],
  ): Promise<StoreAnswers[Type]> {
    const id = ++this.#lastId;
    return new Promise<StoreAnswers[StoreRequest['type']]>((resolve) => {
      this.#waiting.set(id, resolve);
      if (this.#refusal !== undefined) {
        this.#lose(this.#refusal);
        return;
      }
      try {
        this.#worker ??= this.#start();
        this.#worker.postMessage({ id, request }, transfer);
      } catch (error) {
        this.#lose({ code: 'failed', message: String(error) });
      }
      // The wire's end: an answer has the type of its request.
    }) as Promise<StoreAnswers[Type]>;
  }

  #start(): Worker {
    const worker = new Worker(new URL('./store.worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data: { id, answer } }: MessageEvent<NumberedAnswer>) => {
      this.#waiting.get(id)?.(answer);
      this.#waiting.delete(id);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      this.#lose({ code: 'failed', message: event.message || 'the worker of the store could not be started' });
    };
    return worker;
  }

  #lose(fault: StoreFault): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    for (const resolve of this.#waiting.values()) resolve({ ok: false, fault });
    this.#waiting.clear();
  }
}
