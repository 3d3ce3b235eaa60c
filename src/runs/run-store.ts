import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { type Checkpoint, checkpointSchema } from '../protocol/checkpoint.ts';
import { parsed, parseRunHeader, parseRunRecord, type RunRecord } from './run-record.ts';
import type {
  InterruptedRun,
  ListedRun,
  RunList,
  RunStorage,
  StoreFault,
  StoreFaultCode,
  StoreResult,
} from './run-storage.ts';
import { joinCheckpoint, splitCheckpoint, type WeightColumn } from './weight-parts.ts';

/**
 * The database of runs. Four object stores under one key: `runs` for the headers, so that listing many runs reads
 * little; `histories`; `checkpoints`, where more than one kind can be kept of a run; and `weights`, their bulk in parts.
 */
export const DATABASE_NAME = 'fitting-room';
const DATABASE_VERSION = 1;

/** Runs whose checkpoint is kept; the largest network's takes 320 MB. */
const CHECKPOINTS_LIMIT = 4;

/** `last`: where the run stood when it was last saved. */
type CheckpointKey = [runKey: string, kind: 'last'];

type PartKey = [...CheckpointKey, column: WeightColumn, index: number];

interface Schema extends DBSchema {
  runs: { key: string; value: unknown; indexes: { savedAt: number } };
  histories: { key: string; value: unknown };
  checkpoints: { key: CheckpointKey; value: { savedAt: number; rest: unknown }; indexes: { savedAt: number } };
  weights: { key: PartKey; value: Float32Array };
}

const STORE_NAMES = ['runs', 'histories', 'checkpoints', 'weights'] as const;

const TRIED_AGAIN: readonly StoreFaultCode[] = ['unavailable', 'blocked', 'failed'];

export class RunStore implements RunStorage {
  readonly #version: number;
  #database: Promise<IDBPDatabase<Schema>> | undefined;

  /** @param version of the database; tests play an older or newer page with it */
  constructor(version = DATABASE_VERSION) {
    this.#version = version;
  }

