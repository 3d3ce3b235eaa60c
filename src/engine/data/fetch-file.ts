import { asFault, type FaultCode, FaultError } from '../../protocol/faults.ts';

/** A stalled connection is given up after this long without a byte, so that a retry can be offered. */
const STALL_MS = 30_000;

interface FetchWays {
  /** Asks the server itself, whatever the browser or the service worker has kept. */
  readonly pastCaches?: boolean;
  readonly onBytes?: (loaded: number) => void;
}

/**
 * Fetches a file whole, reporting bytes as they arrive.
 * @param limitBytes more than this is refused: a wrong file must not fill the memory
 * @throws FaultError with the given code, for every way a fetch can fail
 */
export async function fetchFile(
  url: URL,
  limitBytes: number,
  code: FaultCode,
  { pastCaches = false, onBytes = () => undefined }: FetchWays = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const abort = new AbortController();
  let stall = setTimeout(() => abort.abort(new Error('no byte arrived for 30 seconds')), STALL_MS);
  try {
    const response = await fetch(url, { signal: abort.signal, cache: pastCaches ? 'reload' : 'default' });
    if (!response.ok || response.body === null) throw new Error(`the server answered ${response.status}`);
    const parts: Uint8Array[] = [];
    let loaded = 0;
    for (const reader = response.body.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) break;
      clearTimeout(stall);
      stall = setTimeout(() => abort.abort(new Error('no byte arrived for 30 seconds')), STALL_MS);
      loaded += value.length;
      if (loaded > limitBytes) throw new Error(`the file is larger than ${limitBytes} bytes`);
      parts.push(value);
      onBytes(loaded);
    }
    const whole = new Uint8Array(loaded);
    let offset = 0;
    for (const part of parts) {
      whole.set(part, offset);
      offset += part.length;
    }
    return whole;
  } catch (error) {
    abort.abort();
    throw new FaultError(code, `${url.pathname.split('/').at(-1) ?? url.href}: ${asFault(error).message}`, {
      cause: error,
    });
  } finally {
    clearTimeout(stall);
  }
}
