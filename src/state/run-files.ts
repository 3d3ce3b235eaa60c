import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CsvForm } from '../core/csv.ts';
import type { ArchiveWork } from '../exporting/archive-work.ts';
import type { FileWork } from '../exporting/file-work.ts';
import { FileWorkUnavailable } from '../exporting/file-work-unavailable.ts';
import type { ExportedFile, ModelFileKind, RunFileKind } from '../exporting/make-file.ts';
import type { ReadRun } from '../exporting/read-runs.ts';
import type { RunFile, RunFileFaultCode } from '../exporting/run-file.ts';
import type { TrainedModel } from '../exporting/trained-model.ts';
import { PartError, part } from '../hosting/part.ts';
import type { AnswerTo, Refusal, WeightsChoice } from '../protocol/inspection.ts';
import type { RunPlace } from '../runs/browser-runs.ts';
import { type RunRecord, tidyLabels } from '../runs/run-record.ts';
import type { StoreFault, StoreResult, WholeRun } from '../runs/run-storage.ts';
import { type ArchivedRuns, type ArchiveResult, archiveRuns } from './archive-runs.ts';
import type { EvaluationRecord } from './evaluation-record.ts';
import { importedRun } from './imported-run.ts';
import { recordOnScreen } from './record-on-screen.ts';
import type { RoomState, RunOrigin, RunState } from './room-state.ts';
import { isMoving } from './run-progress.ts';
import { chosenWeights, trainedModelOf } from './trained-model.ts';

/** Runs as files, out of the page and into it. What makes and reads them is fetched once it is wanted. */

export type { LeftOut } from '../exporting/write-run-file.ts';
export type { WeightsChoice } from '../protocol/inspection.ts';
export type { ArchivedRuns, ArchiveResult } from './archive-runs.ts';

/** The run on screen, or one of the store. */
export type ExportSource = { readonly kind: 'screen' } | { readonly kind: 'saved'; readonly key: string };

export type ExportKind = RunFileKind | ModelFileKind;

/**
 * - `filled-in`: a link left steps out; what the charts draw of them was never measured
 * - `no-answers`: those to single images were let go, or never came with the run
 * - `not-loaded`: what makes the files could not be fetched
 */
export type ExportFault = 'no-run' | 'no-weights' | 'no-answers' | 'filled-in' | 'not-loaded' | 'failed';

export type ExportResult =
  | { readonly ok: true; readonly file: ExportedFile }
  | { readonly ok: false; readonly reason: ExportFault };

/**
 * Why a file, or what else was given to be opened, was not: what is wrong with it, or that a run is being trained.
 * `folder`: it holds files and is none; `link`: it leads to no experiment; `one-picture`: another one is shown;
 * `no-place`: a frame in another page has no room for pictures; `not-loaded`: what reads files could not be fetched.
 */
export interface ImportFault {
  readonly fileName: string;
  readonly code:
    | RunFileFaultCode
    | 'unreadable'
    | 'busy'
    | 'folder'
    | 'link'
    | 'one-picture'
    | 'no-place'
    | 'not-loaded';
  readonly message: string;
}

export interface OpenedRun {
  readonly fileName: string;
  /** Why it is not among the saved ones. */
  readonly unsaved: StoreFault | undefined;
}

export interface RunFilesState {
  /** The file that is being read. */
  readonly reading: string | undefined;
  /** What came of the files given last, in their order. The last of the opened runs is on screen. */
  readonly opened: readonly OpenedRun[];
  readonly faults: readonly ImportFault[];
}

const NOTHING_GIVEN: RunFilesState = { reading: undefined, opened: [], faults: [] };

/** As much of the room as files need. */
interface FilesRoom {
  readonly store: StoreApi<RoomState>;
  readonly saved: { refresh(): Promise<void> };
  showRecord(record: RunRecord, origin: RunOrigin): boolean;
  readonly inside: {
    ask(
      question: { readonly kind: 'weights' },
      weights: WeightsChoice,
    ): Promise<AnswerTo<'weights'> | Refusal | undefined>;
  };
}

/** More is not even read. The same as `RUN_FILE_LIMIT`, which comes with the reader. */
const FILE_LIMIT_BYTES = 300_000_000;

const FILE_WORK = part(async () => (await import('../exporting/file-work-client.ts')).FILE_WORK);

const OPEN_ARCHIVE = part(async () => (await import('../exporting/archive-work-client.ts')).openArchive);

const loadArchive = async (isWithWeights: boolean): Promise<ArchiveWork> => (await OPEN_ARCHIVE.load())(isWithWeights);

export class RunFiles {
  readonly store: StoreApi<RunFilesState> = createStore(() => NOTHING_GIVEN);
  readonly #place: RunPlace;
  readonly #room: FilesRoom;
  readonly #now: () => number;
  readonly #work: () => Promise<FileWork>;
  readonly #openArchive: (isWithWeights: boolean) => Promise<ArchiveWork>;
  /** Those that were given before are read first. */
  #reading: Promise<unknown> = Promise.resolve();
  #given = 0;

