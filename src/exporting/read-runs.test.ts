import { strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { fakeRunFile } from './fake-run-file.ts';
import { type ReadRun, readRuns } from './read-runs.ts';
import { RUN_FILE_LIMIT } from './run-file.ts';
import { writeRunFile } from './write-run-file.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const FILE = fakeRunFile();
const RUN = writeRunFile({ record: FILE.record, checkpoint: undefined }).bytes;
const WITH_WEIGHTS = writeRunFile(FILE).bytes;
const UNPACKED = unzipSync(RUN);

function inFolder(folder: string, entries: Record<string, Uint8Array> = UNPACKED): Record<string, Uint8Array> {
  return Object.fromEntries(Object.entries(entries).map(([path, bytes]) => [folder + path, bytes]));
}

const outcome = ({ name, read }: ReadRun) => [name, read.ok ? 'opened' : read.fault.code];
const outcomes = (name: string, bytes: Bytes) => readRuns(name, bytes).map(outcome);

/** What Finder adds for each file, and what Windows does. */
const LITTER = {
  '.DS_Store': strToU8('Bud1'),
  '__MACOSX/run/._manifest.json': strToU8('Mac OS X'),
  '__MACOSX/._run': strToU8('Mac OS X'),
  'run/._manifest.json': strToU8('Mac OS X'),
  'run/.DS_Store': strToU8('Bud1'),
  'run/Thumbs.db': strToU8('thumbs'),
  'run/desktop.ini': strToU8('[.ShellClassInfo]'),
};

describe('a run file that was packed again', () => {
  it.each<[string, Zippable]>([
    ['in a folder', inFolder('run/')],
    ['in a folder of folders', inFolder('a/b/run/')],
    [
      'with entries for the folders',
      { 'run/': new Uint8Array(), 'run/columns/': new Uint8Array(), ...inFolder('run/') },
    ],
    ['by Finder', { ...inFolder('run/'), ...LITTER }],
    [
      'by Finder, without a folder',
      { ...UNPACKED, '.DS_Store': strToU8('x'), '__MACOSX/._manifest.json': strToU8('x') },
    ],
    [
      'with paths of Windows',
      inFolder(
        'run\\',
        Object.fromEntries(Object.entries(UNPACKED).map(([path, bytes]) => [path.replaceAll('/', '\\'), bytes])),
      ),
    ],
  ])('%s is opened, whatever it is called', (_, entries) => {
    const bytes = zipSync(entries);
    for (const name of ['run.fittingroom', 'run.zip', 'run (1).zip', 'run', 'run.fittingroom.zip']) {
      const runs = readRuns(name, bytes);
      expect(runs.map(({ read }) => read)).toMatchObject([
        { ok: true, value: { record: { header: FILE.record.header }, checkpoint: undefined } },
      ]);
    }
  });

  it('as it is in another archive is opened, packed or stored, with its weights', () => {
    for (const level of [0, 6] as const) {
      const bytes = zipSync({
        'from me/run.fittingroom': [WITH_WEIGHTS, { level }],
        '__MACOSX/from me/._run.fittingroom': strToU8('x'),
      });
      const [run] = readRuns('a.zip', bytes);
      expect(run).toMatchObject({ name: 'run.fittingroom', read: { ok: true, value: { checkpoint: { step: 9 } } } });
    }
  });

  it('three deep is opened, deeper is refused', () => {
    const once = zipSync({ 'b.zip': RUN });
    expect(outcomes('a.zip', once)).toEqual([['b.zip', 'opened']]);
    const twice = zipSync({ 'c.zip': once });
    expect(outcomes('a.zip', twice)).toEqual([['b.zip', 'opened']]);
    expect(outcomes('a.zip', zipSync({ 'd.zip': twice }))).toEqual([['b.zip', 'not-a-run']]);
  });
});

it('an archive of several runs opens all, and names what of it is none', () => {
  const broken = RUN.slice(0, 500);
  const bytes = zipSync({
    'one.fittingroom': RUN,
    'two renamed': RUN,
    ...inFolder('three/'),
    'broken.fittingroom': broken,
    'notes.fittingroom': strToU8('not a run'),
    'README.txt': strToU8('of no interest'),
    'model.zip': zipSync({ 'model.json': strToU8('{}'), 'weights.bin': strToU8('x') }),
  });
  expect(outcomes('all.zip', bytes).sort()).toEqual([
    ['broken.fittingroom', 'damaged'],
    ['model.zip', 'tfjs-model'],
    ['notes.fittingroom', 'not-a-run'],
    ['one.fittingroom', 'opened'],
    ['three.fittingroom', 'opened'],
    ['two renamed', 'opened'],
  ]);
});

describe('what is no run is recognised', () => {
  it.each<[string, Bytes, string]>([
    ['our TensorFlow.js archive', zipSync({ 'model.json': strToU8('{}'), 'weights.bin': strToU8('x') }), 'tfjs-model'],
    [
      'one of the converter',
      zipSync({ 'm/model.json': strToU8('{}'), 'm/group1-shard1of1.bin': strToU8('x') }),
      'tfjs-model',
    ],
    [
      'our Keras archive',
      zipSync({ 'model.py': strToU8(''), 'weights.npz': RUN, 'notebook.ipynb': strToU8('{}') }),
      'keras-model',
    ],
    [
      'a .keras file',
      zipSync({ 'config.json': strToU8('{}'), 'metadata.json': strToU8('{}'), 'model.weights.h5': strToU8('') }),
      'keras-model',
    ],
    ['weights of numpy', zipSync({ 'conv/kernel.npy': strToU8('\u0093NUMPY') }), 'keras-model'],
    ['a model of PyTorch', zipSync({ 'm/data.pkl': strToU8(''), 'm/data/0': strToU8('') }), 'other-model'],
    ['pictures', zipSync({ 'a.jpg': strToU8('x'), 'b.jpg': strToU8('x') }), 'not-a-run'],
    ['an empty archive', zipSync({}), 'not-a-run'],
  ])('%s, with and without a folder', (_, bytes, code) => {
    expect(outcomes('a.zip', bytes)).toEqual([['a.zip', code]]);
    expect(outcomes('a.zip', zipSync(inFolder('x/', unzipSync(bytes)))).map(([, found]) => found)).toEqual([code]);
  });

  it.each([
    ['weights.h5', '\u0089HDF\r\n', 'keras-model'],
    ['weights', '\u0089HDF\r\n', 'keras-model'],
    ['model.onnx', 'x', 'other-model'],
    ['model.json', '{"modelTopology"', 'tfjs-model'],
    ['run-3-steps.csv', 'step,epoch', 'table'],
    ['run-3-history.json', '{}', 'table'],
    ['holiday.png', 'x', 'picture'],
    ['holiday', '\u0089PNG', 'picture'],
    ['notes.txt', 'x', 'not-a-run'],
    ['empty', '', 'not-a-run'],
  ])('%s', (name, text, code) => {
    const bytes = Uint8Array.from([...text].map((letter) => letter.charCodeAt(0)));
    expect(outcomes(name, bytes)).toEqual([[name, code]]);
  });
});

describe('reading stays bounded', () => {
  it('in the number of entries and of runs', () => {
    const many = Object.fromEntries(Array.from({ length: 2500 }, (_, index) => [`${index}.jpg`, new Uint8Array()]));
    expect(outcomes('a.zip', zipSync(many))).toEqual([['a.zip', 'not-a-run']]);
    const runs = Object.assign({}, ...Array.from({ length: 150 }, (_, index) => inFolder(`${index}/`)));
    const codes = outcomes('a.zip', zipSync(runs, { level: 1 })).map(([, code]) => code);
    expect(codes.filter((code) => code === 'opened')).toHaveLength(100);
    expect(codes.filter((code) => code === 'too-large')).toHaveLength(50);
  });

  it('in what all of an archive unpacks to, though each of its files could be a run', () => {
    const limit = 3_000_000;
    const entry = new Uint8Array(limit / 3 + 1);
    entry.set([0x50, 0x4b]);
    const bytes = zipSync({ 'a.zip': entry, 'b.zip': entry, 'c.zip': entry });
    expect(bytes.length).toBeLessThan(10_000);
    const codes = readRuns('x.zip', bytes, limit).map((run) => outcome(run)[1]);
    expect(codes).toEqual(['damaged', 'damaged', 'too-large']);
    // Of unpacked runs alike: the weights of one are all there is room for.
    const both = zipSync({ ...inFolder('a/', unzipSync(WITH_WEIGHTS)), ...inFolder('b/', unzipSync(WITH_WEIGHTS)) });
    const most = Math.max(both.length, 1.5 * WITH_WEIGHTS.length);
    expect(readRuns('x.zip', both, most).map((run) => outcome(run)[1])).toEqual(['opened', 'too-large']);
    expect(RUN_FILE_LIMIT).toBe(300_000_000);
  });

  it('where an archive lies about itself', () => {
    const bytes = zipSync({ 'run.fittingroom': [RUN, { level: 6 }] });
    const view = new DataView(bytes.buffer);
    for (let at = 0; at < bytes.length - 46; at++) {
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 10, true);
    }
    expect(readRuns('x.zip', bytes)).toMatchObject([
      {
        name: 'run.fittingroom',
        read: { fault: { code: 'damaged', message: expect.stringContaining('longer than it says') } },
      },
    ]);
  });
});
