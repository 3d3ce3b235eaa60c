import type { Checkpoint } from '../protocol/checkpoint.ts';
import type { RunHeader, RunLabels, RunRecord } from './run-record.ts';

/**
 * Where runs are kept, seen from outside: the database and the worker in front of it are the same to a caller. Nothing
 * here throws or rejects; what went wrong is a value.
 */

/**
 * - `unavailable`: the browser gives this page no storage, or no locks to share it by
 * - `blocked`: a tab with an older version of the page holds the database open
 * - `outdated`: a tab with a newer version of the page has taken the database over
 * - `newer-database`: a newer version of the page was here before; this one can't read what it left
 * - `damaged`: the browser can't open the database, or what is in it is not laid out as any version does
 * - `full`: there is no room left; what was stored before is untouched
 * - `taken`: another tab has the run
 * - `missing`: there is no such run, or its checkpoint was dropped
 * - `unreadable`: what is stored is not a run that this version can read
 * - `failed`: anything else
 */
export type StoreFaultCode =
  | 'unavailable'
  | 'blocked'
  | 'outdated'
  | 'newer-database'
  | 'damaged'
  | 'full'
  | 'taken'
  | 'missing'
  | 'unreadable'
  | 'failed';

export interface StoreFault {
  readonly code: StoreFaultCode;
  readonly message: string;
}

export type StoreResult<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly fault: StoreFault };

export interface ListedRun {
  readonly header: RunHeader;
  readonly hasCheckpoint: boolean;
  /** What its checkpoint takes; 0 without one. */
  readonly weightBytes: number;
}

export interface RunList {
  /** Newest first. */
  readonly runs: readonly ListedRun[];
  /** Runs this version can't read, and why. */
  readonly refused: readonly { readonly key: string; readonly reason: string }[];
}

export interface InterruptedRun {
  readonly record: RunRecord;
  /** Exactly where the record ends. */
  readonly checkpoint: Checkpoint;
}

/** All that is kept of a run. */
export interface WholeRun {
  readonly record: RunRecord;
  /** Of an ended run it may be from before its end. */
  readonly checkpoint: Checkpoint | undefined;
}

export interface RunStorage {
  list(): Promise<StoreResult<RunList>>;
  /** A run and the checkpoint that belongs to it. */
  load(key: string): Promise<StoreResult<InterruptedRun>>;
  /** A run to look at, whether or not it has a checkpoint. */
  read(key: string): Promise<StoreResult<RunRecord>>;
  /** A run and its checkpoint, if it has one, to give away. */
  readWhole(key: string): Promise<StoreResult<WholeRun>>;
  /**
   * Both or neither are written. Without a checkpoint the one that is there stays, and so do the labels that a run which
   * is there already has: only `label` changes those.
   */
  save(record: RunRecord, checkpoint: Checkpoint | undefined): Promise<StoreResult<void>>;
  /** Replaces what a person says about a run. */
  label(key: string, labels: RunLabels): Promise<StoreResult<void>>;
  /** Drops the checkpoints of these runs; their histories stay. */
  dropWeights(keys: readonly string[]): Promise<StoreResult<void>>;
  /** Forgets a run with all that belongs to it. */
  remove(key: string): Promise<StoreResult<void>>;
}
