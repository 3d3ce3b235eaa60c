import type { CsvForm } from '../core/csv.ts';
import type { RunHeader } from '../runs/run-record.ts';
import {
  type ExportedFile,
  type ModelFileKind,
  makeModelFile,
  makePredictionsFile,
  makeRunFile,
  type NamingHeader,
  type RunFileKind,
} from './make-file.ts';
import type { Predictions } from './predictions-table.ts';
import { type ReadRun, readRuns } from './read-runs.ts';
import type { RunFile } from './run-file.ts';
import type { TrainedModel } from './trained-model.ts';

/** Packing and unpacking hundreds of megabytes takes a second or more: a worker does it, so that the page stays awake. */

export type FileTask =
  | { readonly type: 'run'; readonly kind: RunFileKind; readonly run: RunFile; readonly form: CsvForm }
  | {
      readonly type: 'predictions';
      readonly header: NamingHeader;
      readonly predictions: Predictions;
      readonly form: CsvForm;
    }
  | {
      readonly type: 'model';
      readonly kind: ModelFileKind;
      readonly header: RunHeader;
      readonly model: TrainedModel;
    }
  | { readonly type: 'read'; readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> };

export interface FileAnswers {
  readonly run: ExportedFile;
  readonly predictions: ExportedFile;
  readonly model: ExportedFile;
  readonly read: readonly ReadRun[];
}

/** What makes files of runs and reads them. A task's weights and bytes are handed over with it, answers are copied. */
export interface FileWork {
  do<Type extends FileTask['type']>(task: Extract<FileTask, { type: Type }>): Promise<FileAnswers[Type]>;
}

/** @throws RangeError when a model's weights are of another network */
export function doFileTask(task: FileTask): FileAnswers[FileTask['type']] {
  switch (task.type) {
    case 'run':
      return makeRunFile(task.kind, task.run, task.form);
    case 'predictions':
      return makePredictionsFile(task.header, task.predictions, task.form);
    case 'model':
      return makeModelFile(task.kind, task.header, task.model);
    case 'read':
      return readRuns(task.name, task.bytes);
  }
}
