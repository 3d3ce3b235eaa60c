import type { Experiment } from '../../experiment/schema.ts';
import { parseRunRecord } from '../run-record.ts';
import { fromBase64Url } from './base64url.ts';
import { ByteReader, DamagedResults } from './byte-reader.ts';
import { inflated } from './compression.ts';
import { readBody, type SharedRun } from './results-body.ts';
import { BODY_LIMIT_BYTES, checksum, RESULTS_VERSION } from './results-format.ts';

export type DecodedResults =
  | ({ readonly ok: true } & SharedRun)
  /** Why not, as the end of a sentence. */
  | { readonly ok: false; readonly reason: string };

const DAMAGED = 'they are damaged or incomplete';

type BodyReader = (reader: ByteReader, experiment: Experiment, key: string) => SharedRun;

/** By the version they read: all that were ever published. They throw `DamagedResults`. */
const READERS: Readonly<Record<number, BodyReader>> = { 1: readBody };

/**
 * A run from the text of a link. The text may come from anybody: what is read is a run the experiment can have, whose
 * matrices count as many images as there are. Never throws.
 * @param text base64url, as `encodeResults` made it
 * @param settings the settings of the same link, as its text
 * @param experiment what those settings say
 */
export async function decodeResults(text: string, settings: string, experiment: Experiment): Promise<DecodedResults> {
  const bytes = fromBase64Url(text);
  const version = bytes?.[0];
  if (bytes === undefined || version === undefined) return { ok: false, reason: DAMAGED };
  if (version > RESULTS_VERSION) return { ok: false, reason: 'they were made by a newer version of Fitting Room' };
  const read = READERS[version];
  const body = await inflated(bytes.subarray(1), BODY_LIMIT_BYTES);
  if (read === undefined || body === undefined || body.length < 4) return { ok: false, reason: DAMAGED };
  const written = new DataView(body.buffer).getUint32(0, true);
  if (written !== checksum(settings, body.subarray(4))) {
    return { ok: false, reason: 'they are damaged or belong to other settings' };
  }
  return readRun(() => read(new ByteReader(body.subarray(4)), experiment, keyOf(written)));
}

/** The same results have the same key, others most likely another; a UUID as RFC 9562 leaves to applications (version 8). */
function keyOf(checksum: number): string {
  return `00000000-0000-8000-8000-0000${checksum.toString(16).padStart(8, '0')}`;
}

function readRun(read: () => SharedRun): DecodedResults {
  try {
    const run = read();
    // What was checked field by field is checked as any other stored run is.
    const record = parseRunRecord(run.record);
    return record.ok ? { ok: true, ...run } : { ok: false, reason: `no run can have this: ${record.reason}` };
  } catch (error) {
    if (error instanceof DamagedResults) return { ok: false, reason: `no run can have this: ${error.message}` };
    throw error;
  }
}
