import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { CLASS_COUNT } from '../core/classes.ts';
import { fillRandomWords } from '../core/philox.ts';
import { fakeRunFile } from './fake-run-file.ts';
import { readRunFile } from './read-run-file.ts';
import { readRuns } from './read-runs.ts';
import { MANIFEST_NAME, type RunFile } from './run-file.ts';
import { writeRunFile } from './write-run-file.ts';

/** Files that somebody or something has changed: each is read as a run within bounds, or refused; none throws or hangs. */

const FILES = 2000;
/** Of the processor's time. The least of three tries counts: others may be at work on this machine. */
const LIMIT_MS = 100;
const SEED = 20;

/** Words of mutation `index`, drawn one after the other. */
class Dice {
  readonly #words = new Uint32Array(64);
  #at = 0;

  constructor(index: number) {
    fillRandomWords(this.#words, SEED, 1, index);
  }

  /** A whole number below `end`. */
  below(end: number): number {
    return (this.#words[this.#at++ % this.#words.length] ?? 0) % end;
  }

  of<Item>(items: readonly Item[]): Item {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new RangeError('nothing to choose from');
    return item;
  }
}

type Bytes = Uint8Array<ArrayBuffer>;
type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** What takes the place of a value in the manifest. 1e999 is read as an infinity. */
const STRANGE: readonly Json[] = [
  null,
  true,
  -1,
  0,
  0.5,
  1e9,
  1e308,
  4_294_967_296,
  'NaN',
  'Infinity',
  '-Infinity',
  '__proto__',
  '<img src=x onerror=alert(1)>',
  'x'.repeat(5000),
  [],
  {},
  [[[[]]]],
  Array.from({ length: 3000 }, () => ({})),
];

const STRANGE_FLOATS = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -1, 2, 1e38];

function flipBits(file: Bytes, dice: Dice): Bytes {
  const changed = Uint8Array.from(file);
  for (let flips = 1 + dice.below(4); flips > 0; flips--) {
    const at = dice.below(changed.length);
    changed[at] = (changed[at] ?? 0) ^ (1 << dice.below(8));
  }
  return changed;
}

/** Nearly all of a file is weights; what is read first and last decides more. */
function flipHeadOrTail(file: Bytes, dice: Dice): Bytes {
  const changed = Uint8Array.from(file);
  const at = dice.below(2) === 0 ? dice.below(400) : changed.length - 1 - dice.below(1200);
  changed[at] = dice.below(256);
  return changed;
}

function cutOff(file: Bytes, dice: Dice): Bytes {
  const at = dice.below(file.length);
  return dice.below(2) === 0 ? file.slice(0, at) : file.slice(at);
}

/** Writes a size, an offset or a count of the directory over. */
function lieAboutSizes(file: Bytes, dice: Dice): Bytes {
  const changed = Uint8Array.from(file);
  const view = new DataView(changed.buffer);
  const signatures = [0x02014b50, 0x04034b50, 0x06054b50];
  const places: number[] = [];
  for (let at = 0; at < changed.length - 46; at++) if (signatures.includes(view.getUint32(at, true))) places.push(at);
  const at = dice.of(places) + dice.of([8, 10, 12, 16, 18, 20, 22, 24, 26, 28, 30, 42]);
  const lie = dice.of([0, 1, 0xffff, 0x7fffffff, 0xffffffff, 300_000_000, dice.below(changed.length)]);
  if (at + 4 <= changed.length) view.setUint32(at, lie, true);
  return changed;
}

function changeEntries(file: Bytes, dice: Dice): Bytes {
  const entries = unzipSync(file);
  const names = Object.keys(entries);
  const [first, second] = [dice.of(names), dice.of(names)];
  const swapped = entries[first] ?? new Uint8Array(0);
  switch (dice.below(6)) {
    case 0:
      entries[first] = entries[second] ?? swapped;
      entries[second] = swapped;
      break;
    case 1:
      delete entries[first];
      break;
    case 2:
      entries[dice.of(['../escape', 'x'.repeat(300), '__proto__', 'columns/losses.f32 '])] = swapped;
      break;
    case 3:
      entries[first] = swapped.slice(0, dice.below(swapped.length + 1));
      break;
    case 4:
      // A bomb: a thousandth of it is packed.
      entries[first] = new Uint8Array(4_000_000);
      break;
    default:
      entries[first] = Uint8Array.from({ length: swapped.length }, () => dice.below(256));
  }
  return packed(entries);
}

function changeFloats(file: Bytes, dice: Dice): Bytes {
  const entries = unzipSync(file);
  const name = dice.of(Object.keys(entries).filter((entry) => entry.endsWith('.f32')));
  const bytes = Uint8Array.from(entries[name] ?? []);
  if (bytes.length >= 4)
    new DataView(bytes.buffer).setFloat32(4 * dice.below(bytes.length / 4), dice.of(STRANGE_FLOATS), true);
  entries[name] = bytes;
  return packed(entries);
}

function changeIntegers(file: Bytes, dice: Dice): Bytes {
  const entries = unzipSync(file);
  const name = dice.of(Object.keys(entries).filter((entry) => /[.]u(8|16|32)$/.test(entry)));
  const bytes = Uint8Array.from(entries[name] ?? []);
  if (bytes.length > 0) bytes[dice.below(bytes.length)] = 255;
  entries[name] = bytes;
  return packed(entries);
}

function changeManifest(file: Bytes, dice: Dice): Bytes {
  const entries = unzipSync(file);
  const manifest: Json = JSON.parse(strFromU8(entries[MANIFEST_NAME] ?? new Uint8Array(0)));
  for (let changes = 1 + dice.below(2); changes > 0; changes--) changeSomewhere(manifest, dice);
  const text = JSON.stringify(manifest);
  entries[MANIFEST_NAME] = strToU8(dice.below(8) === 0 ? text.replace(/:\d+/, ':1e999') : text);
  return packed(entries);
}

function changeSomewhere(json: Json, dice: Dice): void {
  if (json === null || typeof json !== 'object') return;
  const keys = Object.keys(json);
  if (keys.length === 0) return;
  const key = dice.of(keys);
  const inside: Json | undefined = Object.entries(json).find(([name]) => name === key)?.[1];
  if (inside !== null && typeof inside === 'object' && dice.below(4) > 0) {
    changeSomewhere(inside, dice);
    return;
  }
  const isNumber = typeof inside === 'number';
  const value = isNumber && dice.below(2) === 0 ? inside * dice.of([-1, 2, 1000, 1e12]) : dice.of(STRANGE);
  if (dice.below(6) === 0) Reflect.deleteProperty(json, key);
  else Reflect.set(json, key, value);
}

function packed(entries: Record<string, Uint8Array>): Bytes {
  const zippable: Zippable = {};
  for (const [name, bytes] of Object.entries(entries)) {
    const isBomb = bytes.length === 4_000_000;
    zippable[name] = [bytes, { level: name.startsWith('checkpoint') && !isBomb ? 0 : 1 }];
  }
  return zipSync(zippable, { mtime: Date.UTC(2000, 0, 2) });
}

const MUTATIONS = [
  flipBits,
  flipHeadOrTail,
  cutOff,
  lieAboutSizes,
  changeEntries,
  changeFloats,
  changeIntegers,
  changeManifest,
  changeManifest,
] as const;

/** What must hold of a run that was let in, whatever it says: written down apart from the code that checks it. */
function expectInBounds({ record, checkpoint }: RunFile): void {
  const { header, history } = record;
  const { experiment, step } = header;
  const within = (value: number, low: number, high: number) => value >= low && value <= high;
  const all = (values: ArrayLike<number>, low: number, high: number) =>
    Array.prototype.every.call(values, (value: number) => within(value, low, high));
  expect(within(step, 0, Math.ceil(experiment.trainImages / experiment.batchSize) * experiment.epochs)).toBe(true);
  expect(within(experiment.trainImages, 50, 60_000) && within(experiment.epochs, 1, 200)).toBe(true);
  expect(Number.isNaN(new Date(header.createdAt).getTime())).toBe(false);
  expect(all(history.columns.losses, 0, Number.MAX_VALUE)).toBe(true);
  expect(all(history.columns.accuracies, 0, 1)).toBe(true);
  expect(all(history.columns.learningRates, 0, 1)).toBe(true);
  expect(all(history.columns.trainingMs, 0, Number.MAX_VALUE)).toBe(true);
  for (const evaluation of history.evaluations) {
    expect(within(evaluation.epoch, 0, experiment.epochs) && within(evaluation.step, 0, step)).toBe(true);
    expect(evaluation.counts).toHaveLength(CLASS_COUNT * CLASS_COUNT);
    expect(evaluation.counts.reduce((sum, count) => sum + count)).toBeLessThanOrEqual(60_000);
    if (evaluation.answers === undefined) continue;
    expect(all(evaluation.answers.actual, 0, 9) && all(evaluation.answers.predicted, 0, 9)).toBe(true);
    expect(all(evaluation.answers.indices, 0, 59_999)).toBe(true);
  }
  for (const mark of history.marks) expect(within(mark.step, 0, step)).toBe(true);
  if (checkpoint === undefined) return;
  const columns = [checkpoint.weights, checkpoint.slots, ...(checkpoint.best ? [checkpoint.best.weights] : [])];
  expect(columns.every((column) => column.every(Number.isFinite))).toBe(true);
  expect(within(checkpoint.learningRate, 0, 1) && within(checkpoint.step, 0, step)).toBe(true);
}

function processorMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

it(`takes ${FILES} mutated files as runs within bounds or refuses them, each at once`, { timeout: 600_000 }, () => {
  const small = writeRunFile({ record: fakeRunFile().record, checkpoint: undefined }).bytes;
  const whole = writeRunFile(fakeRunFile()).bytes;
  const counts = { taken: 0, refused: 0 };
  const codes = new Set<string>();
  for (let index = 0; index < FILES; index++) {
    const dice = new Dice(index);
    // Most are without weights, which take their time to be made.
    const file = dice.of(MUTATIONS)(index % 40 === 0 ? whole : small, dice);
    const read = () => {
      const result = readRunFile(file);
      if (result.ok) expectInBounds(result.value);
      return result;
    };
    let leastMs = Number.POSITIVE_INFINITY;
    for (let tries = 0; tries < 3 && leastMs > LIMIT_MS; tries++) {
      leastMs = Math.min(
        leastMs,
        processorMs(() => readRunFile(file)),
      );
    }
    expect(leastMs, `file ${index} took ${leastMs} ms`).toBeLessThan(LIMIT_MS);
    const result = read();
    if (index % 10 === 0) {
      const again = zipSync({ 'a/run.fittingroom': [file, { level: 0 }] });
      const found = [...readRuns('run.zip', file), ...readRuns('again.zip', again)];
      expect(found.length).toBeGreaterThan(1);
      for (const { read: other } of found) if (other.ok) expectInBounds(other.value);
    }
    counts[result.ok ? 'taken' : 'refused']++;
    if (!result.ok) {
      codes.add(result.fault.code);
      expect(result.fault.message.length).toBeLessThan(400);
    }
  }
  // Mutations that are all refused at the door, or never, would test nothing.
  expect(counts.taken).toBeGreaterThan(50);
  expect(counts.refused).toBeGreaterThan(1000);
  expect([...codes].sort()).toEqual(['damaged', 'invalid', 'not-a-run', 'too-large', 'too-new']);
});
