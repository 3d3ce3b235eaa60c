import { type Zippable, zipSync } from 'fflate';
import type { CsvForm } from '../core/csv.ts';
import { runFileStem } from '../core/file-name.ts';
import type { RunHeader } from '../runs/run-record.ts';
import { epochsCsv, evaluationsCsv, historyJson, stepsCsv } from './history-tables.ts';
import { kerasFiles } from './keras/keras-files.ts';
import { type Predictions, predictionsCsv } from './predictions-table.ts';
import { RUN_FILE_ENDING, type RunFile } from './run-file.ts';
import { tfjsLayersFiles } from './tfjs-layers.ts';
import type { TrainedModel } from './trained-model.ts';
import { type LeftOut, writeRunFile } from './write-run-file.ts';

/** Each file that a run can be given away as, with its name and type. */

export type RunFileKind = 'run' | 'steps' | 'epochs' | 'evaluations' | 'history';
export type ModelFileKind = 'tfjs' | 'keras';

export interface ExportedFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What a file that would have been too large does without. */
  readonly leftOut: readonly LeftOut[];
}

/** @param form how its numbers are written, where it is a table */
export function makeRunFile(kind: RunFileKind, run: RunFile, form: CsvForm): ExportedFile {
  const { record } = run;
  const stem = fileStem(record.header);
  switch (kind) {
    case 'run':
      return { name: `${stem}${RUN_FILE_ENDING}`, type: 'application/octet-stream', ...writeRunFile(run) };
    case 'steps':
      return textFile(`${stem}-steps.csv`, 'text/csv', stepsCsv(record, form));
    case 'epochs':
      return textFile(`${stem}-epochs.csv`, 'text/csv', epochsCsv(record, form));
    case 'evaluations':
      return textFile(`${stem}-evaluations.csv`, 'text/csv', evaluationsCsv(record, form));
    case 'history':
      return textFile(`${stem}-history.json`, 'application/json', historyJson(record));
  }
}

/** The answers to the images of one evaluation as a table. */
export function makePredictionsFile(header: NamingHeader, predictions: Predictions, form: CsvForm): ExportedFile {
  const { split, epoch } = predictions;
  const name = `${fileStem(header)}-predictions-${split}-epoch-${epoch}.csv`;
  return textFile(name, 'text/csv', predictionsCsv(predictions, form));
}

/** All archives of one model are alike, whenever they are made. */
const DAY = Date.UTC(2000, 0, 1, 12);

/** A trained model's files as one archive. @throws RangeError when the weights are of another network */
export function makeModelFile(kind: ModelFileKind, header: RunHeader, model: TrainedModel): ExportedFile {
  const files = kind === 'tfjs' ? tfjsLayersFiles(model) : kerasFiles(model);
  const entries: Zippable = {};
  for (const [name, bytes] of Object.entries(files)) {
    // Weights look random to a packer.
    entries[name] = [bytes, { level: /[.](bin|npz)$/.test(name) ? 0 : 6 }];
  }
  return {
    name: `${fileStem(header)}-${kind}-${model.which}-epoch-${model.epoch}.zip`,
    type: 'application/zip',
    bytes: zipSync(entries, { mtime: DAY }),
    leftOut: [],
  };
}

function textFile(name: string, type: string, content: string): ExportedFile {
  return { name, type: `${type};charset=utf-8`, bytes: new TextEncoder().encode(content), leftOut: [] };
}

/** What files of a run are called after. */
export type NamingHeader = Pick<RunHeader, 'name' | 'number' | 'experiment'>;

export function fileStem({ name, number, experiment: { network } }: NamingHeader): string {
  return runFileStem({ name, number, network });
}
