import { createStore } from 'zustand/vanilla';
import { EngineClient, type EngineWorker } from '../client/engine-client.ts';
import { mostTrainImages } from '../core/split.ts';
import { LIVE_FIELD_NAMES, type NumberFieldName } from '../experiment/fields.ts';
import type { LinkResults } from '../experiment/link.ts';
import type { Experiment } from '../experiment/schema.ts';
import type { Checkpoint } from '../protocol/checkpoint.ts';
import type { Fault } from '../protocol/faults.ts';
import type { EngineEvent, RunChunk, Source, Stretch } from '../protocol/messages.ts';
import { openBrowserRuns, type RunPlace } from '../runs/browser-runs.ts';
import type { RunRecord } from '../runs/run-record.ts';
import type { InterruptedRun, StoreFault, StoreResult } from '../runs/run-storage.ts';
import { checkpointBuffers } from '../runs/store-messages.ts';
import { readAddress } from './address.ts';
import { applyEvent } from './apply-event.ts';
import { keepEarlierRun } from './earlier-runs.ts';
import { InsideView } from './inside-view.ts';
import type { LaunchOptions } from './launch-options.ts';
import { keptLessonRuns } from './lesson-results.ts';
import { BUSY_NOTICE, readLinkResults } from './link-results.ts';
import { newRun } from './new-run.ts';
import { PixelCache } from './pixel-cache.ts';
import { BROWSER_CLOCK, Publisher, type PublisherClock } from './publisher.ts';
import { recordOnScreen } from './record-on-screen.ts';
import {
  initialRoomState,
  type LiveSettings,
  NO_DATASET,
  NO_RUN,
  type RoomState,
  type RunOrigin,
  type RunState,
  type SetAside,
  STARTING,
} from './room-state.ts';
import { RoomView } from './room-view.ts';
import { RunFiles } from './run-files.ts';
import { RunHistory } from './run-history.ts';
import { RunKeeper } from './run-keeper.ts';
import { canMeasureTest, isActive, isEnded, isMoving } from './run-progress.ts';
import { roomOfFrozenRecord, roomOfRecord } from './run-snapshot.ts';
import { SavedRuns } from './saved-runs.ts';
import { SetAsideRun } from './set-aside.ts';
import { engineBlocker, resumeBlocker, trainBlocker } from './train-blocker.ts';

/** What a room is built on; tests put their own in. */
interface RoomParts {
  readonly startWorker?: () => EngineWorker;
  readonly clock?: PublisherClock;
  readonly runs?: RunPlace;
}

/**
 * The store, the metrics beside it, and the commands a person can give. Each command checks for itself that it makes
 * sense now, so a key pressed at the wrong moment does nothing.
 */
export class FittingRoom extends RoomView {
  /** Pixels of images that were looked at. */
  readonly pixels = new PixelCache((source, indices) => this.requestPixels(source, indices));
  /** Looking into the network of the run on screen. */
  readonly inside: InsideView;
  /** The runs in the store: listing, naming, deleting and drawing them. */
  readonly saved: SavedRuns;
  /** Runs as files, out of the page and into it. */
  readonly files: RunFiles;
  /** The run that a reset or a restart took off the screen. */
  readonly setAside: SetAsideRun;
  readonly #history = new RunHistory();
  readonly #client: EngineClient;
  readonly #clock: PublisherClock;
  readonly #publisher: Publisher;
  readonly #keeper: RunKeeper;
  #pendingChunk: RunChunk | undefined;
  /** Where the paused run on screen goes on from, until the engine has it. */
  #checkpoint: Checkpoint | undefined;
  #lastRunId = 0;
  /** A run that trains makes way once it has paused, so that nothing of it is lost. */
  #makingWay: { readonly runId: number; readonly by: SetAside['by']; readonly act: () => void } | undefined;
  /** Those of the address that is open. */
  #lastResults: LinkResults | undefined;

