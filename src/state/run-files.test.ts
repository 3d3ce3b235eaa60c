import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { fakeRunFile } from '../exporting/fake-run-file.ts';
import { doFileTask, type FileAnswers, type FileTask, type FileWork } from '../exporting/file-work.ts';
import type { RunFile } from '../exporting/run-file.ts';
import { writeRunFile } from '../exporting/write-run-file.ts';
import { fakeKey } from '../runs/fake-run.ts';
import { FakeTabs } from '../runs/fake-tabs.ts';
import type { RunRecord } from '../runs/run-record.ts';
import { initialRoomState, type RoomState, type RunOrigin } from './room-state.ts';
import { RunFiles } from './run-files.ts';
import { roomOfFrozenRecord, roomOfRecord } from './run-snapshot.ts';

const NOW = 1_800_000_000_000;

/** Here, where there are no workers. */
const FILE_WORK: FileWork = {
  do: async <Type extends FileTask['type']>(task: Extract<FileTask, { type: Type }>) =>
    doFileTask(task) as FileAnswers[Type],
};

function openRoom() {
  const tabs = new FakeTabs();
  const store = createStore<RoomState>(() => initialRoomState([]));
  const shown: { record: RunRecord; origin: RunOrigin }[] = [];
  const asked: string[] = [];
  const room = {
    store,
    saved: { refresh: async () => undefined },
    showRecord: (record: RunRecord, origin: RunOrigin) => {
      shown.push({ record, origin });
      return true;
    },
    inside: {
      ask: async (_: unknown, weights: 'latest' | 'best') => {
        asked.push(weights);
        const values = new Float32Array(fakeRunFile().checkpoint?.weights ?? []);
        return { kind: 'weights', step: weights === 'best' ? 4 : 9, values } as const;
      },
    },
  };
  return {
    tabs,
    store,
    shown,
    asked,
    files: new RunFiles(
      tabs.open(),
      room,
      () => NOW,
      async () => FILE_WORK,
    ),
  };
}

function runFile(change: (file: ReturnType<typeof fakeRunFile>) => void = () => undefined, name = 'a run.fittingroom') {
  const file = fakeRunFile();
  change(file);
  return new File([writeRunFile(file).bytes], name);
}

describe('a run file that is opened', () => {
  it('is on screen and saved, unnumbered, called after its file, and whole enough to be gone on with', async () => {
    const { files, shown, tabs } = openRoom();
    expect(await files.import([runFile()])).toBe(true);
    const { key } = fakeRunFile().record.header;
    expect(shown).toMatchObject([{ origin: { kind: 'file', name: 'a run.fittingroom', key } }]);
    const saved = tabs.stored.get(key);
    expect(saved?.record.header).toMatchObject({ status: 'paused', name: 'a run', savedAt: NOW });
    expect(saved?.record.header.number).toBeUndefined();
    expect(saved?.checkpoint?.step).toBe(saved?.record.header.step);
  });

  it('never takes the place of another run, and is saved once however often it is opened', async () => {
    const { files, shown, tabs } = openRoom();
    await files.import([runFile()]);
    await files.import([runFile()]);
    expect(tabs.stored.size).toBe(1);
    await files.import([runFile(({ record }) => record.history.columns.losses.fill(0.25, 0, 1))]);
    expect(tabs.stored.size).toBe(2);
    const { key } = fakeRunFile().record.header;
    expect(tabs.stored.get(key)?.record.history.columns.losses[0]).not.toBe(0.25);
    expect(shown.at(-1)?.origin).toMatchObject({ key: fakeKey(1) });
  });

  it('is refused while a run is at work, and says so', async () => {
    const { files, shown, store } = openRoom();
    const { record, checkpoint } = fakeRunFile();
    if (checkpoint === undefined) throw new Error('no checkpoint');
    const { run } = roomOfRecord(record, checkpoint, 1);
    store.setState({ run: { ...run, phase: 'training' } });
    expect(await files.import([runFile()])).toBe(false);
    expect(files.store.getState().faults).toMatchObject([{ code: 'busy', fileName: 'a run.fittingroom' }]);
    expect(shown).toEqual([]);
  });

  it('that is none is refused with what is wrong; too large a one is not even read', async () => {
    const { files, tabs } = openRoom();
    expect(await files.import([new File(['x'], 'x.fittingroom')])).toBe(false);
    expect(files.store.getState()).toMatchObject({ reading: undefined, faults: [{ code: 'not-a-run' }] });
    const huge = { name: 'huge', size: 300_000_001, arrayBuffer: () => Promise.reject(new Error('was read')) };
    await files.import([Object.assign(new File([], 'huge'), { arrayBuffer: huge.arrayBuffer })]);
    expect(files.store.getState().faults).toMatchObject([{ code: 'unreadable' }]);
    const large = new File([], 'large');
    Object.defineProperty(large, 'size', { value: huge.size });
    await files.import([large]);
    expect(files.store.getState().faults).toMatchObject([{ code: 'too-large' }]);
    expect(tabs.stored.size).toBe(0);
  });
});

