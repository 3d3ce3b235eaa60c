import type { RunRecord } from '../run-record.ts';
import { toBase64Url } from './base64url.ts';
import { deflated } from './compression.ts';
import { decodeResults } from './decode-results.ts';
import { writeBody } from './results-body.ts';
import {
  BODY_LIMIT_BYTES,
  checksum,
  RESULTS_VERSION,
  SHARED_STEPS_LIMIT,
  type SharedExtent,
} from './results-format.ts';
import { keptOf, THINNINGS } from './thinning.ts';

export type EncodedResults =
  | { readonly ok: true; readonly text: string; readonly extent: SharedExtent }
  | { readonly ok: false; readonly reason: 'too-long' | 'unwritable' };

/**
 * The results of a run as the text of a link, thinned until it has at most `budget` characters. Losses of steps are
 * rounded to four digits, times to milliseconds; matrices are exact.
 * @param settings the settings of the link that will hold it, as its text
 */
export async function encodeResults(record: RunRecord, settings: string, budget: number): Promise<EncodedResults> {
  if (record.header.step > SHARED_STEPS_LIMIT) return { ok: false, reason: 'too-long' };
  for (const thinning of THINNINGS) {
    const { body, extent } = writeBody(record, keptOf(record, thinning));
    if (body.length + 4 > BODY_LIMIT_BYTES) continue;
    const text = await packed(settings, body);
    if (text.length > budget) continue;
    // A link that its own reader refuses would be no good to anybody.
    const decoded = await decodeResults(text, settings, record.header.experiment);
    return decoded.ok ? { ok: true, text, extent } : { ok: false, reason: 'unwritable' };
  }
  return { ok: false, reason: 'too-long' };
}

/** Checksum and body, compressed, behind the version. */
export async function packed(settings: string, body: Uint8Array): Promise<string> {
  const checked = new Uint8Array(4 + body.length);
  new DataView(checked.buffer).setUint32(0, checksum(settings, body), true);
  checked.set(body, 4);
  const compressed = await deflated(checked);
  const bytes = new Uint8Array(1 + compressed.length);
  bytes[0] = RESULTS_VERSION;
  bytes.set(compressed, 1);
  return toBase64Url(bytes);
}