  constructor(
    options: LaunchOptions,
    dataUrl: string,
    { startWorker, clock = BROWSER_CLOCK, runs = openBrowserRuns() }: RoomParts = {},
  ) {
    const { backend, threads, notices } = options;
    super(createStore<RoomState>(() => initialRoomState(notices)));
    this.#clock = clock;
    this.#publisher = new Publisher(() => this.#publish(), clock);
    const listener = {
      onEvent: (event: EngineEvent) => this.#receive(event),
      onWorkerLost: (fault: Fault, replaced: boolean) => this.#onWorkerLost(fault, replaced),
    };
    this.#client = new EngineClient({ backend, threads, dataUrl }, listener, startWorker);
    this.inside = new InsideView(this.store, this.#client);
    const keeperListener = {
      onSaved: (savedStep: number) =>
        this.store.setState(({ storeProblem }) => ({
          savedStep,
          storeProblem: storeProblem?.attempt === 'save' ? undefined : storeProblem,
        })),
      onFault: (fault: StoreFault) => {
        this.store.setState({ storeProblem: { attempt: 'save', fault } });
        // What could make room is offered along with the fault.
        if (fault.code === 'full') void this.saved.refresh();
      },
    };
    this.#keeper = new RunKeeper(runs, keeperListener, Date.now);
    this.saved = new SavedRuns(runs, this.#keeper, this.store);
    this.files = new RunFiles(runs, this, Date.now);
    this.setAside = new SetAsideRun(this.store);
  }

  /** Looks for a run that was under way when its page was closed, to offer it. */
  async findInterrupted(): Promise<void> {
    await this.saved.refresh();
    const interrupted = await this.#keeper.findInterrupted(this.saved.store.getState().list?.runs ?? []);
    this.store.setState(({ run }) => ({ isInterruptedKnown: true, ...(isVacant(run) && { interrupted }) }));
  }

  /** Puts the interrupted run on screen, paused. */
  async openInterrupted(): Promise<void> {
    const { interrupted } = this.store.getState();
    if (interrupted === undefined) return;
    this.store.setState({ interrupted: undefined });
    const taken = await this.#keeper.take(interrupted.key);
    if (isVacant(this.store.getState().run)) this.#open(taken);
  }

  async discardInterrupted(): Promise<void> {
    const { interrupted } = this.store.getState();
    this.store.setState({ interrupted: undefined });
    if (interrupted !== undefined) await this.#keeper.discard(interrupted.key);
  }

  /** Goes on with the run that was lost with its worker, from where it was last saved. */
  async resumeLost(): Promise<void> {
    const { run, savedStep } = this.store.getState();
    if (run?.phase !== 'lost' || savedStep === undefined) return;
    const reloaded = await this.#keeper.reload();
    if (this.store.getState().run !== run) return;
    this.#open(reloaded);
    this.train('end');
  }

  /**
   * Puts a run on screen to look at, frozen; nothing is trained. A paused run that is there can still be gone on with from
   * where it was saved; one that is training is not disturbed.
   * @returns whether it is on screen
   */
  showRecord(record: RunRecord, origin: RunOrigin): boolean {
    if (!this.#putAside()) return false;
    this.#history.replace(record.history.columns);
    this.store.setState({
      ...roomOfFrozenRecord(record, origin, ++this.#lastRunId),
      steps: this.#history.series(),
    });
    return true;
  }

  /**
   * Puts a run that has ended on screen together with its weights, so that the engine can answer questions about them.
   * @param checkpoint where it ended: nothing is left to train
   * @returns whether it is on screen
   */
  showTrained(record: RunRecord, checkpoint: Checkpoint, origin: RunOrigin): boolean {
    if (engineBlocker(this.store.getState()) !== undefined || !this.showRecord(record, origin)) return false;
    const { run } = this.store.getState();
    if (run === undefined) return false;
    const { id: runId, experiment, withoutShards } = run;
    this.store.setState({ run: { ...run, isHeld: true } });
    this.#client.post(
      { type: 'start', runId, experiment, until: 'end', withoutShards: [...withoutShards], checkpoint },
      checkpointBuffers(checkpoint),
    );
    return true;
  }

  /**
   * Puts a saved run on screen to look at; the one that is being trained is there already.
   * @returns whether it is on screen
   */
  async openSaved(key: string): Promise<boolean> {
    const { run } = this.store.getState();
    if (run?.key === key && run.origin.kind === 'trained') return true;
    const record = await this.saved.read(key);
    return record !== undefined && this.showRecord(record, { kind: 'history', key });
  }

  /**
   * Puts a saved run on screen, paused, to go on with it to the bit.
   * @returns whether it is on screen
   */
  async goOnWith(key: string): Promise<boolean> {
    const { run } = this.store.getState();
    if (run?.key === key && run.origin.kind === 'trained' && isActive(run)) return true;
    const isTaken = await this.#keeper.isTaken(key);
    if (!isTaken && !this.#putAside()) return false;
    const taken: StoreResult<InterruptedRun> = isTaken
      ? { ok: false, fault: { code: 'taken', message: `another tab has ${key}` } }
      : await this.#keeper.take(key);
    if (isTaken || isVacant(this.store.getState().run)) this.#open(taken);
    return this.store.getState().run?.key === key;
  }

  /** Starts the engine, or starts it again after nothing could be trained. */
  startEngine(): void {
    this.store.setState({ engine: STARTING, rejections: [], dataset: NO_DATASET, replacement: undefined });
    this.#client.start();
  }

  /** Goes on with a paused run, else starts one from the draft. */
  train(until: Stretch): void {
    const { run } = this.store.getState();
    if (run?.isMeasuringTest) return;
    this.#makingWay = undefined;
    if (run?.phase === 'paused' && !run.isHeld) {
      this.#goOn(run, until);
    } else if (run?.phase === 'paused') {
      this.#client.post({ type: 'continue', runId: run.id, until });
      // Whoever measured the test set in a pause wants to follow the run again.
      this.store.setState(({ shownSplit }) => ({ shownSplit: shownSplit === 'test' ? 'validation' : shownSplit }));
    } else if (!isMoving(run)) this.#startRun(until, []);
  }

  pause(): void {
    const { run } = this.store.getState();
    if (run === undefined || !isMoving(run)) return;
    this.store.setState({ run: { ...run, isPausing: true } });
    this.#client.post({ type: 'pause', runId: run.id });
  }

  stop(): void {
    const { run } = this.store.getState();
    if (run === undefined || !isActive(run)) return;
    if (run.isHeld) this.#client.post({ type: 'stop', runId: run.id });
    else this.#endUnheld(run);
  }

  /** Back to before the first step; the same seed gives the same initial weights. The run can be put back for a while. */
  reset(): void {
    if (this.store.getState().run !== undefined) this.#makeWay('reset', () => this.#clear('ended'));
  }

  /**
   * Ends the run on screen and starts another from the draft. The one before can be put back for a while.
   * @param onStarted at once, but for a run that has to pause first
   */
  restart(onStarted?: () => void): void {
    if (trainBlocker(this.store.getState()) !== undefined) return;
    this.#makeWay('restart', () => {
      this.#startRun('end', []);
      onStarted?.();
    });
  }

  evaluateTest(): void {
    const { run } = this.store.getState();
    if (run === undefined || !canMeasureTest(run)) return;
    this.store.setState({ run: { ...run, isMeasuringTest: true } });
    this.#client.post({ type: 'evaluateTest', runId: run.id });
  }

  /**
   * Goes where the hash of an address leads; an experiment in it becomes the draft, and a run on screen goes on.
   * @returns settles when the results of a link are on screen or refused; undefined when it has none
   */
  openAddress(hash: string): Promise<void> | undefined {
    const { notices, results, ...place } = readAddress(hash);
    this.store.setState((state) => ({ ...place, notices: [...state.notices, ...notices] }));
    this.#lastResults = results;
    return results && place.draft && this.#openResults(results, place.draft);
  }

  /** Shows the results of a link, unless another address was opened meanwhile. */
  async #openResults(results: LinkResults, experiment: Experiment): Promise<void> {
    const opened = await readLinkResults(results, experiment);
    if (this.#lastResults !== results) return;
    const isShown = 'record' in opened && this.showRecord(opened.record, opened.origin);
    const notice = 'notice' in opened ? opened.notice : BUSY_NOTICE;
    if (!isShown) this.store.setState(({ notices }) => ({ notices: [...notices, notice] }));
  }

  changeDraft(change: Partial<Experiment>): void {
    const { draft } = this.store.getState();
    this.store.setState({ draft: { ...draft, ...change } });
  }

  /** Somebody typed what is no number: it stays in its field, and nothing can be started until it is one. */
  refuseText(name: NumberFieldName, text: string): void {
    this.changeDraft({ [name]: Number.NaN });
    this.store.setState(({ refusedTexts }) => ({ refusedTexts: { ...refusedTexts, [name]: text } }));
  }

  newSeed(): void {
    // Short enough to read out in a classroom.
    this.changeDraft({ seed: (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % 100_000 });
  }

  /** Gives a live run what it can take over of the draft; called when a person is done with a field, not at each key. */
  applyLiveSettings(): void {
    const state = this.store.getState();
    const { run, draft } = state;
    if (run === undefined || !run.isHeld || !isActive(run) || trainBlocker(state) !== undefined) return;
    const changed = LIVE_FIELD_NAMES.filter((name) => draft[name] !== run.chosen[name]);
    if (changed.length === 0) return;
    const change: Partial<LiveSettings> = Object.fromEntries(changed.map((name) => [name, draft[name]]));
    this.store.setState({ run: { ...run, chosen: { ...run.chosen, ...change } } });
    this.#client.post({ type: 'adjust', runId: run.id, ...change });
  }

  /** Puts the weights of the best epoch back into a paused run. */
  backToBest(): void {
    const { run } = this.store.getState();
    const isStanding = run?.phase === 'paused' && run.isHeld && !run.isMeasuringTest;
    if (isStanding) this.#client.post({ type: 'backToBest', runId: run.id });
  }

  retryData(): void {
    const { dataset } = this.store.getState();
    this.store.setState({ dataset: { ...dataset, fault: undefined } });
    this.#client.post({ type: 'retryData' });
  }

  /**
   * Starts a run that doesn't wait for the train shards that failed. When more images were asked for than are left, the
   * setting is lowered to those: what the panel says is what is trained.
   */
  trainWithoutFailedShards(): void {
    const { dataset, draft } = this.store.getState();
    const failed = dataset.shards.filter((shard) => shard.source === 'train' && shard.state === 'failed');
    if (dataset.labels.train !== undefined) {
      const isLost = (image: number) =>
        failed.some(({ firstImage, imageCount }) => image >= firstImage && image < firstImage + imageCount);
      const most = mostTrainImages(dataset.labels.train, draft, (image) => !isLost(image));
      if (draft.trainImages > most) this.changeDraft({ trainImages: most });
    }
    this.#startRun(
      'end',
      failed.map((shard) => shard.index),
    );
  }

  /** Pixels of dataset images, IMAGE_PIXELS bytes each; undefined when the engine died before it answered. */
  requestPixels(source: Source, indices: Uint32Array<ArrayBuffer>): Promise<Uint8Array | undefined> {
    return this.#client.requestPixels(source, indices);
  }

  #makeWay(by: SetAside['by'], act: () => void): void {
    const { run } = this.store.getState();
    this.#makingWay = undefined;
    if (run === undefined || run.step === 0) act();
    else if (isMoving(run) && run.phase !== 'preparing') {
      this.#makingWay = { runId: run.id, by, act };
      this.pause();
    } else if (this.#wayBack(run) !== undefined) this.#setRunAside(run, by, act);
    else {
      // It may be on its way into the store.
      this.#makingWay = { runId: run.id, by, act };
      void this.#goOnMakingWay(run.id);
    }
  }

  /** The run stands still, and its weights are on their way into the store if they can be there. */
  #setRunAside(run: RunState, by: SetAside['by'], act: () => void): void {
    const { key, number, name } = run;
    const shown = { by, run: { key, number, name } };
    const putBack = this.#wayBack(run);
    if (putBack === undefined) {
      this.setAside.ask(shown, act);
      return;
    }
    act();
    // As after Train, what has ended stays among the saved runs.
    const isOver = by === 'restart' && isEnded(run);
    if (!isOver && this.store.getState().run?.id !== run.id) this.setAside.offerUndo(shown, putBack);
  }

  /** How the run on screen comes back once it is gone; undefined where nothing keeps it. */
  #wayBack(run: RunState): (() => void) | undefined {
    const { key, origin } = run;
    const { savedStep, ...room } = this.store.getState();
    // A run that was lost with its worker goes on from where it was last saved.
    const canGoOn = savedStep !== undefined && (run.phase === 'lost' || savedStep === run.step);
    if (origin.kind === 'trained' && (!isEnded(run) || (run.phase === 'lost' && canGoOn))) {
      return canGoOn ? () => void this.#bringBack(key) : undefined;
    }
    const record = recordOnScreen({ ...room, run }, key, Date.now());
    if (record === undefined) return undefined;
    return () => void (origin.kind === 'trained' ? this.#showAgain(record) : this.#showInstead(record, origin));
  }

  /** Takes the place of the run on screen, which can be gone on with from where it was saved. */
  #showInstead(record: RunRecord, origin: RunOrigin): void {
    this.#clear('to-go-on');
    this.showRecord(record, origin);
  }

