import { cacheStorage } from '../../platform/storages.ts';

/**
 * Verified sheets, kept in the browser under the hash of their pixels, so that a later visit needs no network. Only what
 * was verified is put in, and whoever takes it out verifies it again. Where the browser keeps nothing (insecure origins,
 * private windows, a full disk) all of this quietly does nothing: the network is there.
 */
export class SheetCache {
  /** Ends with a slash; the keys below it are no addresses of a server. */
  readonly #prefix: string;

  /** @param dataUrl the folder of the manifest: copies of the app on one origin don't clear each other's sheets */
  constructor(dataUrl: URL) {
    this.#prefix = new URL('by-pixels/', dataUrl).href;
  }

  async take(sha256: string): Promise<Uint8Array | undefined> {
    return this.#attempt(async (cache) => {
      const response = await cache.match(this.#prefix + sha256);
      return response && new Uint8Array(await response.arrayBuffer());
    });
  }

  async put(sha256: string, file: Uint8Array<ArrayBuffer>): Promise<void> {
    const headers = { 'Content-Type': 'image/png', 'Content-Length': String(file.length) };
    await this.#attempt((cache) => cache.put(this.#prefix + sha256, new Response(file, { headers })));
  }

  /** Lets go of all sheets but these: of one that proved wrong, or of an earlier edition of the dataset. */
  async keepOnly(isWanted: (sha256: string) => boolean): Promise<void> {
    await this.#attempt(async (cache) => {
      for (const { url } of await cache.keys()) {
        if (url.startsWith(this.#prefix) && !isWanted(url.slice(this.#prefix.length))) await cache.delete(url);
      }
    });
  }

  async #attempt<Result>(work: (cache: Cache) => Promise<Result>): Promise<Result | undefined> {
    const storage = cacheStorage();
    try {
      return storage && (await work(await storage.open('fitting-room-dataset')));
    } catch {
      return undefined;
    }
  }
}