  async list(): Promise<StoreResult<RunList>> {
    return this.#attempt(async (database) => {
      const transaction = database.transaction(['runs', 'checkpoints']);
      const runs = transaction.objectStore('runs');
      const [keys, headers, checkpointKeys] = await Promise.all([
        runs.index('savedAt').getAllKeys(),
        runs.index('savedAt').getAll(),
        transaction.objectStore('checkpoints').getAllKeys(),
      ]);
      const withCheckpoint = new Set(checkpointKeys.map(([key]) => key));
      const listed: ListedRun[] = [];
      const refused: { key: string; reason: string }[] = [];
      for (const [index, key] of keys.entries()) {
        const header = parseRunHeader(headers[index]);
        if (header.ok) listed.push({ header: header.value, hasCheckpoint: withCheckpoint.has(key) });
        else refused.push({ key, reason: header.reason });
      }
      return { runs: listed.reverse(), refused };
    });
  }

  async load(key: string): Promise<StoreResult<InterruptedRun>> {
    return this.#attempt(async (database) => {
      const transaction = database.transaction(STORE_NAMES);
      const [header, history, kept, partKeys, parts] = await Promise.all([
        transaction.objectStore('runs').get(key),
        transaction.objectStore('histories').get(key),
        transaction.objectStore('checkpoints').get([key, 'last']),
        transaction.objectStore('weights').getAllKeys(partsOfRun(key)),
        transaction.objectStore('weights').getAll(partsOfRun(key)),
      ]);
      if (header === undefined || kept === undefined) throw new StoreError('missing', `nothing to resume of ${key}`);
      const record = parseRunRecord({ header, history });
      if (!record.ok) throw new StoreError('unreadable', record.reason);
      // Keys come in the order of their columns, and parts within those.
      const columns = partKeys.map(([, , column], index) => ({ column, values: parts[index] ?? new Float32Array(0) }));
      const checkpoint = parsed(checkpointSchema, joinCheckpoint(kept.rest, columns));
      if (!checkpoint.ok) throw new StoreError('unreadable', `checkpoint ${checkpoint.reason}`);
      if (checkpoint.value.step !== record.value.header.step) {
        throw new StoreError(
          'unreadable',
          `the checkpoint stands at step ${checkpoint.value.step}, the history does not`,
        );
      }
      return { record: record.value, checkpoint: checkpoint.value };
    });
  }

  async save(record: RunRecord, checkpoint: Checkpoint | undefined): Promise<StoreResult<void>> {
    const saved = await this.#attempt((database) => write(database, record, checkpoint, CHECKPOINTS_LIMIT));
    if (saved.ok || saved.fault.code !== 'full' || checkpoint === undefined) return saved;
    // The checkpoints of all other runs make room for the one that is being trained.
    return this.#attempt(async (database) => {
      await dropCheckpoints(database, record.header.key);
      await write(database, record, checkpoint, 1);
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

/** One transaction, so that a record and its checkpoint always belong together, whenever the page dies. */
async function write(
  database: IDBPDatabase<Schema>,
  { header, history }: RunRecord,
  checkpoint: Checkpoint | undefined,
  limit: number,
): Promise<void> {
  const transaction = database.transaction(STORE_NAMES, 'readwrite');
  const checkpoints = transaction.objectStore('checkpoints');
  const weights = transaction.objectStore('weights');
  const { key, savedAt } = header;
  try {
    // Keys alone, oldest first: reading weights to find out what to drop would take longer than writing them.
    const others = (await checkpoints.index('savedAt').getAllKeys()).filter(([other]) => other !== key);
    const surplus = checkpoint === undefined ? [] : others.slice(0, Math.max(0, others.length + 1 - limit));
    ignoreAbort(transaction.objectStore('runs').put(header));
    ignoreAbort(transaction.objectStore('histories').put(history, key));
    if (checkpoint !== undefined) {
      const { rest, parts } = splitCheckpoint(checkpoint);
      ignoreAbort(checkpoints.put({ savedAt, rest }, [key, 'last']));
      ignoreAbort(weights.delete(partsOfRun(key)));
      for (const { column, index, values } of parts) ignoreAbort(weights.put(values, [key, 'last', column, index]));
    }
    for (const old of surplus) {
      ignoreAbort(checkpoints.delete(old));
      ignoreAbort(weights.delete(partsOfRun(old[0])));
    }
  } catch (error) {
    // A value that can't be stored must not leave the half before it behind.
    ignoreAbort(transaction.done);
    transaction.abort();
    throw error;
  }
  await transaction.done;
}

/** All that a write of a failed transaction says is that it failed; the transaction itself knows why. */
function ignoreAbort(write: Promise<unknown>): void {
  write.catch(() => undefined);
}

async function dropCheckpoints(database: IDBPDatabase<Schema>, keptKey: string): Promise<void> {
  const transaction = database.transaction(['checkpoints', 'weights'], 'readwrite');
  const checkpoints = transaction.objectStore('checkpoints');
  const others = (await checkpoints.getAllKeys()).filter(([key]) => key !== keptKey);
  await Promise.all([
    ...others.map((key) => checkpoints.delete(key)),
    ...others.map(([key]) => transaction.objectStore('weights').delete(partsOfRun(key))),
    transaction.done,
  ]);
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

/** The names of https://www.w3.org/TR/IndexedDB/#exceptions; browsers without storage also have no `indexedDB` at all. */
const CODE_OF_NAME: Readonly<Record<string, StoreFaultCode>> = {
  QuotaExceededError: 'full',
  VersionError: 'outdated',
  SecurityError: 'unavailable',
  InvalidStateError: 'unavailable',
  ReferenceError: 'unavailable',
};

function storeFault(error: unknown): StoreFault {
  if (error instanceof StoreError) return { code: error.code, message: error.message };
  if (!(error instanceof Error)) return { code: 'failed', message: String(error) };
  return { code: CODE_OF_NAME[error.name] ?? 'failed', message: `${error.name}: ${error.message}` };
}
