import { NUMBER_FIELDS } from '../../experiment/fields.ts';
import type { Experiment } from '../../experiment/schema.ts';
import type { RunRecord } from '../run-record.ts';
import { type ByteReader, DamagedResults } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import { LIVE_NAME_CODES } from './results-format.ts';

/** What was changed on the way. */

type Mark = RunRecord['history']['marks'][number];

const KINDS = ['person', 'plateau', 'restored'] as const;

export function writeMarks(writer: ByteWriter, marks: readonly Mark[]): void {
  let before = 0;
  for (const mark of marks) {
    writer.byte(KINDS.indexOf(mark.kind === 'restored' ? mark.kind : mark.cause));
    writer.signed(mark.step - before);
    before = mark.step;
    if (mark.kind === 'restored') writer.count(mark.epoch);
    else {
      writer.byte(LIVE_NAME_CODES.indexOf(mark.name));
      writer.float64(mark.value);
    }
  }
}

/** @param end steps of the run */
export function readMarks(reader: ByteReader, count: number, end: number, { epochs }: Experiment): Mark[] {
  let step = 0;
  return Array.from({ length: count }, () => {
    const kind = reader.oneOf(KINDS);
    step += reader.signed(end);
    if (step < 0 || step > end) throw new DamagedResults('a mark lies outside the run');
    if (kind === 'restored') return { kind, step, epoch: reader.count(epochs) };
    const name = reader.oneOf(LIVE_NAME_CODES);
    const value = reader.float64();
    const { minimum, maximum } = NUMBER_FIELDS[name];
    if (!(value >= minimum && value <= maximum)) throw new DamagedResults(`a mark's ${name} is out of bounds`);
    return { kind: 'setting', step, name, value, cause: kind };
  });
}