describe('several files', () => {
  const other = (seed: number) => (file: ReturnType<typeof fakeRunFile>) => {
    const { header } = file.record;
    Object.assign(header, { key: fakeKey(100 + seed), createdAt: header.createdAt + seed });
  };

  it('open all, one after the other, and what is none of them is named with its reason', async () => {
    const { files, shown, tabs } = openRoom();
    const given = [
      runFile(other(1), 'one.fittingroom'),
      new File(['x'], 'notes.txt'),
      runFile(other(2), 'two.fittingroom'),
      new File(['x'], 'table.csv'),
    ];
    expect(await files.import(given)).toBe(true);
    expect(shown.map(({ origin }) => origin.kind === 'file' && origin.name)).toEqual([
      'one.fittingroom',
      'two.fittingroom',
    ]);
    expect([...tabs.stored.values()].map(({ record }) => record.header.name)).toEqual(['one', 'two']);
    expect(files.store.getState()).toEqual({
      reading: undefined,
      opened: [
        { fileName: 'one.fittingroom', unsaved: undefined },
        { fileName: 'two.fittingroom', unsaved: undefined },
      ],
      faults: [
        { fileName: 'notes.txt', code: 'not-a-run', message: 'it is no zip archive' },
        { fileName: 'table.csv', code: 'table', message: 'it is no zip archive' },
      ],
    });
  });

  it('given while others are read come after them, and none is lost', async () => {
    const { files, shown } = openRoom();
    const first = files.import([runFile(other(1), 'one.fittingroom')]);
    const second = files.import([runFile(other(2), 'two.fittingroom'), new File(['x'], 'x')]);
    expect(await Promise.all([first, second])).toEqual([true, true]);
    expect(shown).toHaveLength(2);
    const { opened, faults } = files.store.getState();
    expect([opened.length, faults.length]).toEqual([2, 1]);
    // What comes later is another matter.
    await files.import([new File(['x'], 'y')]);
    expect(files.store.getState()).toMatchObject({ opened: [], faults: [{ fileName: 'y' }] });
    files.dismiss();
    expect(files.store.getState()).toMatchObject({ opened: [], faults: [] });
  });

  it('that could not be saved say so', async () => {
    const { files, tabs } = openRoom();
    const storage = tabs.open().storage;
    expect((await storage.list()).ok).toBe(true);
    const full = { ok: false, fault: { code: 'full', message: 'no room' } } as const;
    const place = { ...tabs.open(), storage: { ...storage, save: async () => full } };
    const room = openRoom();
    const unsaving = new RunFiles(
      place,
      {
        ...room,
        saved: { refresh: async () => undefined },
        showRecord: () => true,
        inside: { ask: async () => undefined },
      },
      () => NOW,
      async () => FILE_WORK,
    );
    expect(await unsaving.import([runFile(), runFile(other(1), 'b.fittingroom')])).toBe(true);
    expect(unsaving.store.getState().opened).toMatchObject([
      { unsaved: { code: 'full' } },
      { unsaved: { code: 'full' } },
    ]);
    expect(files.store.getState().opened).toEqual([]);
  });
});

