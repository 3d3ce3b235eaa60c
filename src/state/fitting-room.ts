import { createStore, type StoreApi } from 'zustand/vanilla';
import { EngineClient, type EngineWorker } from '../client/engine-client.ts';
import { mostTrainImages } from '../core/split.ts';
import { LIVE_FIELD_NAMES } from '../experiment/fields.ts';
import type { Experiment } from '../experiment/schema.ts';
import type { Fault } from '../protocol/faults.ts';
import type { AnswerTo, InspectedImage, Question, Refusal, WeightsChoice } from '../protocol/inspection.ts';
import type { EngineEvent, RunChunk, Source, SplitName, Stretch } from '../protocol/messages.ts';
import { applyEvent } from './apply-event.ts';
import type { LaunchOptions } from './launch-options.ts';
import { addNormPoint } from './norm-history.ts';
import { BROWSER_CLOCK, Publisher, type PublisherClock } from './publisher.ts';
import {
  type Cell,
  initialRoomState,
  type LiveSettings,
  NO_DATASET,
  NO_RUN,
  type RoomState,
  type RunState,
  STARTING,
} from './room-state.ts';
import { RunHistory } from './run-history.ts';
import { canMeasureTest, isActive, isMoving } from './run-progress.ts';
import { readScreen } from './screen.ts';
import { trainBlocker } from './train-blocker.ts';

/**
 * The store, the metrics beside it, and the commands a person can give. Each command checks for itself that it makes
 * sense now, so a key pressed at the wrong moment does nothing.
 */
export class FittingRoom {
  readonly store: StoreApi<RoomState>;
  readonly #history = new RunHistory();
  readonly #client: EngineClient;
  readonly #clock: PublisherClock;
  readonly #publisher: Publisher;
  #pendingChunk: RunChunk | undefined;
  #lastRunId = 0;

