import { type Zippable, zipSync } from 'fflate';
import { runFileStem } from '../core/file-name.ts';
import type { RunHeader } from '../runs/run-record.ts';
import { evaluationsCsv, historyJson, stepsCsv } from './history-tables.ts';
import { kerasFiles } from './keras/keras-files.ts';
import { RUN_FILE_ENDING, type RunFile } from './run-file.ts';
import { tfjsLayersFiles } from './tfjs-layers.ts';
import type { TrainedModel } from './trained-model.ts';
import { type LeftOut, writeRunFile } from './write-run-file.ts';

/** Each file that a run can be given away as, with its name and type. */

export type RunFileKind = 'run' | 'steps' | 'evaluations' | 'history';
export type ModelFileKind = 'tfjs' | 'keras';

export interface ExportedFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What a file that would have been too large does without. */
  readonly leftOut: readonly LeftOut[];
}

export function makeRunFile(kind: RunFileKind, run: RunFile): ExportedFile {
  const { record } = run;
  const stem = fileStem(record.header);
  switch (kind) {
    case 'run':
      return { name: `${stem}${RUN_FILE_ENDING}`, type: 'application/octet-stream', ...writeRunFile(run) };
    case 'steps':
      return textFile(`${stem}-steps.csv`, 'text/csv', stepsCsv(record));
    case 'evaluations':
      return textFile(`${stem}-evaluations.csv`, 'text/csv', evaluationsCsv(record));
    case 'history':
      return textFile(`${stem}-history.json`, 'application/json', historyJson(record));
  }
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

function fileStem({ name, number, experiment: { network } }: RunHeader): string {
  return runFileStem({ name, number, network });
}
