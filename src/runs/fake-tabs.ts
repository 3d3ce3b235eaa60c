import type { Checkpoint } from '../protocol/checkpoint.ts';
import type { RunPlace } from './browser-runs.ts';
import { fakeKey } from './fake-run.ts';
import { announcing, type RunChanges } from './run-changes.ts';
import type { RunRecord } from './run-record.ts';
import type { RunStorage, StoreResult } from './run-storage.ts';

/** For tests: tabs of one browser that share a store in memory, locks and word of changes. */
export class FakeTabs {
  readonly stored = new Map<string, { record: RunRecord; checkpoint: Checkpoint | undefined }>();
  readonly #held = new Map<string, object>();
  readonly #listeners = new Set<(number: number | undefined) => void>();
  #keys = 0;

  open(): RunPlace {
    const tab = {};
    const changes: RunChanges = {
      announce: (number) => {
        for (const listener of this.#listeners) listener(number);
      },
      listen: (onChange) => {
        this.#listeners.add(onChange);
        return () => this.#listeners.delete(onChange);
      },
    };
    const release = () => {
      for (const [key, holder] of this.#held) if (holder === tab) this.#held.delete(key);
    };
    return {
      storage: announcing(this.#storage(), changes),
      changes,
      lock: {
        isFree: async (key) => !this.#held.has(key),
        heldKeys: async () => new Set(this.#held.keys()),
        whileFree: async (key, act) => (this.#held.has(key) ? undefined : act()),
        take: async (key) => {
          release();
          if (!this.#held.has(key)) this.#held.set(key, tab);
          return this.#held.get(key) === tab;
        },
        release,
      },
      newKey: () => fakeKey(++this.#keys),
      usage: async () => ({ usedBytes: 1, quotaBytes: 1e10 }),
    };
  }

  #storage(): RunStorage {
    const missing: StoreResult<never> = { ok: false, fault: { code: 'missing', message: 'not there' } };
    const done: StoreResult<void> = { ok: true, value: undefined };
    return {
      list: async () => ({
        ok: true,
        value: {
          runs: [...this.stored.values()].map(({ record, checkpoint }) => ({
            header: record.header,
            hasCheckpoint: checkpoint !== undefined,
            weightBytes: checkpoint === undefined ? 0 : checkpoint.weights.byteLength,
          })),
          refused: [],
        },
      }),
      read: async (key) => {
        const kept = this.stored.get(key);
        return kept === undefined ? missing : { ok: true, value: kept.record };
      },
      load: async (key) => {
        const { record, checkpoint } = this.stored.get(key) ?? {};
        if (record === undefined || checkpoint === undefined) return missing;
        return { ok: true, value: { record, checkpoint } };
      },
      save: async (record, checkpoint) => {
        const { key } = record.header;
        this.stored.set(key, { record, checkpoint: checkpoint ?? this.stored.get(key)?.checkpoint });
        return done;
      },
      label: async (key, labels) => {
        const kept = this.stored.get(key);
        if (kept === undefined) return missing;
        const { name: _, note: __, isStarred: ___, ...header } = kept.record.header;
        this.stored.set(key, { ...kept, record: { ...kept.record, header: { ...header, ...labels } } });
        return done;
      },
      dropWeights: async (keys) => {
        for (const key of keys) {
          const kept = this.stored.get(key);
          if (kept !== undefined) this.stored.set(key, { ...kept, checkpoint: undefined });
        }
        return done;
      },
      remove: async (key) => {
        this.stored.delete(key);
        return done;
      },
    };
  }
}