  /**
   * @param now milliseconds since 1970
   * @param work what makes and reads the files
   * @param openArchive what makes one file of many runs
   */
  constructor(
    place: RunPlace,
    room: FilesRoom,
    now: () => number,
    work = FILE_WORK.load,
    openArchive: (isWithWeights: boolean) => Promise<ArchiveWork> = loadArchive,
  ) {
    this.#place = place;
    this.#room = room;
    this.#now = now;
    this.#work = work;
    this.#openArchive = openArchive;
  }

  /**
   * Makes a file of a run.
   * @param weights of which epoch a trained model is; nothing else has a choice
   * @param csv how the numbers of a table are written
   */
  async export(
    source: ExportSource,
    kind: ExportKind,
    weights: WeightsChoice = 'best',
    csv: CsvForm = 'point',
  ): Promise<ExportResult> {
    try {
      return await this.#export(source, kind, weights, csv);
    } catch (error) {
      // Else there is no memory left.
      return { ok: false, reason: isNotLoaded(error) ? 'not-loaded' : 'failed' };
    }
  }

  /** A table of what the run on screen answered to each image of an evaluation. */
  async exportPredictions(evaluation: EvaluationRecord, csv: CsvForm): Promise<ExportResult> {
    const state = this.#room.store.getState();
    const { answers, split, epoch } = evaluation;
    if (answers === undefined) return { ok: false, reason: 'no-answers' };
    if (state.run === undefined) return { ok: false, reason: 'no-run' };
    const { experiment, number, origin, key } = state.run;
    const savedKey = storedKey(origin, key);
    const saved = savedKey === undefined ? undefined : await this.#place.storage.read(savedKey);
    const name = saved?.ok ? saved.value.header.name : givenName(state.run);
    const isNoisy = split === 'train' && experiment.labelNoise > 0;
    const cleanLabels = isNoisy ? state.dataset.labels.train : undefined;
    try {
      const work = await this.#work();
      const predictions = { split, epoch, answers, cleanLabels };
      const file = await work.do({ type: 'predictions', header: { name, number, experiment }, predictions, form: csv });
      return { ok: true, file };
    } catch (error) {
      return { ok: false, reason: isNotLoaded(error) ? 'not-loaded' : 'failed' };
    }
  }

