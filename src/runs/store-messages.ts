import type { Checkpoint } from '../protocol/checkpoint.ts';
import type { RunLabels, RunRecord } from './run-record.ts';
import type { InterruptedRun, RunList, StoreResult } from './run-storage.ts';

/** What the page asks of the worker in front of the database. Both are built together, so neither doubts the other. */
export type StoreRequest =
  | { readonly type: 'list' }
  | { readonly type: 'load'; readonly key: string }
  | { readonly type: 'read'; readonly key: string }
  | { readonly type: 'label'; readonly key: string; readonly labels: RunLabels }
  | { readonly type: 'dropWeights'; readonly keys: readonly string[] }
  | { readonly type: 'save'; readonly record: RunRecord; readonly checkpoint: Checkpoint | undefined }
  | { readonly type: 'remove'; readonly key: string };

export interface StoreAnswers {
  readonly list: StoreResult<RunList>;
  readonly load: StoreResult<InterruptedRun>;
  readonly read: StoreResult<RunRecord>;
  readonly label: StoreResult<void>;
  readonly dropWeights: StoreResult<void>;
  readonly save: StoreResult<void>;
  readonly remove: StoreResult<void>;
}

export interface NumberedRequest {
  readonly id: number;
  readonly request: StoreRequest;
}

export interface NumberedAnswer {
  readonly id: number;
  readonly answer: StoreAnswers[StoreRequest['type']];
}

/** The memory of a checkpoint's weights, to hand over instead of copying up to 320 MB. */
export function checkpointBuffers({ weights, slots, best }: Checkpoint): ArrayBuffer[] {
  const columns = best === undefined ? [weights, slots] : [weights, slots, best.weights];
  // Memory that is shared between threads can only be copied.
  return [...new Set(columns.map(({ buffer }) => buffer))].filter((buffer) => buffer instanceof ArrayBuffer);
}
