import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { databases } from '../platform/storages.ts';
import { type Checkpoint, parseCheckpoint } from '../protocol/checkpoint.ts';
import {
  labelsOf,
  parseRunHeader,
  parseRunRecord,
  type RunHeader,
  type RunLabels,
  type RunRecord,
  tidyLabels,
} from './run-record.ts';
import type {
  InterruptedRun,
  ListedRun,
  RunList,
  RunStorage,
  StoreFault,
  StoreFaultCode,
  StoreResult,
  WholeRun,
} from './run-storage.ts';
import { joinCheckpoint, PART_BYTES, splitCheckpoint, type WeightColumn } from './weight-parts.ts';

/**
 * The database of runs. Four object stores under one key: `runs` for the headers, so that listing many runs reads
 * little; `histories`; `checkpoints`, where more than one kind can be kept of a run; and `weights`, their bulk in parts.
 */
export const DATABASE_NAME = 'fitting-room';
const DATABASE_VERSION = 1;

/** `last`: where the run stood when it was last saved. */
type CheckpointKey = [runKey: string, kind: 'last'];

type PartKey = [...CheckpointKey, column: WeightColumn, index: number];

interface StoredCheckpoint {
  readonly savedAt: number;
  readonly rest: unknown;
  /** Of its weights; missing in older ones. */
  readonly bytes?: number;
}

interface Schema extends DBSchema {
  runs: { key: string; value: unknown; indexes: { savedAt: number } };
  histories: { key: string; value: unknown };
  checkpoints: { key: CheckpointKey; value: StoredCheckpoint; indexes: { savedAt: number } };
  weights: { key: PartKey; value: Float32Array };
}

const STORE_NAMES = ['runs', 'histories', 'checkpoints', 'weights'] as const;

const TRIED_AGAIN: readonly StoreFaultCode[] = ['unavailable', 'blocked', 'damaged', 'failed'];

export class RunStore implements RunStorage {
  readonly #version: number;
  #database: Promise<IDBPDatabase<Schema>> | undefined;

  /** @param version of the database; tests play an older or newer page with it */
  constructor(version = DATABASE_VERSION) {
    this.#version = version;
  }