  /** A run of this page that has ended, with its weights if the store has them. */
  async #showAgain(record: RunRecord): Promise<void> {
    const { key, step } = record.header;
    const origin = { kind: 'history', key } as const;
    const whole = await this.#keeper.readWhole(key);
    this.#clear('to-go-on');
    const checkpoint = whole.ok && whole.value.checkpoint?.step === step ? whole.value.checkpoint : undefined;
    const isTrained = checkpoint !== undefined && this.showTrained(record, checkpoint, origin);
    if (!isTrained) this.showRecord(record, origin);
  }

  /** Puts a run back that was left, paused where it was. */
  async #bringBack(key: string): Promise<void> {
    await this.#keeper.settled();
    this.#clear('to-go-on');
    const taken = await this.#keeper.take(key);
    if (!isVacant(this.store.getState().run)) return;
    this.#open(taken);
    // It was left as ended.
    this.#keep(undefined);
  }

  #startRun(until: Stretch, withoutShards: number[]): void {
    const state = this.store.getState();
    if (trainBlocker(state) !== undefined) return;
    if (state.run?.isHeld) this.#client.post({ type: 'reset', runId: state.run.id });
    this.#leave();
    // Putting an earlier run back would take this one off the screen.
    this.setAside.dismiss();
    const run = newRun(++this.#lastRunId, this.#keeper.begin(), state.draft, withoutShards);
    this.store.setState((before) => ({
      ...NO_RUN,
      ...leavingRun(before),
      run,
      interrupted: undefined,
    }));
    this.#client.post({ type: 'start', runId: run.id, experiment: state.draft, until, withoutShards });
  }

  /** Makes the screen free for another run; false while the one on it is at work. */
  #putAside(): boolean {
    const { run } = this.store.getState();
    if (isMoving(run) || run?.isMeasuringTest) return false;
    this.#clear('to-go-on');
    return true;
  }

  #clear(as: 'ended' | 'to-go-on'): void {
    const { run } = this.store.getState();
    if (run?.isHeld) this.#client.post({ type: 'reset', runId: run.id });
    this.#leave(as);
    this.store.setState((state) => ({ ...NO_RUN, ...leavingRun(state) }));
  }

  /** Lets go of the run on screen: what was saved of it stays, as ended unless somebody may want to go on with it. */
  #leave(as: 'ended' | 'to-go-on' = 'ended'): void {
    this.#makingWay = undefined;
    this.#publisher.flush();
    const { run, ...room } = this.store.getState();
    if (run !== undefined) this.#keeper.leave({ ...room, run }, as);
    this.#checkpoint = undefined;
    this.#history.clear();
  }

  #open(result: StoreResult<InterruptedRun>): void {
    if (!result.ok) {
      this.store.setState({ storeProblem: { attempt: 'resume', fault: result.fault } });
      return;
    }
    const { record, checkpoint } = result.value;
    this.#checkpoint = checkpoint;
    this.#history.replace(record.history.columns);
    const steps = this.#history.series();
    this.store.setState({ ...NO_RUN, ...roomOfRecord(record, checkpoint, ++this.#lastRunId), steps });
  }

  #goOn(run: RunState, until: Stretch): void {
    const checkpoint = this.#checkpoint;
    if (checkpoint === undefined || resumeBlocker(this.store.getState()) !== undefined) return;
    this.#checkpoint = undefined;
    const { id: runId, experiment, withoutShards } = run;
    this.store.setState({ run: { ...run, phase: 'preparing', isHeld: true } });
    this.#client.post(
      { type: 'start', runId, experiment, until, withoutShards: [...withoutShards], checkpoint },
      checkpointBuffers(checkpoint),
    );
    // What was changed meanwhile holds from the next step, as in any paused run.
    this.applyLiveSettings();
  }

  /** Ends a run that the engine doesn't have. */
  #endUnheld(run: RunState): void {
    this.#checkpoint = undefined;
    this.store.setState({ run: { ...run, phase: 'stopped' } });
    this.#keep(undefined);
  }

  /** Saves the run on screen; with a checkpoint only as far as that goes. */
  #keep(checkpoint: Checkpoint | undefined): void {
    const { run, ...room } = this.store.getState();
    if (run !== undefined) this.#keeper.save({ ...room, run }, checkpoint);
  }

  #receive(event: EngineEvent): void {
    if (event.type === 'chunk') {
      if (event.runId !== this.store.getState().run?.id) return;
      this.#history.append(event);
      this.#pendingChunk = event;
      this.#publisher.touch();
      return;
    }
    // What the chunks before it brought is on screen before an epoch's end or a phase is.
    this.#publisher.flush();
    this.store.setState((state) => applyEvent(state, event, this.#clock.now()));
    const { run } = this.store.getState();
    if (!('runId' in event) || event.runId !== run?.id) return;
    if (event.type === 'checkpoint') this.#keep(event.checkpoint);
    else if (isEnded(run)) this.#keep(undefined);
    // A pause posts its checkpoint behind its phase.
    if (isEnded(run) || (event.type === 'checkpoint' && run.phase === 'paused')) void this.#goOnMakingWay(run.id);
  }

  async #goOnMakingWay(runId: number): Promise<void> {
    const waiting = this.#makingWay;
    if (waiting?.runId !== runId) return;
    await this.#keeper.settled();
    const { run } = this.store.getState();
    if (this.#makingWay !== waiting) return;
    this.#makingWay = undefined;
    if (run?.id === runId && !isMoving(run)) this.#setRunAside(run, waiting.by, waiting.act);
  }

  #publish(): void {
    const chunk = this.#pendingChunk;
    this.#pendingChunk = undefined;
    if (chunk === undefined) return;
    this.store.setState((state) => ({
      ...applyEvent(state, chunk, this.#clock.now()),
      steps: this.#history.series(),
    }));
  }

  #onWorkerLost(fault: Fault, replaced: boolean): void {
    this.#publisher.flush();
    this.store.setState(({ run }) => ({
      engine: replaced ? STARTING : { kind: 'unusable', fault },
      replacement: replaced ? fault : undefined,
      rejections: replaced ? [] : this.store.getState().rejections,
      dataset: NO_DATASET,
      run: run && {
        ...run,
        // What is saved and not yet with the engine is not lost with it.
        phase: isActive(run) && run.isHeld ? 'lost' : run.phase,
        isPausing: false,
        isMeasuringTest: false,
        isHeld: false,
      },
    }));
  }
}

/** A frozen run is only looked at: nothing of it is lost when another takes its place. */
function isVacant(run: RunState | undefined): boolean {
  return run === undefined || run.origin.kind !== 'trained';
}

/** What stays of the run on screen when it makes way. */
function leavingRun(state: RoomState): Partial<RoomState> {
  return { ...keepEarlierRun(state), lessonRuns: keptLessonRuns(state) };
}
