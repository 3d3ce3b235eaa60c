import { readFileSync } from 'node:fs';
import { gunzipSync, strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { checkpointSizes } from './checkpoint-shape.ts';
import { fakeRunFile } from './fake-run-file.ts';
import { readRunFile } from './read-run-file.ts';
import { MANIFEST_NAME, type ReadRunFile, RUN_FILE_LIMIT, RUN_FILE_VERSION, type RunFile } from './run-file.ts';
import { writeRunFile } from './write-run-file.ts';

/** The file with its manifest changed by hand, as another tool would write it. */
function edited(file: RunFile, change: (manifest: Record<string, unknown>) => void): Uint8Array<ArrayBuffer> {
  const entries = unzipSync(writeRunFile(file).bytes);
  const manifest = JSON.parse(strFromU8(entries[MANIFEST_NAME] ?? new Uint8Array()));
  change(manifest);
  return zipSync({ ...entries, [MANIFEST_NAME]: strToU8(JSON.stringify(manifest)) });
}

function faultOf(bytes: Uint8Array<ArrayBuffer>) {
  const read = readRunFile(bytes);
  return read.ok ? undefined : read.fault;
}

function areSame(a: ArrayBufferView, b: ArrayBufferView): boolean {
  const [first, second] = [a, b].map(({ buffer, byteOffset, byteLength }) =>
    Buffer.from(buffer, byteOffset, byteLength),
  );
  return first !== undefined && second !== undefined && first.equals(second);
}

/** To the bit. Comparing hundreds of thousands of weights one by one takes the test library half a minute. */
function expectSame(read: ReadRunFile, { record, checkpoint }: RunFile): void {
  if (!read.ok) throw new Error(read.fault.message);
  expect(read.value.record).toEqual(record);
  const columnsOf = (of: RunFile['checkpoint']) => [of?.weights, of?.slots, of?.best?.weights];
  const rest = { weights: 0, slots: 0, ...(checkpoint?.best && { best: { ...checkpoint.best, weights: 0 } }) };
  const { best } = read.value.checkpoint ?? {};
  const readRest = { weights: 0, slots: 0, ...(best && { best: { ...best, weights: 0 } }) };
  expect({ ...read.value.checkpoint, ...readRest }).toEqual({ ...checkpoint, ...rest });
  const written = columnsOf(checkpoint);
  for (const [index, column] of columnsOf(read.value.checkpoint).entries()) {
    const other = written[index];
    expect(column === undefined || other === undefined ? column === other : areSame(column, other)).toBe(true);
  }
}

describe('a run file', () => {
  it('gives an unfinished run back to the bit, weights, answers and what JSON has no word for', () => {
    const file = fakeRunFile();
    const { bytes, leftOut } = writeRunFile(file);
    expect(leftOut).toEqual([]);
    expectSame(readRunFile(bytes), file);
    expect(file.record.history.evaluations.some(({ loss }) => loss === Number.POSITIVE_INFINITY)).toBe(true);
    expect(file.checkpoint?.plateau.bestLoss).toBe(Number.POSITIVE_INFINITY);
    expect(areSame(writeRunFile(file).bytes, bytes), 'the same run gives the same bytes').toBe(true);
  });

  it('of an ended run keeps the weights and not what the optimiser remembers', () => {
    const file = fakeRunFile('stopped');
    const read = readRunFile(writeRunFile(file).bytes);
    expect(read).toMatchObject({ ok: true, value: { record: file.record } });
    expectSame(read, { ...file, checkpoint: file.checkpoint && { ...file.checkpoint, slots: new Float32Array(0) } });
  });

  it('of a run without weights is read without', () => {
    const { record } = fakeRunFile('finished');
    const file = { record, checkpoint: undefined };
    expectSame(readRunFile(writeRunFile(file).bytes), file);
  });

  it('can be packed again by another tool', () => {
    const file = fakeRunFile();
    const entries = Object.entries(unzipSync(writeRunFile(file).bytes)).reverse();
    expectSame(readRunFile(zipSync(Object.fromEntries(entries), { level: 9 })), file);
  });

  it('of version 1 is read whole, and is the same once it is written anew', () => {
    const released = gunzipSync(readFileSync(new URL('./frozen-run-v1.fittingroom.gz', import.meta.url)));
    const manifest = JSON.parse(strFromU8(unzipSync(released)[MANIFEST_NAME] ?? new Uint8Array()));
    expect([manifest.version, manifest.header.experiment.optimizer]).toEqual([1, 'rmsProp']);
    const read = readRunFile(released.slice());
    if (!read.ok) throw new Error(read.fault.message);
    const { record, checkpoint } = read.value;
    const experiment = { ...manifest.header.experiment, optimizer: 'rmsPropOutside', batchNormStart: 'corrected' };
    expect(record.header.experiment).toEqual(experiment);
    expect(checkpoint?.experiment).toEqual(experiment);
    expect(record.header).toMatchObject({ status: 'paused', step: 9, withoutShards: [3] });
    expect(record.history.columns).toEqual(fakeRunFile().record.history.columns);
    expect(record.history.evaluations).toEqual(
      fakeRunFile().record.history.evaluations.map(({ areas: _, ...evaluation }) => evaluation),
    );
    expect([checkpoint?.weights[3], checkpoint?.slots[3], checkpoint?.best?.weights[3]]).toEqual([0.5, 0.625, 0.75]);
    expectSame(readRunFile(writeRunFile(read.value).bytes), read.value);
  });

  it('that would be too large leaves out the optimiser first, then answers, then weights, and says so', () => {
    const file = fakeRunFile();
    const { bytes } = writeRunFile(file);
    const weights = file.checkpoint?.weights.byteLength ?? 0;
    const written = writeRunFile(file, 3 * weights);
    expect(written.leftOut).toEqual(['optimiser']);
    const read = readRunFile(written.bytes);
    expect(read).toMatchObject({ ok: true, value: { record: { header: { status: 'stopped' } } } });
    expect(writeRunFile(file, 2 * weights).leftOut).toEqual(['optimiser', 'answers', 'weights']);
    expect(readRunFile(writeRunFile(file, 100).bytes)).toMatchObject({ ok: true, value: { checkpoint: undefined } });
    expect(bytes.length).toBeLessThan(RUN_FILE_LIMIT);
  });

  it('of the largest network with Adam and a best epoch has room for the weights alone', () => {
    const { weights, slots } = checkpointSizes('inceptioncnn', 'adam');
    expect(4 * (2 * weights + slots)).toBeGreaterThan(RUN_FILE_LIMIT);
    expect(4 * 2 * weights).toBeLessThan(RUN_FILE_LIMIT);
  });

  it('of a newer version is refused as such, and what is no run as that', () => {
    const changed = (change: object) =>
      faultOf(edited(fakeRunFile(), (manifest) => Object.assign(manifest, change)))?.code;
    const { header } = fakeRunFile().record;
    expect(changed({ version: RUN_FILE_VERSION + 1 })).toBe('too-new');
    expect(changed({ header: { ...header, version: 99 } })).toBe('too-new');
    expect(changed({ header: { ...header, experimentVersion: 99 } })).toBe('too-new');
    expect(changed({ historyVersion: 99 })).toBe('too-new');
    expect(changed({ version: 0 })).toBe('invalid');
    expect(faultOf(zipSync({ 'holiday.jpg': strToU8('x') }))).toMatchObject({ code: 'not-a-run' });
    expect(faultOf(strToU8('a photograph'))).toMatchObject({ code: 'not-a-run' });
    expect(faultOf(new Uint8Array(0))).toMatchObject({ code: 'not-a-run' });
    expect(faultOf(edited(fakeRunFile(), (manifest) => Object.assign(manifest, { format: 'x' })))?.code).toBe(
      'not-a-run',
    );
  });

  it('is refused where a number is out of the bounds of the experiment', () => {
    const withStep = (step: number) =>
      edited(fakeRunFile(), (manifest) => Object.assign(manifest, { header: { ...Object(manifest.header), step } }));
    expect(faultOf(withStep(1e9))).toMatchObject({ code: 'too-large' });
    expect(faultOf(withStep(4))).toMatchObject({ code: 'invalid', message: expect.stringContaining('losses') });
    const file = fakeRunFile();
    file.record.history.columns.accuracies[2] = 1.5;
    expect(faultOf(writeRunFile(file).bytes)?.message).toBe('its accuracies hold 1.5 at step 3');
    const infinite = fakeRunFile();
    infinite.checkpoint?.weights.fill(Number.NaN, 7, 8);
    expect(faultOf(writeRunFile(infinite).bytes)?.message).toContain('weights must be finite numbers');
    const counted = fakeRunFile();
    counted.record.history.evaluations[0]?.counts.fill(60_000, 0, 2);
    expect(faultOf(writeRunFile(counted).bytes)?.message).toContain('more than there are');
  });

  it('is refused when its weights are of another network', () => {
    const file = fakeRunFile();
    const other = { ...file.record.header.experiment, network: 'conv2dnet' } as const;
    const header = { ...file.record.header, experiment: other };
    expect(faultOf(writeRunFile({ ...file, record: { ...file.record, header } }).bytes)?.message).toMatch(
      /has \d+ weights, not \d+/,
    );
  });

  it('that unpacks to more than it says is refused before it takes the room', () => {
    const entries = unzipSync(writeRunFile(fakeRunFile()).bytes);
    const bomb = zipSync({ ...entries, 'columns/losses.f32': new Uint8Array(50_000_000) });
    expect(faultOf(bomb)).toMatchObject({ code: 'invalid', message: expect.stringContaining('50000000 bytes') });
    // The same, with the sizes that belong there written over its own.
    const view = new DataView(bomb.buffer);
    for (let at = 0; at < bomb.length - 4; at++) {
      if (view.getUint32(at, true) === 50_000_000) view.setUint32(at, 36, true);
    }
    expect(faultOf(bomb)).toMatchObject({ code: 'damaged', message: expect.stringContaining('longer than it says') });
  });
});