  async list(): Promise<StoreResult<RunList>> {
    return this.#attempt(async (database) => {
      const transaction = database.transaction(['runs', 'checkpoints', 'weights']);
      const runs = transaction.objectStore('runs');
      const [keys, headers, checkpointKeys, checkpoints] = await Promise.all([
        runs.index('savedAt').getAllKeys(),
        runs.index('savedAt').getAll(),
        transaction.objectStore('checkpoints').getAllKeys(),
        transaction.objectStore('checkpoints').getAll(),
      ]);
      const weightBytes = new Map<string, number>();
      for (const [index, [key]] of checkpointKeys.entries()) {
        const parts = () => transaction.objectStore('weights').count(partsOfRun(key));
        weightBytes.set(key, checkpoints[index]?.bytes ?? PART_BYTES * (await parts()));
      }
      const listed: ListedRun[] = [];
      const refused: { key: string; reason: string }[] = [];
      for (const [index, key] of keys.entries()) {
        const header = parseRunHeader(headers[index]);
        const bytes = weightBytes.get(key);
        if (!header.ok) refused.push({ key, reason: header.reason });
        else listed.push({ header: header.value, hasCheckpoint: bytes !== undefined, weightBytes: bytes ?? 0 });
      }
      return { runs: listed.reverse(), refused };
    });
  }

  async read(key: string): Promise<StoreResult<RunRecord>> {
    return this.#attempt(async (database) => {
      const transaction = database.transaction(['runs', 'histories']);
      const [header, history] = await Promise.all([
        transaction.objectStore('runs').get(key),
        transaction.objectStore('histories').get(key),
      ]);
      if (header === undefined) throw new StoreError('missing', `there is no run ${key}`);
      const record = parseRunRecord({ header, history });
      if (!record.ok) throw new StoreError('unreadable', record.reason);
      return record.value;
    });
  }

  async load(key: string): Promise<StoreResult<InterruptedRun>> {
    return this.#attempt(async (database) => {
      const { record, checkpoint } = await readWhole(database, key);
      if (checkpoint === undefined) throw new StoreError('missing', `nothing to resume of ${key}`);
      if (checkpoint.step !== record.header.step) {
        throw new StoreError('unreadable', `the checkpoint stands at step ${checkpoint.step}, the history does not`);
      }
      return { record, checkpoint };
    });
  }

  async readWhole(key: string): Promise<StoreResult<WholeRun>> {
    return this.#attempt((database) => readWhole(database, key));
  }

  async save(record: RunRecord, checkpoint: Checkpoint | undefined): Promise<StoreResult<void>> {
    return this.#attempt((database) => write(database, record, checkpoint));
  }

  async label(key: string, labels: RunLabels): Promise<StoreResult<void>> {
    return this.#attempt(async (database) => {
      const transaction = database.transaction('runs', 'readwrite');
      const stored = await transaction.store.get(key);
      if (stored === undefined) throw new StoreError('missing', `there is no run ${key}`);
      const header = parseRunHeader(stored);
      if (!header.ok) throw new StoreError('unreadable', header.reason);
      ignoreAbort(transaction.store.put(labelled(header.value, tidyLabels(labels))));
      await transaction.done;
    });
  }

  async dropWeights(keys: readonly string[]): Promise<StoreResult<void>> {
    return this.#attempt(async (database) => {
      const transaction = database.transaction(['checkpoints', 'weights'], 'readwrite');
      await Promise.all([
        ...keys.map((key) => transaction.objectStore('checkpoints').delete([key, 'last'])),
        ...keys.map((key) => transaction.objectStore('weights').delete(partsOfRun(key))),
        transaction.done,
      ]);
    });
  }

  async remove(key: string): Promise<StoreResult<void>> {
    return this.#attempt(async (database) => {
      const transaction = database.transaction(STORE_NAMES, 'readwrite');
      await Promise.all([
        transaction.objectStore('runs').delete(key),
        transaction.objectStore('histories').delete(key),
        transaction.objectStore('checkpoints').delete([key, 'last']),
        transaction.objectStore('weights').delete(partsOfRun(key)),
        transaction.done,
      ]);
    });
  }

  async #attempt<Value>(act: (database: IDBPDatabase<Schema>) => Promise<Value>): Promise<StoreResult<Value>> {
    try {
      this.#database ??= this.#open();
      return { ok: true, value: await act(await this.#database) };
    } catch (error) {
      const fault = storeFault(error);
      // What can change while the page lives is tried again with another connection.
      if (TRIED_AGAIN.includes(fault.code)) this.#close();
      return { ok: false, fault };
    }
  }

  #close(): void {
    const database = this.#database;
    this.#database = undefined;
    void database?.then(
      (opened) => opened.close(),
      () => undefined,
    );
  }

  async #open(): Promise<IDBPDatabase<Schema>> {
    if (databases() === undefined) throw new StoreError('unavailable', 'the browser gives this page no database');
    return new Promise((resolve, reject) => {
      const opening = openDB<Schema>(DATABASE_NAME, this.#version, {
        upgrade: (database, before) => {
          if (before < 1) createStores(database);
        },
        blocked: () => {
          reject(new StoreError('blocked', 'an older version of the page holds the database open'));
          // It opens once that tab is closed, when nobody waits for it any more.
          void opening.then(
            (database) => database.close(),
            () => undefined,
          );
        },
        blocking: (_current, _newer, { target }) => {
          if (target instanceof IDBDatabase) target.close();
          const outdated = Promise.reject(new StoreError('outdated', 'a newer version of the page needs the database'));
          outdated.catch(() => undefined);
          this.#database = outdated;
        },
        terminated: () => this.#close(),
      });
      opening.then(resolve, reject);
    });
  }
}

function createStores(database: IDBPDatabase<Schema>): void {
  database.createObjectStore('runs', { keyPath: 'key' }).createIndex('savedAt', 'savedAt');
  database.createObjectStore('histories');
  database.createObjectStore('checkpoints').createIndex('savedAt', 'savedAt');
  database.createObjectStore('weights');
}

