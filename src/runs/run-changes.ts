import { openChannel } from '../platform/among-tabs.ts';
import type { RunStorage, StoreResult } from './run-storage.ts';

/** Word among tabs that the store has changed, or that a run was begun. */
export interface RunChanges {
  /** @param number of a run that was begun: no other should have the same */
  announce(number?: number): void;
  /**
   * Hears of changes by this tab and by others.
   * @returns what ends it
   */
  listen(onChange: (number: number | undefined) => void): () => void;
}

const CHANNEL = 'fitting-room-runs';

/** Anything may be sent on a channel by another version of the page; only a number is taken from it. */
function numberIn(data: unknown): number | undefined {
  return typeof data === 'number' && Number.isSafeInteger(data) && data > 0 && data < 1e9 ? data : undefined;
}

/** Where the browser opens no channel, this tab hears only itself. */
export class BrowserRunChanges implements RunChanges {
  readonly #channel = openChannel(CHANNEL);
  readonly #listeners = new Set<(number: number | undefined) => void>();

  constructor() {
    this.#channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => this.#tell(numberIn(data)));
  }

  announce(number?: number): void {
    this.#channel?.postMessage(number);
    // A channel does not hear itself.
    this.#tell(number);
  }

  listen(onChange: (number: number | undefined) => void): () => void {
    this.#listeners.add(onChange);
    return () => this.#listeners.delete(onChange);
  }

  #tell(number: number | undefined): void {
    for (const listener of this.#listeners) listener(number);
  }
}

/** A storage that tells of each change it has made. */
export function announcing(storage: RunStorage, changes: RunChanges): RunStorage {
  const told = async (change: Promise<StoreResult<void>>) => {
    const result = await change;
    if (result.ok) changes.announce();
    return result;
  };
  return {
    list: () => storage.list(),
    load: (key) => storage.load(key),
    read: (key) => storage.read(key),
    readWhole: (key) => storage.readWhole(key),
    save: (record, checkpoint) => told(storage.save(record, checkpoint)),
    label: (key, labels) => told(storage.label(key, labels)),
    dropWeights: (keys) => told(storage.dropWeights(keys)),
    remove: (key) => told(storage.remove(key)),
  };
}
