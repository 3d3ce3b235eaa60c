import { createStore, type StoreApi } from 'zustand/vanilla';
import { type FileWork, FileWorkUnavailable } from '../exporting/file-work.ts';
import type { ExportedFile, ModelFileKind, RunFileKind } from '../exporting/make-file.ts';
import type { RunFileFaultCode } from '../exporting/run-file.ts';
import type { TrainedModel } from '../exporting/trained-model.ts';
import { PartError, part } from '../hosting/part.ts';
import type { AnswerTo, Refusal, WeightsChoice } from '../protocol/inspection.ts';
import type { RunPlace } from '../runs/browser-runs.ts';
import type { RunRecord } from '../runs/run-record.ts';
import type { StoreFault, StoreResult, WholeRun } from '../runs/run-storage.ts';
import { importedRun } from './imported-run.ts';
import { recordOnScreen } from './record-on-screen.ts';
import type { RoomState, RunOrigin } from './room-state.ts';
import { isMoving } from './run-progress.ts';
import { chosenWeights, trainedModelOf } from './trained-model.ts';

/** Runs as files, out of the page and into it. What makes and reads them is fetched once it is wanted. */

export type { LeftOut } from '../exporting/write-run-file.ts';
export type { WeightsChoice } from '../protocol/inspection.ts';

/** The run on screen, or one of the store. */
export type ExportSource = { readonly kind: 'screen' } | { readonly kind: 'saved'; readonly key: string };

export type ExportKind = RunFileKind | ModelFileKind;

/**
 * - `filled-in`: a link left steps out; what the charts draw of them was never measured
 * - `not-loaded`: what makes the files could not be fetched
 */
export type ExportFault = 'no-run' | 'no-weights' | 'filled-in' | 'not-loaded' | 'failed';

export type ExportResult =
  | { readonly ok: true; readonly file: ExportedFile }
  | { readonly ok: false; readonly reason: ExportFault };

/** Why a file was not opened: what is wrong with it, or that a run is being trained, or that what reads it is not there. */
export interface ImportFault {
  readonly fileName: string;
  readonly code: RunFileFaultCode | 'unreadable' | 'busy' | 'not-loaded';
  readonly message: string;
}

export interface RunFilesState {
  /** The file that is being read. */
  readonly reading: string | undefined;
  readonly fault: ImportFault | undefined;
  /** Why the run of the last file is on screen alone, and not among the saved ones. */
  readonly unsaved: StoreFault | undefined;
}

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

export class RunFiles {
  readonly store: StoreApi<RunFilesState> = createStore(() => ({
    reading: undefined,
    fault: undefined,
    unsaved: undefined,
  }));
  readonly #place: RunPlace;
  readonly #room: FilesRoom;
  readonly #now: () => number;
  readonly #work: () => Promise<FileWork>;

  /**
   * @param now milliseconds since 1970
   * @param work what makes and reads the files
   */
  constructor(place: RunPlace, room: FilesRoom, now: () => number, work = FILE_WORK.load) {
    this.#place = place;
    this.#room = room;
    this.#now = now;
    this.#work = work;
  }

  /** Makes a file of a run. @param weights of which epoch a trained model is; nothing else has a choice */
  async export(source: ExportSource, kind: ExportKind, weights: WeightsChoice = 'best'): Promise<ExportResult> {
    try {
      return await this.#export(source, kind, weights);
    } catch (error) {
      // Else there is no memory left.
      return { ok: false, reason: isNotLoaded(error) ? 'not-loaded' : 'failed' };
    }
  }

  /**
   * Puts the run of a file on screen, frozen, and among the saved ones. A file that is none is refused with the reason.
   * @returns whether it is on screen
   */
  async import(file: File): Promise<boolean> {
    if (this.store.getState().reading !== undefined) return false;
    this.store.setState({ reading: file.name, fault: undefined, unsaved: undefined });
    const fault = await this.#import(file).catch((error: unknown) => ({
      code: isNotLoaded(error) ? ('not-loaded' as const) : ('unreadable' as const),
      message: String(error),
    }));
    this.store.setState({ reading: undefined, fault: fault && { ...fault, fileName: file.name } });
    return fault === undefined;
  }

  dismiss(): void {
    this.store.setState({ fault: undefined, unsaved: undefined });
  }

  async #import(file: File): Promise<Omit<ImportFault, 'fileName'> | undefined> {
    const busy = { code: 'busy', message: 'the run on screen is at work' } as const;
    if (this.#isBusy()) return busy;
    if (file.size > FILE_LIMIT_BYTES) return { code: 'too-large', message: `${file.size} bytes` };
    const bytes = new Uint8Array(await file.arrayBuffer());
    const read = await (await this.#work()).do({ type: 'read', bytes });
    if (!read.ok) return read.fault;
    const { whole, isKept } = await importedRun(read.value, file.name, this.#place, this.#now());
    const { key } = whole.record.header;
    if (!this.#room.showRecord(whole.record, { kind: 'file', name: file.name, key })) return busy;
    // The columns are copied on their way to the screen; the store takes these over.
    const saved: StoreResult<void> = isKept
      ? { ok: true, value: undefined }
      : await this.#place.storage.save(whole.record, whole.checkpoint);
    if (!saved.ok) this.store.setState({ unsaved: saved.fault });
    // Whether it can be gone on with is told by the list.
    await this.#room.saved.refresh();
    return undefined;
  }

  #isBusy(): boolean {
    const { run } = this.#room.store.getState();
    return isMoving(run) || run?.isMeasuringTest === true;
  }

  async #export(source: ExportSource, kind: ExportKind, weights: WeightsChoice): Promise<ExportResult> {
    const { run } = this.#room.store.getState();
    if (source.kind === 'screen' && run && isFilledIn(run.origin) && OF_EACH_STEP.includes(kind)) {
      return { ok: false, reason: 'filled-in' };
    }
    const whole = await this.#whole(source, kind === 'run');
    if (whole === undefined) return { ok: false, reason: 'no-run' };
    const work = await this.#work();
    if (kind !== 'tfjs' && kind !== 'keras')
      return { ok: true, file: await work.do({ type: 'run', kind, run: whole }) };
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
    return record && { record, checkpoint: stored?.checkpoint };
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

const OF_EACH_STEP: readonly ExportKind[] = ['run', 'steps', 'history'];

/** Whether the columns of the run are partly drawn between the steps that a link had room for. */
export function isFilledIn(origin: RunOrigin): boolean {
  const extent = origin.kind === 'link' ? origin.results?.extent : undefined;
  return extent !== undefined && extent.keptSteps < extent.steps;
}

/** Under which key the run on screen is saved; undefined when it isn't. */
function storedKey(origin: RunOrigin, key: string): string | undefined {
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
