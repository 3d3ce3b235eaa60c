import { describe, expect, it } from 'vitest';
import { fakeRunFile } from './fake-run-file.ts';
import { readRunFile } from './read-run-file.ts';
import { readRuns } from './read-runs.ts';
import { RunArchive } from './run-archive.ts';
import type { RunFile } from './run-file.ts';
import { listEntries, readEntry } from './zip-entries.ts';

/** Made once: drawing its weights takes far longer than packing them. */
const WHOLE = fakeRunFile();

function fakeRun(header: Partial<RunFile['record']['header']> = {}): RunFile {
  const { record, checkpoint } = WHOLE;
  return { record: { ...record, header: { ...record.header, ...header } }, checkpoint };
}

/** Millions of numbers: a matcher would take seconds. */
function isSame(a: ArrayLike<number> = [], b: ArrayLike<number> = []): boolean {
  if (a.length === 0 || a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}

/** By the reader of zip archives, which shares no code with what writes them. */
async function filesIn(archive: Blob | undefined): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const entries = listEntries(new Uint8Array(await (archive ?? new Blob()).arrayBuffer()), 100);
  return new Map([...entries].map(([name, entry]) => [name, readEntry(entry, 1e9)]));
}

describe('an archive of runs', () => {
  it('holds each run as the file it would be alone, at the root and named by run', async () => {
    const archive = new RunArchive(true);
    expect(archive.add(fakeRun({ number: 3 })).name).toBe('fitting-room-conv2dsimple-run-3.fittingroom');
    archive.add(fakeRun({ name: 'Slow and steady' }));
    const archives = archive.finish();
    expect(archives).toHaveLength(1);
    const files = await filesIn(archives[0]);
    expect([...files.keys()]).toEqual([
      'fitting-room-conv2dsimple-run-3.fittingroom',
      'fitting-room-Slow and steady.fittingroom',
    ]);
    for (const bytes of files.values()) {
      const read = readRunFile(bytes);
      if (!read.ok) throw new Error(read.fault.message);
      const { record, checkpoint } = read.value;
      expect(record.history.evaluations).toEqual(WHOLE.record.history.evaluations);
      expect(isSame(checkpoint?.weights, WHOLE.checkpoint?.weights)).toBe(true);
      expect(isSame(checkpoint?.slots, WHOLE.checkpoint?.slots)).toBe(true);
    }
  });

  it('keeps runs apart that are called alike, on file systems without upper case too', async () => {
    const archive = new RunArchive(false);
    for (const name of ['Twice', 'twice', 'Twice 2']) archive.add(fakeRun({ name }));
    archive.add(fakeRun({ name: 'TWICE' }));
    const [whole] = archive.finish();
    expect([...(await filesIn(whole)).keys()]).toEqual([
      'fitting-room-Twice.fittingroom',
      'fitting-room-twice-2.fittingroom',
      'fitting-room-Twice 2.fittingroom',
      'fitting-room-TWICE-3.fittingroom',
    ]);
  });

  it('opens again as a whole, by the reader of whatever is dropped', async () => {
    const archive = new RunArchive(true);
    for (const number of [1, 2, 3]) archive.add(fakeRun({ number }));
    const [whole = new Blob()] = archive.finish();
    const bytes = new Uint8Array(await whole.arrayBuffer());
    const runs = readRuns('fitting-room-runs.zip', bytes);
    expect(runs.map(({ name, read }) => [name, read.ok])).toEqual(
      [1, 2, 3].map((number) => [`fitting-room-conv2dsimple-run-${number}.fittingroom`, true]),
    );
  });

  it('without weights is far smaller, and its runs open all the same', async () => {
    const archive = new RunArchive(false);
    archive.add(fakeRun({ number: 1 }));
    const [whole] = archive.finish();
    const [bytes] = (await filesIn(whole)).values();
    expect(bytes?.length).toBeLessThan(10_000);
    const read = readRunFile(bytes ?? new Uint8Array(0));
    // Nothing to go on from: it has ended.
    expect(read).toMatchObject({
      ok: true,
      value: { checkpoint: undefined, record: { header: { status: 'stopped' } } },
    });
  });

  it('goes on in another one before it grows beyond what can be opened', async () => {
    const partsOf = async (limits: ConstructorParameters<typeof RunArchive>[1]) => {
      const archive = new RunArchive(false, limits);
      for (const number of [1, 2, 3, 4, 5]) archive.add(fakeRun({ number }));
      return Promise.all(archive.finish().map(async (part) => [...(await filesIn(part)).values()]));
    };
    const unpacked = (files: readonly Uint8Array<ArrayBuffer>[]) =>
      files.flatMap((file) => [...listEntries(file, 100).values()]).reduce((sum, { size }) => sum + size, 0);
    const packed = (files: readonly Uint8Array<ArrayBuffer>[]) => files.reduce((sum, { length }) => sum + length, 0);
    const [alone = []] = await partsOf({ runs: 1, bytes: 1e9 });
    // With the heads of an entry.
    const bytes = 2.5 * Math.max(unpacked(alone), packed(alone) + 1100);
    const parts = await partsOf({ runs: 100, bytes });
    expect(parts.map(({ length }) => length)).toEqual([2, 2, 1]);
    for (const files of parts) expect(Math.max(unpacked(files), packed(files))).toBeLessThan(bytes);
    expect((await partsOf({ runs: 3, bytes: 1e9 })).map(({ length }) => length)).toEqual([3, 2]);
  });

  it('holds a run alone that is larger than any archive should be, and is none without runs', () => {
    const archive = new RunArchive(true, { runs: 100, bytes: 1000 });
    archive.add(fakeRun({ number: 1 }));
    archive.add(fakeRun({ number: 2 }));
    expect(archive.finish()).toHaveLength(2);
    expect(new RunArchive(true).finish()).toEqual([]);
  });

  it('is the same to the byte for the same runs', async () => {
    const bytesOf = async () => {
      const archive = new RunArchive(true);
      archive.add(fakeRun({ number: 1 }));
      return new Uint8Array((await archive.finish()[0]?.arrayBuffer()) ?? new ArrayBuffer(0));
    };
    expect(isSame(await bytesOf(), await bytesOf())).toBe(true);
  });
});
