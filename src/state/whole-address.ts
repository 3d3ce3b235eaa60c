import { LINK_KEYS, RESULTS_KEY } from '../experiment/link-format.ts';
import { MODE_KEYS } from '../experiment/link-modes.ts';

/** An address as a browser has it in parts. */
export interface AddressParts {
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
}

const ALL_KEYS: ReadonlySet<string> = new Set([
  'v',
  'lesson',
  'screen',
  RESULTS_KEY,
  ...MODE_KEYS,
  ...Object.values(LINK_KEYS),
]);
/** `#`, encoded once or twice. */
const ENCODED_HASH = /%(?:25)?23/i;

/**
 * What belongs behind the `#` of an address is put there: some programs make `?` or `%23` of it. The same object when
 * there is nothing to move.
 */
export function wholeAddress(address: AddressParts): AddressParts {
  const [pathname, ofPath] = splitAtHash(address.pathname);
  const [query, ofQuery] = splitAtHash(address.search.replace(/^\?/, ''));
  const parts = partsOf(query);
  // Both may hold the sign for other reasons than a link.
  const [behindPath, behindQuery] = [linkOf(ofPath), linkOf(ofQuery)];
  const moved = [...behindPath, ...parts.filter(isLinkPart), ...behindQuery];
  if (moved.length === 0) return address;
  const kept = (behindQuery.length === 0 ? partsOf(address.search) : parts).filter((part) => !isLinkPart(part));
  const hash = [address.hash.replace(/^#/, ''), ...moved].filter((part) => part !== '').join('&');
  return {
    pathname: behindPath.length === 0 ? address.pathname : pathname,
    search: kept.length === 0 ? '' : `?${kept.join('&')}`,
    hash: `#${hash}`,
  };
}

function splitAtHash(text: string): readonly [before: string, after: string | undefined] {
  const found = ENCODED_HASH.exec(text);
  return found === null ? [text, undefined] : [text.slice(0, found.index), text.slice(found.index + found[0].length)];
}

/** Empty when it says nothing that a link can. */
function linkOf(text: string | undefined): readonly string[] {
  const parts = text === undefined ? [] : partsOf(text);
  return parts.some(isLinkPart) ? parts : [];
}

function partsOf(query: string): string[] {
  return query.split(/&(?:amp;|amp%3B|#38;)*|[?]/i).filter((part) => part !== '');
}

function isLinkPart(part: string): boolean {
  const [key = ''] = part.split(/=|%3D/i);
  return ALL_KEYS.has(key);
}
