import { fetchStyles, noteFailedStyles } from './part-styles.ts';

/**
 * A part of the page that is fetched once it is wanted. What can go wrong is known only after asking: a network that is
 * gone, a server that has a newer version by now and the parts of that alone, or neither.
 */

/**
 * - `unreachable`: the server does not answer, or with an error
 * - `replaced`: the server has another version of the page than the one on screen
 * - `refused`: the server answers as ever, but the part does not come
 */
export type PartFault = 'unreachable' | 'replaced' | 'refused';

export class PartError extends Error {
  override readonly name = 'PartError';
  readonly fault: PartFault;
  /**
   * How often it was asked for in vain. Chromium and WebKit ask the server each time; Firefox keeps to the first answer
   * until the page is loaded again.
   */
  readonly failures: number;

  constructor(fault: PartFault, failures: number, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.fault = fault;
    this.failures = failures;
  }
}

export interface Part<Value> {
  /** What was fetched; undefined before. */
  value(): Value | undefined;
  /** @throws PartError; asked again, it tries again */
  load(): Promise<Value>;
}

/** @param whyNot finds out why the part could not be fetched */
export function part<Value>(
  fetchPart: () => Promise<Value>,
  whyNot: () => Promise<PartFault> = askServer,
): Part<Value> {
  let fetched: Value | undefined;
  let underWay: Promise<Value> | undefined;
  let failures = 0;
  const missingStyles = new Set<string>();
  const load = async () => {
    const stopNoting = noteFailedStyles(missingStyles);
    try {
      await fetchStyles(missingStyles);
      fetched = await fetchPart();
      return fetched;
    } catch (cause) {
      failures++;
      throw new PartError(await whyNot(), failures, cause);
    } finally {
      stopNoting();
      underWay = undefined;
    }
  };
  return {
    value: () => fetched,
    load: () => {
      if (fetched !== undefined) return Promise.resolve(fetched);
      underWay ??= load();
      return underWay;
    },
  };
}

/** A server that takes longer to answer is as good as none. */
const PATIENCE_MS = 8000;
/** The version is in the page's head. */
const HEAD_CHARACTERS = 20_000;

async function askServer(): Promise<PartFault> {
  try {
    // The service worker lets this pass, which a copy that it keeps would not tell the truth about.
    const response = await fetch(document.baseURI, { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MS) });
    return partFault(response.ok, await response.text(), document.head.innerHTML);
  } catch {
    return 'unreachable';
  }
}

/** What follows from the page that the server has now, and the one that is on screen. */
export function partFault(isOk: boolean, served: string, onScreen: string): PartFault {
  if (!isOk) return 'unreachable';
  const [now, before] = [versionIn(served), versionIn(onScreen)];
  return now !== undefined && before !== undefined && now !== before ? 'replaced' : 'refused';
}

function versionIn(html: string): string | undefined {
  return /<meta name="version" content="([0-9a-f]+)"/.exec(html.slice(0, HEAD_CHARACTERS))?.[1];
}