describe('a file of a run', () => {
  it('of a saved run has its weights, of one whose weights were dropped says that there are none', async () => {
    const { files, tabs } = openRoom();
    const { record, checkpoint } = fakeRunFile();
    tabs.stored.set(record.header.key, { record, checkpoint });
    const source = { kind: 'saved', key: record.header.key } as const;
    const model = await files.export(source, 'tfjs', 'best');
    expect(model).toMatchObject({ ok: true, file: { name: 'fitting-room-conv2dsimple-tfjs-best-epoch-1.zip' } });
    expect(await files.export(source, 'tfjs', 'latest')).toMatchObject({
      file: { name: 'fitting-room-conv2dsimple-tfjs-latest-epoch-2.zip' },
    });
    tabs.stored.set(record.header.key, { record, checkpoint: undefined });
    expect(await files.export(source, 'keras')).toEqual({ ok: false, reason: 'no-weights' });
    expect(await files.export(source, 'run')).toMatchObject({ ok: true });
    expect(await files.export({ kind: 'saved', key: fakeKey(5) }, 'run')).toEqual({ ok: false, reason: 'no-run' });
  });

  it('bears the name that somebody gave the run, of a saved one and of the one on screen, whatever the kind', async () => {
    const { files, tabs, store } = openRoom();
    const { record, checkpoint } = fakeRunFile();
    if (checkpoint === undefined) throw new Error('no checkpoint');
    const { key } = record.header;
    const { run, evaluations } = roomOfRecord(record, checkpoint, 1);
    const steps = { ...record.history.columns, highestLoss: 1, lowestLoss: 0 };
    store.setState({ run: { ...run, isHeld: true }, evaluations, steps });
    tabs.stored.set(key, { record, checkpoint });
    await tabs.open().storage.label(key, { name: 'Größe 実験/2', note: 'no dropout' });
    const kinds = ['run', 'steps', 'evaluations', 'history', 'tfjs', 'keras'] as const;
    for (const source of [{ kind: 'saved', key }, { kind: 'screen' }] as const) {
      for (const kind of kinds) {
        const made = await files.export(source, kind);
        if (!made.ok) throw new Error(made.reason);
        expect(made.file.name, source.kind).toMatch(/^fitting-room-Größe 実験-2(-|[.])/);
      }
    }
  });

  it('of the run on screen asks the engine for the weights as they are now', async () => {
    const { files, store, asked } = openRoom();
    expect(await files.export({ kind: 'screen' }, 'run')).toEqual({ ok: false, reason: 'no-run' });
    const { record, checkpoint } = fakeRunFile();
    if (checkpoint === undefined) throw new Error('no checkpoint');
    const { run, evaluations } = roomOfRecord(record, checkpoint, 1);
    const steps = { ...record.history.columns, highestLoss: 1, lowestLoss: 0 };
    store.setState({ run: { ...run, isHeld: true }, evaluations, steps });
    expect(await files.export({ kind: 'screen' }, 'keras', 'latest')).toMatchObject({ ok: true });
    expect(asked).toEqual(['latest']);
  });

  it('of its predictions has the images of the evaluation asked for, and is refused where they are gone', async () => {
    const { files, store } = openRoom();
    const { record, checkpoint } = fakeRunFile();
    if (checkpoint === undefined) throw new Error('no checkpoint');
    const { run, evaluations } = roomOfRecord(record, checkpoint, 1);
    store.setState({ run, evaluations, steps: { ...record.history.columns, highestLoss: 1, lowestLoss: 0 } });
    const [train, validation] = evaluations.slice(-2);
    if (train === undefined || validation === undefined) throw new Error('no evaluations');
    const made = await files.exportPredictions(validation, 'comma');
    if (!made.ok) throw new Error(made.reason);
    expect(made.file.name).toBe('fitting-room-conv2dsimple-predictions-validation-epoch-2.csv');
    const lines = new TextDecoder('utf-8', { ignoreBOM: true }).decode(made.file.bytes).split('\r\n');
    expect(lines[0]).toMatch(/^\uFEFFsplit;dataset_index;actual;predicted;probability /);
    // Every third image of the 30 is predicted a trouser; the fake ones lie three apart in the dataset.
    expect(lines[4]).toMatch(/^validation;9;Dress;Trouser;0,/);
    expect(lines).toHaveLength(1 + 30 + 1);
    expect(await files.exportPredictions({ ...train, answers: undefined }, 'point')).toEqual({
      ok: false,
      reason: 'no-answers',
    });
  });

  it('of many saved runs reads them one by one, and says which are gone', async () => {
    const { tabs, store } = openRoom();
    const { record, checkpoint } = fakeRunFile();
    tabs.stored.set(record.header.key, { record, checkpoint });
    const room = {
      store,
      saved: { refresh: async () => undefined },
      showRecord: () => true,
      inside: { ask: async () => undefined },
    };
    const archived: string[] = [];
    const archive = {
      add: async (run: RunFile) => {
        archived.push(run.record.header.key);
        return { name: 'a', leftOut: [] };
      },
      finish: async () => [new Blob(['a'])],
      end: () => undefined,
    };
    const files = new RunFiles(
      tabs.open(),
      room,
      () => NOW,
      async () => FILE_WORK,
      async () => archive,
    );
    const keys = [record.header.key, fakeKey(7)];
    const made = await files.exportMany(keys, true, () => undefined, new AbortController().signal);
    expect(made).toMatchObject({ ok: true, count: 1, unread: [fakeKey(7)] });
    expect(made).toMatchObject({ files: [{ name: 'fitting-room-runs-2027-01-15.zip' }] });
    expect(archived).toEqual([record.header.key]);
  });

  it('of a run from a link is a run of its own, trained on what the link said', async () => {
    const { files, store } = openRoom();
    const { record } = fakeRunFile('finished');
    const room = roomOfFrozenRecord(record, { kind: 'link' }, 1);
    store.setState({ ...room, steps: { ...record.history.columns, highestLoss: 1, lowestLoss: 0 } });
    const made = await files.export({ kind: 'screen' }, 'run');
    if (!made.ok) throw new Error(made.reason);
    const other = openRoom();
    expect(await other.files.import([new File([made.file.bytes], 'b.fittingroom')])).toBe(true);
    const { header, history } = other.shown[0]?.record ?? {};
    expect(header).toMatchObject({ status: 'finished', device: { backend: 'wasm', threads: 2 } });
    expect(header?.key).not.toBe(record.header.key);
    expect(history?.columns.losses).toEqual(record.history.columns.losses);
  });

  it('of a run whose link left steps out is refused where it would give them as measured', async () => {
    const { files, store } = openRoom();
    const { record } = fakeRunFile('finished');
    const exported = (keptSteps: number) => {
      const extent = { steps: 9, keptSteps, epochs: 2, keptEpochs: 2, marks: 0, keptMarks: 0 };
      const origin: RunOrigin = { kind: 'link', results: { text: '', settings: '', extent } };
      const room = roomOfFrozenRecord(record, origin, 1);
      store.setState({ ...room, steps: { ...record.history.columns, highestLoss: 1, lowestLoss: 0 } });
      const kinds = ['run', 'steps', 'history', 'evaluations'] as const;
      return Promise.all(kinds.map((kind) => files.export({ kind: 'screen' }, kind)));
    };
    const refused = { ok: false, reason: 'filled-in' };
    expect(await exported(8)).toMatchObject([refused, refused, refused, { ok: true }]);
    expect(await exported(9)).toMatchObject(Array(4).fill({ ok: true }));
  });
});
