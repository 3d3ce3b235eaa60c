import type { Parsed } from '../experiment/stored-form.ts';
import { FILE_LIMIT_BYTES, parseReferenceIndex, parseReferenceRun, type ReferenceRun } from './reference-run.ts';

/** The reference runs that came with the page. */

export type FetchedRuns =
  | {
      readonly kind: 'read';
      readonly runs: readonly ReferenceRun[];
      /** Listed and not readable, with the reason for the details line. */
      readonly refused: readonly { readonly id: string; readonly reason: string }[];
    }
  | { readonly kind: 'failed'; readonly reason: string };

type Read<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly status: number; readonly reason: string };

async function readJson<Value>(address: URL, parse: (data: unknown) => Parsed<Value>): Promise<Read<Value>> {
  try {
    const answer = await fetch(address);
    if (!answer.ok) return { ok: false, status: answer.status, reason: `the server answered ${answer.status}` };
    const text = await answer.text();
    if (text.length > FILE_LIMIT_BYTES)
      return { ok: false, status: answer.status, reason: 'larger than such a file can be' };
    const read = parse(JSON.parse(text));
    return read.ok ? read : { ok: false, status: answer.status, reason: read.reason };
  } catch (error) {
    return { ok: false, status: 0, reason: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * Never rejects. A page that came without a list has no runs yet.
 * @param folder absolute address with its slash
 */
export async function fetchReferenceRuns(folder: string): Promise<FetchedRuns> {
  const index = await readJson(new URL('index.json', folder), parseReferenceIndex);
  if (!index.ok && index.status === 404) return { kind: 'read', runs: [], refused: [] };
  if (!index.ok) return { kind: 'failed', reason: index.reason };
  const ids = index.value.runs;
  const read = await Promise.all(ids.map((id) => readJson(new URL(`${id}.json`, folder), parseReferenceRun)));
  return {
    kind: 'read',
    runs: read.flatMap((run) => (run.ok ? [run.value] : [])),
    refused: read.flatMap((run, index) => (run.ok ? [] : [{ id: ids[index] ?? '', reason: run.reason }])),
  };
}
