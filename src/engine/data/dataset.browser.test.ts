import { afterEach, expect, it, vi } from 'vitest';
import type { EngineEvent, ShardStatus } from '../../protocol/messages.ts';
import { Dataset } from './dataset.ts';

const DATA = new URL('/data/', location.href);
const realFetch = globalThis.fetch;

afterEach(async () => {
  vi.unstubAllGlobals();
  await caches.delete('fitting-room-dataset');
});

/** Serves the committed files, but for the ones changed here. */
function serveChanged(change: (file: string, bytes: Uint8Array<ArrayBuffer>) => BodyInit | undefined): void {
  vi.stubGlobal('fetch', async (url: URL, init: RequestInit) => {
    const response = await realFetch(url, init);
    const file = url.pathname.split('/').at(-1) ?? '';
    const body = change(file, new Uint8Array(await response.arrayBuffer()));
    return body === undefined ? new Response(null, { status: 404 }) : new Response(body);
  });
}

function loadDataset(): { dataset: Dataset; events: EngineEvent[]; settled: () => Promise<ShardStatus[]> } {
  const events: EngineEvent[] = [];
  const dataset = new Dataset(DATA, (event) => events.push(event));
  dataset.load();
  const settled = async (): Promise<ShardStatus[]> => {
    const latest = new Map<string, ShardStatus>();
    await vi.waitFor(
      () => {
        for (const event of events) if (event.type === 'shard') latest.set(event.shard.name, event.shard);
        const done = [...latest.values()].filter(({ state }) => state === 'ready' || state === 'failed');
        if (done.length < 14) throw new Error(`${done.length} of 14 shards settled`);
      },
      { timeout: 60_000, interval: 50 },
    );
    return [...latest.values()];
  };
  return { dataset, events, settled };
}

it('streams all shards, verified, first train shard first', async () => {
  const { dataset, events, settled } = loadDataset();
  const shards = await settled();
  expect(shards.map(({ state }) => state)).toEqual(new Array(14).fill('ready'));
  expect(shards.every(({ loadedBytes, totalBytes }) => loadedBytes === totalBytes)).toBe(true);
  const ready = events.filter((event) => event.type === 'shard' && event.shard.state === 'ready');
  expect(ready[0]?.type === 'shard' && ready[0].shard.name).toBe('train-00.png');
  expect(events.findIndex(({ type }) => type === 'labels')).toBeLessThan(
    events.findIndex((event) => event.type === 'shard' && event.shard.state === 'ready'),
  );
  // The first image of the dataset is an ankle boot; its first 200 or so pixels are background.
  const first = dataset.pixels('train', 0);
  expect((await dataset.labels('train'))[0]).toBe(9);
  expect(first?.length).toBe(784);
  expect(first?.slice(0, 28 * 3).every((pixel) => pixel === 0)).toBe(true);
  expect(first?.some((pixel) => pixel > 200)).toBe(true);
});

it.each([
  { name: 'missing', code: 'shard-unreachable', change: () => undefined },
  { name: 'truncated', code: 'shard-truncated', change: (bytes: Uint8Array<ArrayBuffer>) => bytes.slice(0, -1000) },
  {
    name: 'not a picture',
    code: 'shard-undecodable',
    change: (bytes: Uint8Array<ArrayBuffer>) => new Uint8Array(bytes.length),
  },
])('a shard that is $name is named, the others stay usable, and a retry heals it', async ({ code, change }) => {
  serveChanged((file, bytes) => (file === 'train-02.png' ? change(bytes) : bytes));
  const { dataset, settled } = loadDataset();
  const failed = (await settled()).filter(({ state }) => state === 'failed');
  expect(failed.map(({ name, fault }) => [name, fault?.code])).toEqual([['train-02.png', code]]);
  expect(failed[0]?.fault?.message).toContain('train-02.png');
  expect(dataset.has('train', 9_999)).toBe(true);
  expect(dataset.has('train', 10_000)).toBe(false);
  expect(dataset.has('train', 15_000)).toBe(true);
  await expect(dataset.waitFor('train', Uint32Array.of(0, 10_000))).rejects.toMatchObject({ code });
  vi.unstubAllGlobals();
  dataset.load();
  await vi.waitFor(() => expect(dataset.has('train', 10_000)).toBe(true), { timeout: 20_000 });
  await dataset.waitFor('train', Uint32Array.of(0, 10_000));
});

