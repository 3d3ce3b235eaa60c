import { LINK_LENGTH_LIMIT, type LinkResults, settingsOf, writeLink } from '../experiment/link.ts';
import { charactersForResults, type LinkOptions, withLinkOptions, withResults } from '../experiment/link-parts.ts';
import type { Experiment } from '../experiment/schema.ts';
import { part } from '../hosting/part.ts';
import type { RunRecord } from '../runs/run-record.ts';
import { decodeResults } from '../runs/shared-results/decode-results.ts';
import type { RoomState, RunOrigin, SharedResults } from './room-state.ts';
import { makeRunRecord } from './run-snapshot.ts';

/**
 * The results of a run in a link: read when one is opened, written when one is shared. What reads them is always there: to
 * fetch it only then would cost a visitor one more round trip before the first curve. What writes is loaded on demand.
 */

export const BUSY_NOTICE = 'The link contains a run’s results. They are not shown while another run is training.';

/** Times and key of a record that is written into a link, which holds neither. */
const IDENTITY = { key: '00000000-0000-4000-8000-000000000000', number: undefined, createdAt: 0, savedAt: 0 };
/** All options there are, so that the results still fit when one is ticked. */
const ALL_OPTIONS: LinkOptions = { embed: true, present: true, autostart: true };

type OpenedResults = { readonly record: RunRecord; readonly origin: RunOrigin } | { readonly notice: string };

/** Never throws: a link whose results can't be read is one with settings only, and says so. */
export async function readLinkResults({ text, settings }: LinkResults, experiment: Experiment): Promise<OpenedResults> {
  try {
    const decoded = await decodeResults(text, settings, experiment);
    if (!decoded.ok)
      return { notice: `The link’s results could not be read: ${decoded.reason}. Only its settings are used.` };
    const { record, extent } = decoded;
    return { record, origin: { kind: 'link', results: { text, settings, extent } } };
  } catch {
    return {
      notice: "The link's results (“r”) were not read: a part of the page could not be loaded. Only its settings were.",
    };
  }
}

const ENCODE_RESULTS = part(async () => (await import('../runs/shared-results/encode-results.ts')).encodeResults);

export type ResultsToShare =
  | { readonly kind: 'ready'; readonly results: SharedResults }
  | { readonly kind: 'refused'; readonly reason: 'nothing-measured' | 'too-long' | 'unwritable' | 'not-loaded' };

/**
 * The run on screen as the results of a link of less than 8 KB.
 * @param place the address of the page, without a hash
 * @throws PartError when what writes them could not be fetched
 */
export async function resultsToShare(room: RoomState, place: string): Promise<ResultsToShare> {
  const { run } = room;
  if (run === undefined || room.evaluations.length === 0) return { kind: 'refused', reason: 'nothing-measured' };
  if (run.origin.kind === 'link' && run.origin.results !== undefined)
    return { kind: 'ready', results: run.origin.results };
  const record = makeRunRecord(IDENTITY, { ...room, run }, undefined);
  if (record === undefined) return { kind: 'refused', reason: 'nothing-measured' };
  const link = writeLink(run.experiment);
  const budget = charactersForResults(place + withLinkOptions(link, ALL_OPTIONS), LINK_LENGTH_LIMIT - 1);
  const encodeResults = await ENCODE_RESULTS.load();
  const settings = settingsOf(link);
  const encoded = await encodeResults(record, settings, budget);
  if (!encoded.ok) return { kind: 'refused', reason: encoded.reason };
  return { kind: 'ready', results: { text: encoded.text, settings, extent: encoded.extent } };
}

/** The hash that shows these results. */
export function linkToResults({ settings, text }: SharedResults, options: LinkOptions): string {
  return withResults(withLinkOptions(`#${settings}`, options), text);
}
