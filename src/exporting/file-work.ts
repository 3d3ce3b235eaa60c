import type { RunHeader } from '../runs/run-record.ts';
import { type ExportedFile, type ModelFileKind, makeModelFile, makeRunFile, type RunFileKind } from './make-file.ts';
import { type ReadRun, readRuns } from './read-runs.ts';
import type { RunFile } from './run-file.ts';
import type { TrainedModel } from './trained-model.ts';

/** Packing and unpacking hundreds of megabytes takes a second or more: a worker does it, so that the page stays awake. */

export type FileTask =
  | { readonly type: 'run'; readonly kind: RunFileKind; readonly run: RunFile }
  | {
      readonly type: 'model';
      readonly kind: ModelFileKind;
      readonly header: RunHeader;
      readonly model: TrainedModel;
    }
  | { readonly type: 'read'; readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> };

export interface FileAnswers {
  readonly run: ExportedFile;
  readonly model: ExportedFile;
  readonly read: readonly ReadRun[];
}

export type TaskOutcome =
  | { readonly ok: true; readonly answer: FileAnswers[FileTask['type']] }
  | { readonly ok: false; readonly message: string };

/** What makes files of runs and reads them. A task's weights and bytes are handed over with it. */
export interface FileWork {
  do<Type extends FileTask['type']>(task: Extract<FileTask, { type: Type }>): Promise<FileAnswers[Type]>;
}

/** @throws RangeError when a model's weights are of another network */
export function doFileTask(task: FileTask): FileAnswers[FileTask['type']] {
  switch (task.type) {
    case 'run':
      return makeRunFile(task.kind, task.run);
    case 'model':
      return makeModelFile(task.kind, task.header, task.model);
    case 'read':
      return readRuns(task.name, task.bytes);
  }
}

/** The worker that makes and reads files could not be started: its script did not come. */
export class FileWorkUnavailable extends Error {
  override readonly name = 'FileWorkUnavailable';
  override readonly message = 'the worker that makes and reads files could not be started';
}