  constructor(
    options: LaunchOptions,
    dataUrl: string,
    { startWorker, clock = BROWSER_CLOCK }: { startWorker?: () => EngineWorker; clock?: PublisherClock } = {},
  ) {
    const { backend, threads, notices } = options;
    this.store = createStore<RoomState>(() => initialRoomState(notices));
    this.#clock = clock;
    this.#publisher = new Publisher(() => this.#publish(), clock);
    const listener = {
      onEvent: (event: EngineEvent) => this.#receive(event),
      onWorkerLost: (fault: Fault, replaced: boolean) => this.#onWorkerLost(fault, replaced),
    };
    this.#client = new EngineClient({ backend, threads, dataUrl }, listener, startWorker);
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
    if (run?.phase === 'paused') {
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
    if (run !== undefined && isActive(run)) this.#client.post({ type: 'stop', runId: run.id });
  }

  /** Back to before the first step; the same seed gives the same initial weights. */
  reset(): void {
    const { run } = this.store.getState();
    if (run === undefined) return;
    if (run.isHeld) this.#client.post({ type: 'reset', runId: run.id });
    this.#history.clear();
    this.store.setState(NO_RUN);
  }

  /** Ends the run on screen and starts another from the draft. */
  restart(): void {
    if (trainBlocker(this.store.getState()) === undefined) this.#startRun('end', []);
  }

  evaluateTest(): void {
    const { run } = this.store.getState();
    if (run === undefined || !canMeasureTest(run)) return;
    this.store.setState({ run: { ...run, isMeasuringTest: true } });
    this.#client.post({ type: 'evaluateTest', runId: run.id });
  }

  /** Goes where the hash of an address leads; a run on screen goes on. */
  openAddress(hash: string): void {
    this.store.setState({ screen: readScreen(hash) });
  }

  changeDraft(change: Partial<Experiment>): void {
    const { draft } = this.store.getState();
    this.store.setState({ draft: { ...draft, ...change } });
  }

  newSeed(): void {
    // Short enough to read out in a classroom.
    this.changeDraft({ seed: (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % 100_000 });
  }

  /** Gives a live run what it can take over of the draft; called when a person is done with a field, not at each key. */
  applyLiveSettings(): void {
    const state = this.store.getState();
    const { run, draft } = state;
    if (run === undefined || !isActive(run) || trainBlocker(state) !== undefined) return;
    const changed = LIVE_FIELD_NAMES.filter((name) => draft[name] !== run.chosen[name]);
    if (changed.length === 0) return;
    const change: Partial<LiveSettings> = Object.fromEntries(changed.map((name) => [name, draft[name]]));
    this.store.setState({ run: { ...run, chosen: { ...run.chosen, ...change } } });
    this.#client.post({ type: 'adjust', runId: run.id, ...change });
  }

  /** Puts the weights of the best epoch back into a paused run. */
  backToBest(): void {
    const { run } = this.store.getState();
    if (run?.phase === 'paused' && !run.isMeasuringTest) this.#client.post({ type: 'backToBest', runId: run.id });
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

  showSplit(shownSplit: SplitName): void {
    this.store.setState({ shownSplit });
  }

  /** Undefined follows the latest. */
  showEpoch(shownEpoch: number | undefined): void {
    this.store.setState({ shownEpoch });
  }

  selectCell(selectedCell: Cell): void {
    this.store.setState({ selectedCell });
  }

  lightClass(litClass: number | undefined): void {
    this.store.setState({ litClass });
  }

  dismissNotices(): void {
    this.store.setState({ notices: [] });
  }

  dismissReplacement(): void {
    this.store.setState({ replacement: undefined });
  }

  /** Pixels of dataset images, IMAGE_PIXELS bytes each; undefined when the engine died before it answered. */
  requestPixels(source: Source, indices: Uint32Array<ArrayBuffer>): Promise<Uint8Array | undefined> {
    return this.#client.requestPixels(source, indices);
  }

  /** Chooses the image that is followed through the layers. */
  lookInside(insideImage: InspectedImage): void {
    this.store.setState({ insideImage });
  }

  /**
   * Asks about the network of the run on screen, whatever it is doing.
   * @returns undefined when the engine died before it answered, and when there is no run that has weights
   */
  async inspect<Asked extends Question>(
    question: Asked,
    weights: WeightsChoice = 'latest',
  ): Promise<AnswerTo<Asked['kind']> | Refusal | undefined> {
    const { run } = this.store.getState();
    return run?.isHeld ? this.#client.inspect(run.id, weights, question) : undefined;
  }

  /** Looks at the layers now, while the run stands still or with other weights than the latest. */
  async lookAtLayers(image: InspectedImage, weights: WeightsChoice): Promise<void> {
    const runId = this.store.getState().run?.id;
    const look = await this.inspect({ kind: 'layers', image }, weights);
    this.store.setState((state) => {
      if (look?.kind !== 'layers' || state.insideImage !== image || state.run?.id !== runId) return {};
      const isLatest = weights === 'latest';
      return { layersLook: look, ...(isLatest && { normHistory: addNormPoint(state.normHistory, look) }) };
    });
  }

  /** Asks for one look at the layers while the run trains; undefined takes it back. */
  watchLayers(image: InspectedImage | undefined): void {
    const { run } = this.store.getState();
    if (!run?.isHeld || !isActive(run)) return;
    this.#client.post({ type: 'watchLayers', runId: run.id, ...(image && { image }) });
  }

  #startRun(until: Stretch, withoutShards: number[]): void {
    const state = this.store.getState();
    if (trainBlocker(state) !== undefined) return;
    if (state.run?.isHeld) this.#client.post({ type: 'reset', runId: state.run.id });
    this.#history.clear();
    const run = makeRun(++this.#lastRunId, state.draft, withoutShards);
    this.store.setState({ ...NO_RUN, run });
    this.#client.post({ type: 'start', runId: run.id, experiment: state.draft, until, withoutShards });
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
        phase: isActive(run) ? 'lost' : run.phase,
        isPausing: false,
        isMeasuringTest: false,
        isHeld: false,
      },
    }));
  }
}

function makeRun(id: number, experiment: Experiment, withoutShards: readonly number[]): RunState {
  const { learningRate, weightDecay, dropoutScale } = experiment;
  return {
    id,
    experiment,
    withoutShards,
    phase: 'preparing',
    isPausing: false,
    isMeasuringTest: false,
    step: 0,
    fault: undefined,
    isHeld: true,
    marks: [],
    chosen: { learningRate, weightDecay, dropoutScale },
    ending: undefined,
    pace: undefined,
    evaluatingSinceMs: undefined,
  };
}