async function readWhole(database: IDBPDatabase<Schema>, key: string): Promise<WholeRun> {
  const transaction = database.transaction(STORE_NAMES);
  const [header, history, kept, partKeys, parts] = await Promise.all([
    transaction.objectStore('runs').get(key),
    transaction.objectStore('histories').get(key),
    transaction.objectStore('checkpoints').get([key, 'last']),
    transaction.objectStore('weights').getAllKeys(partsOfRun(key)),
    transaction.objectStore('weights').getAll(partsOfRun(key)),
  ]);
  if (header === undefined) throw new StoreError('missing', `there is no run ${key}`);
  const record = parseRunRecord({ header, history });
  if (!record.ok) throw new StoreError('unreadable', record.reason);
  if (kept === undefined) return { record: record.value, checkpoint: undefined };
  // Keys come in the order of their columns, and parts within those.
  const columns = partKeys.map(([, , column], index) => ({ column, values: parts[index] ?? new Float32Array(0) }));
  const checkpoint = parseCheckpoint(joinCheckpoint(kept.rest, columns));
  if (!checkpoint.ok) throw new StoreError('unreadable', `checkpoint ${checkpoint.reason}`);
  return { record: record.value, checkpoint: checkpoint.value };
}

/** One transaction, so that a record and its checkpoint always belong together, whenever the page dies. */
async function write(
  database: IDBPDatabase<Schema>,
  { header, history }: RunRecord,
  checkpoint: Checkpoint | undefined,
): Promise<void> {
  const transaction = database.transaction(STORE_NAMES, 'readwrite');
  const runs = transaction.objectStore('runs');
  const weights = transaction.objectStore('weights');
  const { key, savedAt } = header;
  try {
    const before = await runs.get(key);
    ignoreAbort(runs.put(before === undefined ? header : labelled(header, labelsOf(before))));
    ignoreAbort(transaction.objectStore('histories').put(history, key));
    if (checkpoint !== undefined) {
      const { rest, parts } = splitCheckpoint(checkpoint);
      const bytes = parts.reduce((sum, { values }) => sum + values.byteLength, 0);
      ignoreAbort(transaction.objectStore('checkpoints').put({ savedAt, rest, bytes }, [key, 'last']));
      ignoreAbort(weights.delete(partsOfRun(key)));
      for (const { column, index, values } of parts) ignoreAbort(weights.put(values, [key, 'last', column, index]));
    }
  } catch (error) {
    // A value that can't be stored must not leave the half before it behind.
    ignoreAbort(transaction.done);
    transaction.abort();
    throw error;
  }
  await transaction.done;
}

/** The header with these labels and no others. */
function labelled({ name: _, note: __, isStarred: ___, ...header }: RunHeader, labels: RunLabels): RunHeader {
  return { ...header, ...labels };
}

/** All that a write of a failed transaction says is that it failed; the transaction itself knows why. */
function ignoreAbort(write: Promise<unknown>): void {
  write.catch(() => undefined);
}

/** An array sorts behind every text and number: https://www.w3.org/TR/IndexedDB/#key-construct */
function partsOfRun(key: string): IDBKeyRange {
  return IDBKeyRange.bound([key], [key, []]);
}

class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: StoreFaultCode;

  constructor(code: StoreFaultCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** The names of https://www.w3.org/TR/IndexedDB/#exceptions. */
const CODE_OF_NAME: Readonly<Record<string, StoreFaultCode>> = {
  QuotaExceededError: 'full',
  VersionError: 'newer-database',
  // What browsers say when the files of a database can't be opened or read, or miss an object store.
  UnknownError: 'damaged',
  NotReadableError: 'damaged',
  NotFoundError: 'damaged',
  SecurityError: 'unavailable',
  InvalidStateError: 'unavailable',
};

function storeFault(error: unknown): StoreFault {
  if (error instanceof StoreError) return { code: error.code, message: error.message };
  if (!(error instanceof Error)) return { code: 'failed', message: String(error) };
  return { code: CODE_OF_NAME[error.name] ?? 'failed', message: `${error.name}: ${error.message}` };
}