  /** Makes one file of many saved runs, or a few where one would be too large to be opened again. */
  exportMany(
    keys: readonly string[],
    isWithWeights: boolean,
    onProgress: (progress: ArchivedRuns) => void,
    signal: AbortSignal,
  ): Promise<ArchiveResult> {
    const { storage } = this.#place;
    return archiveRuns(storage, this.#openArchive, { keys, isWithWeights, now: this.#now() }, onProgress, signal);
  }

  /**
   * Puts the runs of files on screen, frozen, one after the other, and among the saved ones. A file that holds none is
   * refused with the reason, and the others are opened all the same. Files that are given meanwhile come after them.
   * @returns whether one is on screen
   */
  async import(files: readonly File[]): Promise<boolean> {
    this.#begin();
    this.#given++;
    const before = this.#reading;
    const reading = (async () => {
      await before;
      let isShown = false;
      for (const file of files) isShown = (await this.#importFile(file)) || isShown;
      return isShown;
    })();
    this.#reading = reading.catch(() => false);
    try {
      return await reading;
    } finally {
      this.#given--;
      if (this.#given === 0) this.store.setState({ reading: undefined });
    }
  }

  /** Says why something that was given was not opened. */
  refuse(faults: readonly ImportFault[]): void {
    this.#begin();
    this.store.setState((state) => ({ faults: [...state.faults, ...faults] }));
  }

  dismiss(): void {
    this.store.setState({ opened: [], faults: [] });
  }

  /** What came of earlier files is over once something else is given. */
  #begin(): void {
    if (this.#given === 0) this.dismiss();
  }

  async #importFile(file: File): Promise<boolean> {
    this.store.setState({ reading: file.name });
    const found = await this.#read(file).catch((error: unknown) =>
      fault(file.name, isNotLoaded(error) ? 'not-loaded' : 'unreadable', String(error)),
    );
    let isShown = false;
    for (const run of 'code' in found ? [] : found) {
      const { name, read } = run;
      const opened = read.ok ? await this.#open(read.value, name) : { fileName: name, ...read.fault };
      if ('code' in opened) this.store.setState(({ faults }) => ({ faults: [...faults, opened] }));
      else {
        this.store.setState((state) => ({ opened: [...state.opened, opened] }));
        isShown = true;
      }
    }
    if ('code' in found) this.store.setState(({ faults }) => ({ faults: [...faults, found] }));
    return isShown;
  }

  async #read(file: File): Promise<readonly ReadRun[] | ImportFault> {
    if (this.#isBusy()) return fault(file.name, 'busy', BUSY);
    if (file.size > FILE_LIMIT_BYTES) return fault(file.name, 'too-large', `${file.size} bytes`);
    const bytes = new Uint8Array(await file.arrayBuffer());
    return (await this.#work()).do({ type: 'read', name: file.name, bytes });
  }

  async #open(run: RunFile, name: string): Promise<OpenedRun | ImportFault> {
    const { whole, isKept } = await importedRun(run, name, this.#place, this.#now());
    const { key } = whole.record.header;
    if (!this.#room.showRecord(whole.record, { kind: 'file', name, key })) return fault(name, 'busy', BUSY);
    // The columns are copied on their way to the screen; the store takes these over.
    const saved: StoreResult<void> = isKept
      ? { ok: true, value: undefined }
      : await this.#place.storage.save(whole.record, whole.checkpoint);
    // Whether it can be gone on with is told by the list.
    await this.#room.saved.refresh();
    return { fileName: name, unsaved: saved.ok ? undefined : saved.fault };
  }

  #isBusy(): boolean {
    const { run } = this.#room.store.getState();
    return isMoving(run) || run?.isMeasuringTest === true;
  }

  async #export(source: ExportSource, kind: ExportKind, weights: WeightsChoice, csv: CsvForm): Promise<ExportResult> {
    const { run } = this.#room.store.getState();
    if (source.kind === 'screen' && run && isFilledIn(run.origin) && OF_EACH_STEP.includes(kind)) {
      return { ok: false, reason: 'filled-in' };
    }
    const whole = await this.#whole(source, kind === 'run');
    if (whole === undefined) return { ok: false, reason: 'no-run' };
    const work = await this.#work();
    if (kind !== 'tfjs' && kind !== 'keras')
      return { ok: true, file: await work.do({ type: 'run', kind, run: whole, form: csv }) };
    const model = await this.#model(source, whole, weights);
    if (model === undefined) return { ok: false, reason: 'no-weights' };
    const { header } = whole.record;
    return { ok: true, file: await work.do({ type: 'model', kind, header, model }) };
  }

  /** @param isWithCheckpoint where the run stood when it was saved, rather than all that is on screen */
  async #whole(source: ExportSource, isWithCheckpoint: boolean): Promise<WholeRun | undefined> {
    if (source.kind === 'saved') return this.#stored(source.key);
    const state = this.#room.store.getState();
    if (state.run === undefined) return undefined;
    const key = storedKey(state.run.origin, state.run.key);
    const stored = key === undefined ? undefined : await this.#stored(key);
    const isSame = stored?.record.header.step === state.run.step;
    if (stored !== undefined && (isWithCheckpoint || (isSame && state.run.origin.kind !== 'trained'))) return stored;
    const record = recordOnScreen({ ...state, run: state.run }, key, this.#now());
    // What people say about a run is with the stored one; a run from elsewhere may bring a name.
    const labels = tidyLabels(stored?.record.header ?? { name: givenName(state.run) });
    return record && { record: { ...record, header: { ...record.header, ...labels } }, checkpoint: stored?.checkpoint };
  }

  async #stored(key: string): Promise<WholeRun | undefined> {
    const read = await this.#place.storage.readWhole(key);
    return read.ok ? read.value : undefined;
  }

  /** Of a run that the engine has, its weights as they are now; else those that were saved. */
  async #model(
    source: ExportSource,
    { record, checkpoint }: WholeRun,
    choice: WeightsChoice,
  ): Promise<TrainedModel | undefined> {
    const { run } = this.#room.store.getState();
    if (source.kind === 'screen' && run?.isHeld) {
      const answer = await this.#room.inside.ask({ kind: 'weights' }, choice);
      if (answer?.kind === 'weights') return trainedModelOf(record, choice, answer);
      if (answer?.kind === 'refused' && answer.reason === 'no-best-epoch')
        return this.#model(source, { record, checkpoint }, 'latest');
    }
    const weights = checkpoint && (chosenWeights(checkpoint, choice) ?? chosenWeights(checkpoint, 'latest'));
    const which = checkpoint?.best === undefined ? 'latest' : choice;
    return weights && trainedModelOf(record, which, weights);
  }
}

function isNotLoaded(error: unknown): boolean {
  return error instanceof PartError || error instanceof FileWorkUnavailable;
}

const BUSY = 'the run on screen is at work';

function fault(fileName: string, code: ImportFault['code'], message: string): ImportFault {
  return { fileName, code, message };
}

const OF_EACH_STEP: readonly ExportKind[] = ['run', 'steps', 'epochs', 'history'];

/** Whether the columns of the run are partly drawn between the steps that a link had room for. */
export function isFilledIn(origin: RunOrigin): boolean {
  const extent = origin.kind === 'link' ? origin.results?.extent : undefined;
  return extent !== undefined && extent.keptSteps < extent.steps;
}

/** What somebody called a run that isn't saved here. One from a link has a stopgap for a name. */
export function givenName({ origin, name }: Pick<RunState, 'origin' | 'name'>): string | undefined {
  return origin.kind === 'link' ? undefined : name;
}

/** Under which key the run on screen is saved; undefined when it isn't. */
export function storedKey(origin: RunOrigin, key: string): string | undefined {
  switch (origin.kind) {
    case 'trained':
    case 'history':
      return key;
    case 'file':
      return origin.key;
    default:
      return undefined;
  }
}
