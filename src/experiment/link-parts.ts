import { RESULTS_KEY } from './link-format.ts';
import { MODE_KEYS, type ModeKey } from './link-modes.ts';

/** What a link can say beside its settings. */

/** How a link opens. */
export type LinkOptions = Readonly<Record<ModeKey, boolean>>;

/** @param link as `writeLink` makes it, or a link to a place */
export function withLinkOptions(link: string, options: LinkOptions): string {
  return [link, ...MODE_KEYS.filter((name) => options[name]).map((name) => `${name}=1`)].join('&');
}

/** @param text as `encodeResults` makes it for the settings of this link */
export function withResults(link: string, text: string): string {
  return `${link}&${RESULTS_KEY}=${text}`;
}

/** How many characters of a link's results go into an address of `limit` characters. */
export function charactersForResults(address: string, limit: number): number {
  return limit - withResults(address, '').length;
}
