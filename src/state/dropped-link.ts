import { parseLink } from '../experiment/link.ts';
import { repairedHash } from '../experiment/link-repair.ts';
import { type AddressParts, wholeAddress } from './whole-address.ts';

/** A link that was dropped on the page or lies in a file, as text of any kind. */

/** Results take 8 KB, with percent signs three times that; a mail program's own address may be around it. */
const TEXT_LIMIT = 64_000;
const ADDRESS = /[a-z][a-z0-9+.-]*:\/\/[^\s"<>]+/gi;
/** Behind a `#` alone, without an address before it. */
const BARE = /^\s*#\S+=\S/;

/** Whether somebody who dropped this text meant a link. */
export function isLink(text: string): boolean {
  return BARE.test(text) || text.search(ADDRESS) !== -1;
}

/** The hash of the first link in the text that leads somewhere in the app, wherever that is hosted. */
export function linkIn(text: string): string | undefined {
  const bounded = text.slice(0, TEXT_LIMIT);
  if (BARE.test(bounded)) return ledTo({ pathname: '', search: '', hash: bounded.trim() });
  for (const [address] of bounded.matchAll(ADDRESS)) {
    const hash = hashOf(address);
    if (hash !== undefined) return hash;
  }
  return undefined;
}

function hashOf(address: string, depth = 0): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  const hash = ledTo(url);
  if (hash !== undefined || depth > 1) return hash;
  // Mail programs lead through an address of their own that has the link in it.
  for (const value of url.searchParams.values()) {
    const inner = /^https?:\/\//.test(value) ? hashOf(value, depth + 1) : undefined;
    if (inner !== undefined) return inner;
  }
  return undefined;
}

/** Other sites have keys of one letter too: what is taken has a version, or is a place of the app and nothing else. */
function ledTo(address: AddressParts): string | undefined {
  const { hash } = wholeAddress(address);
  const link = parseLink(repairedHash(hash).hash);
  if ('refused' in link) return hash;
  const isPlace = (link.lesson !== undefined || link.screen !== undefined) && link.notices.length === 0;
  return isPlace || /(^|[#&])v=[1-9]\d{0,8}(&|$)/.test(repairedHash(hash).hash) ? hash : undefined;
}