it('a shard whose pixels differ from the manifest is refused though it decodes', async () => {
  const other = new Uint8Array(await (await realFetch(new URL('train-03.png', DATA))).arrayBuffer());
  serveChanged((file, bytes) => {
    if (file !== 'manifest.json' && file !== 'train-02.png') return bytes;
    if (file === 'train-02.png') return other;
    const manifest = JSON.parse(new TextDecoder().decode(bytes)) as { train: { shards: { bytes: number }[] } };
    const shard = manifest.train.shards[2];
    if (shard !== undefined) shard.bytes = other.length;
    return JSON.stringify(manifest);
  });
  const { settled } = loadDataset();
  const failed = (await settled()).filter(({ state }) => state === 'failed');
  expect(failed.map(({ name, fault }) => [name, fault?.code])).toEqual([['train-02.png', 'shard-hash']]);
  await untilKept(13);
});

/** Waits until so many sheets are kept in the browser, and no more. */
async function untilKept(count: number): Promise<Cache> {
  const cache = await caches.open('fitting-room-dataset');
  await vi.waitFor(async () => expect(await cache.keys()).toHaveLength(count), { timeout: 20_000 });
  return cache;
}

it('a second visit takes the sheets it has kept, and fetches one that has gone bad meanwhile', async () => {
  await loadDataset().settled();
  const cache = await untilKept(14);
  const [bad] = await cache.keys();
  if (bad === undefined) throw new Error('nothing was kept');
  const other = await (await realFetch(new URL('test-01.png', DATA))).arrayBuffer();
  await cache.put(bad, new Response(other));
  const fetched: string[] = [];
  serveChanged((file, bytes) => {
    fetched.push(file);
    return bytes;
  });
  const shards = await loadDataset().settled();
  expect(shards.map(({ state }) => state)).toEqual(new Array(14).fill('ready'));
  expect(fetched.filter((file) => file.endsWith('.png'))).toHaveLength(1);
  await vi.waitFor(async () => {
    const kept = await (await cache.match(bad))?.arrayBuffer();
    expect(kept?.byteLength).not.toBe(other.byteLength);
    expect(kept?.byteLength).toBeGreaterThan(0);
  });
});

it('a retry asks the server itself, past every cache', async () => {
  const asked: (RequestCache | undefined)[] = [];
  vi.stubGlobal('fetch', async (url: URL, init: RequestInit) => {
    if (!url.pathname.endsWith('train-02.png')) return realFetch(url, init);
    asked.push(init.cache);
    return asked.length === 1 ? new Response(null, { status: 503 }) : realFetch(url, init);
  });
  const { dataset, settled } = loadDataset();
  await settled();
  dataset.load();
  await vi.waitFor(() => expect(dataset.has('train', 10_000)).toBe(true), { timeout: 20_000 });
  expect(asked).toEqual(['default', 'reload']);
});

it.each([
  { file: 'manifest.json', body: undefined, code: 'manifest-unreachable' },
  { file: 'manifest.json', body: '{"version": 1, "train": "../../etc"}', code: 'manifest-invalid' },
  { file: 'train-labels.bin', body: undefined, code: 'labels-unreachable' },
  { file: 'train-labels.bin', body: new Uint8Array(60_000).fill(3), code: 'labels-invalid' },
  { file: 'train-labels.bin', body: new Uint8Array(10), code: 'labels-invalid' },
])('$file answered with $body is $code', async ({ file, body, code }) => {
  serveChanged((name, bytes) => (name === file ? body : bytes));
  const { events } = loadDataset();
  await vi.waitFor(() => expect(events.at(-1)).toMatchObject({ type: 'dataFailed', fault: { code } }), {
    timeout: 20_000,
  });
});
