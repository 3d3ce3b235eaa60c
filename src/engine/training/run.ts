import { accuracyOf } from '../../core/confusion.ts';
import { afterEpoch, scheduleFactor } from '../../core/schedule.ts';
import { epochOrder } from '../../core/split.ts';
import { LIVE_FIELD_NAMES, type LiveFieldName } from '../../experiment/fields.ts';
import { storedExperiment } from '../../experiment/read-experiment.ts';
import { schedulePlan } from '../../experiment/schedule-plan.ts';
import { stepsPerEpoch } from '../../experiment/schema.ts';
import { CHECKPOINT_VERSION } from '../../protocol/checkpoint.ts';
import { asFault, type Fault } from '../../protocol/faults.ts';
import { EMBEDDING_IMAGES } from '../../protocol/inspection.ts';
import type { RunPhase, Stretch } from '../../protocol/messages.ts';
import type { Dataset } from '../data/dataset.ts';
import { embedRun } from '../inspect/embedding.ts';
import type { InspectedRun } from '../inspect/inspected.ts';
import { LayerWatch } from '../inspect/layer-watch.ts';
import { readWeights, writeWeights } from '../model/weights.ts';
import { BestEpoch } from './best-epoch.ts';
import { CheckpointPace } from './checkpoint-pace.ts';
import { type NextStep, trainChunk } from './chunk.ts';
import { EVALUATION_BATCH, type Measured, measure } from './evaluate.ts';
import { Gate } from './gate.ts';
import { waitForImages } from './image-wait.ts';
import { Pace } from './pace.ts';
import { disposeRun, type PreparedRun, prepareRun, type RunSettings, readTrained } from './prepared-run.ts';
import { initialProgress, type Progress, progressOf } from './progress.ts';
import { type Ending, type Post, RunEvents } from './run-events.ts';
import { measureTestSet } from './test-set.ts';

/** One run of an experiment, from its initial weights or a checkpoint to its end. */

/** Mid-run changes a person asked for. */
export type Adjustment = { readonly [Name in LiveFieldName]?: number | undefined };

export class Run {
  readonly #settings: RunSettings;
  readonly #dataset: Dataset;
  readonly #events: RunEvents;
  readonly #gate: Gate;
  readonly #pace = new Pace();
  readonly #best: BestEpoch;
  readonly #watch: LayerWatch;
  #device = '';
  #phase: RunPhase = 'preparing';
  #progress: Progress;
  /** Asked for and not yet in effect. */
  #adjustment: Adjustment = {};
  #isInChunk = false;
  #isEmbeddingWatched = false;
  /** Somebody waits for one before the epoch's end. */
  #isEmbeddingDue = false;
  /** How often the weights of an earlier epoch were put back. */
  #restores = 0;
  readonly #checkpointPace: CheckpointPace;
  /** At which a checkpoint was last posted. */
  #checkpointedStep: number;
  /** The step at which the run pauses by itself. */
  #pauseAt: number;
  #stretch: Stretch;
  #prepared: PreparedRun | undefined;
  #finished: Promise<void> | undefined;
  /** What is done while the run stands still; it goes on only afterwards. */
  #standing: Promise<void> = Promise.resolve();
  /** A run that has ended may still be measured; this ends that as well. */
  readonly #disposal = new AbortController();
  readonly #now: () => number;

  /** @param now milliseconds; tests let it sleep */
  constructor(
    settings: RunSettings,
    until: Stretch,
    dataset: Dataset,
    post: Post,
    now: () => number = () => performance.now(),
  ) {
    const { experiment, checkpoint } = settings;
    this.#settings = settings;
    this.#dataset = dataset;
    this.#now = now;
    this.#events = new RunEvents(settings.runId, post);
    this.#watch = new LayerWatch((look) => this.#events.layers(look));
    this.#progress = checkpoint === undefined ? initialProgress(experiment) : progressOf(checkpoint);
    this.#checkpointPace = new CheckpointPace(checkpoint?.trainingMs);
    this.#checkpointedStep = this.#progress.step;
    this.#best = new BestEpoch(experiment.judge, checkpoint);
    this.#stretch = until;
    this.#pauseAt = this.#stretchEnd(until);
    let interrupted: RunPhase = 'training';
    this.#gate = new Gate(
      async () => {
        interrupted = this.#phase;
        this.#setPhase('paused');
        await this.#postCheckpoint();
      },
      () => this.#setPhase(interrupted),
    );
  }

  get runId(): number {
    return this.#settings.runId;
  }

  /**
   * Starts the loop. Never throws: a fault ends the run with its phase.
   * @param device backend and build of its kernels, for checkpoints
   */
  start(device: string): void {
    this.#device = device;
    this.#finished = this.#runAll().catch((error: unknown) => {
      if (!this.#gate.ended) this.#setPhase('failed', { fault: asFault(error) });
    });
  }

  pause(): void {
    this.#gate.close();
  }

  continue(until: Stretch): void {
    if (this.#phase !== 'paused') return;
    this.#stretch = until;
    this.#pauseAt = this.#stretchEnd(until);
    void this.#standing.then(() => this.#gate.open());
  }

  stop(): void {
    if (this.#hasEnded()) return;
    this.#gate.end();
    this.#setPhase('stopped');
    // What is kept of it holds its best epoch, and the weights it ended with.
    this.#whileStanding(async () => {
      await this.#finished;
      if (this.#progress.step !== this.#checkpointedStep) await this.#postCheckpoint();
    });
  }

  /** Holds from the next step on that is not yet enqueued. */
  adjust(adjustment: Adjustment): void {
    if (this.#hasEnded()) return;
    this.#adjustment = { ...this.#adjustment, ...adjustment };
    // Steps under way ask for it themselves.
    if (!this.#isInChunk) this.#applyAdjustment(this.#progress.step);
  }

  /** Puts the weights of the best epoch back; only while the run is paused. The optimiser keeps what it remembers. */
  backToBest(): void {
    const { best } = this.#best;
    if (this.#phase !== 'paused' || best === undefined) return;
    this.#whileStanding(async (prepared) => {
      this.#restores++;
      writeWeights(prepared.weights, prepared.parameters, best.weights);
      this.#events.restored(this.#progress.step, best.epoch);
      await this.#postCheckpoint();
    });
  }

  /** Measures the test set with the weights of the best epoch; only while the run stands still. */
  evaluateTest(): void {
    const hadEnded = this.#hasEnded();
    if (this.#phase !== 'paused' && !hadEnded) return;
    this.#whileStanding(async (prepared) => {
      this.#setPhase('evaluating');
      await this.#measureTest(prepared, hadEnded ? this.#disposal.signal : this.#gate.signal);
    });
  }

  /** The network as it is now; undefined while there is none. */
  get inspected(): InspectedRun | undefined {
    const prepared = this.#prepared;
    if (prepared === undefined) return undefined;
    const { layers, parameters, weights, recipe, split } = prepared;
    const measured = split.validation.length > 0 ? split.validation : split.trainEvaluation;
    const { step } = this.#progress;
    const restores = this.#restores;
    return {
      layers,
      parameters,
      weights,
      scaling: recipe.pixelScaling,
      best: this.#best.best,
      step,
      images: measured.subarray(0, EVALUATION_BATCH),
      embedded: measured.subarray(0, EMBEDDING_IMAGES),
      training: split.trainEvaluation.subarray(0, EMBEDDING_IMAGES),
      isCurrent: () =>
        this.#prepared === prepared && !this.#isInChunk && this.#progress.step === step && this.#restores === restores,
      store: this.#dataset,
    };
  }

  /** Asks for one look at the layers while training; undefined takes it back. @param image its 784 bytes */
  watchLayers(image: Uint8Array | undefined): void {
    this.#watch.ask(image);
  }

  /** While on, an embedding is posted behind the next chunk, and at each epoch's end. */
  watchEmbedding(isOn: boolean): void {
    this.#isEmbeddingWatched = isOn;
    this.#isEmbeddingDue = isOn;
  }

  /** Ends the loop and frees the weights. */
  async dispose(): Promise<void> {
    this.#gate.end();
    this.#disposal.abort();
    await Promise.all([this.#finished, this.#standing]);
    if (this.#prepared !== undefined) disposeRun(this.#prepared);
    this.#prepared = undefined;
  }

  #hasEnded(): boolean {
    return (
      this.#phase === 'stopped' || this.#phase === 'finished' || this.#phase === 'diverged' || this.#phase === 'failed'
    );
  }

  #stretchEnd(until: Stretch): number {
    const epochSteps = stepsPerEpoch(this.#settings.experiment);
    const { step } = this.#progress;
    if (until === 'step') return step + 1;
    if (until === 'epoch') return (Math.floor(step / epochSteps) + 1) * epochSteps;
    return Number.POSITIVE_INFINITY;
  }

  /** Runs after what already is to be done while standing still; the phase is afterwards what it was before. */
  #whileStanding(work: (prepared: PreparedRun) => Promise<void>): void {
    const prepared = this.#prepared;
    if (prepared === undefined) return;
    const standing = this.#phase;
    const settle = (fault?: Fault): void => {
      // It was ended meanwhile, and stays so.
      if (this.#hasEnded() && this.#phase !== standing) return;
      if (this.#phase !== standing || fault !== undefined) this.#setPhase(standing, { fault });
    };
    this.#standing = this.#standing
      .then(() => work(prepared))
      .then(
        () => settle(),
        (error: unknown) => settle(asFault(error)),
      );
  }

  #setPhase(phase: RunPhase, { fault, ending }: { fault?: Fault | undefined; ending?: Ending } = {}): void {
    this.#phase = phase;
    this.#events.phase(phase, this.#progress.step, fault, ending);
  }

  /** @param step the first with the new values, counted from 0 */
  #applyAdjustment(step: number): void {
    for (const name of LIVE_FIELD_NAMES) {
      const value = this.#adjustment[name];
      if (value !== undefined) this.#set(name, value, step, 'person');
    }
    this.#adjustment = {};
  }

  #set(name: LiveFieldName, value: number, step: number, cause: 'person' | 'plateau'): void {
    this.#progress = { ...this.#progress, [name]: value };
    this.#events.setting(name, value, step, cause);
  }

  async #runAll(): Promise<void> {
    this.#setPhase('preparing');
    const labels = await Promise.race([this.#dataset.labels('train'), this.#gate.whenEnded]);
    if (labels === undefined) return;
    const prepared = await prepareRun(this.#settings, labels, this.#dataset.shardSize('train'));
    this.#prepared = prepared;
    if (this.#gate.ended) return;
    const { epochs, earlyStoppingPatience } = this.#settings.experiment;
    const isOverEarly = () => earlyStoppingPatience > 0 && this.#best.epochsSince >= earlyStoppingPatience;
    // A checkpoint may be the last one of a run, from before its test set was measured.
    if (this.#progress.evaluatedEpochs < epochs && isOverEarly()) return this.#finish(prepared, 'early-stopping');
    for (let epoch = this.#progress.evaluatedEpochs; epoch < epochs; epoch++) {
      if (!(await this.#trainEpoch(prepared, epoch))) return;
      if (!(await this.#evaluateEpoch(prepared, epoch + 1))) return;
      if (isOverEarly()) return this.#finish(prepared, 'early-stopping');
      const isLast = epoch + 1 === epochs;
      if (!isLast) await this.#afterEpoch();
    }
    return this.#finish(prepared, 'epochs');
  }

  async #afterEpoch(): Promise<void> {
    // A pause posts a checkpoint of its own.
    if (this.#stretch !== 'end' && this.#progress.step >= this.#pauseAt) this.#gate.close();
    else if (this.#settings.savesEachEpoch || this.#checkpointPace.isDueAfterEpoch(this.#progress.trainingMs)) {
      await this.#postCheckpoint();
    }
  }

  /** The test set is measured once, when nothing is left to choose. */
  async #finish(prepared: PreparedRun, ending: Ending): Promise<void> {
    await this.#postCheckpoint();
    this.#setPhase('evaluating');
    const fault = await this.#measureTest(prepared, this.#gate.signal).then(
      () => undefined,
      (error: unknown) => asFault(error),
    );
    if (!this.#gate.ended) this.#setPhase('finished', { fault, ending });
  }

  /** False when the run ended before the epoch did. */
  async #trainEpoch(prepared: PreparedRun, epoch: number): Promise<boolean> {
    const { batchSize, seed } = this.#settings.experiment;
    const order = epochOrder(prepared.split.train, seed, epoch, this.#dataset.shardSize('train'));
    const batches = Array.from({ length: prepared.stepsPerEpoch }, (_, index) =>
      order.subarray(index * batchSize, (index + 1) * batchSize),
    );
    const firstStep = epoch * prepared.stepsPerEpoch;
    while (this.#progress.step - firstStep < batches.length) {
      if (!(await this.#gate.pass())) return false;
      const start = this.#progress.step - firstStep;
      const steps = Math.min(this.#pace.chunkSteps, this.#pauseAt - this.#progress.step);
      const chunk = batches.slice(start, start + Math.max(1, steps));
      for (const batch of chunk) if (!(await this.#waitForImages(batch))) return false;
      if (this.#gate.closed) continue;
      this.#setUnlessEnded('training');
      if (!(await this.#trainChunk(prepared, chunk))) return false;
      // The last step of an epoch pauses after its evaluation instead.
      const isWithinEpoch = this.#progress.step - firstStep < batches.length;
      if (isWithinEpoch && this.#isEmbeddingDue) await this.#postEmbedding();
      if (isWithinEpoch && this.#progress.step >= this.#pauseAt) this.#gate.close();
      else if (isWithinEpoch && this.#checkpointPace.isDueWithinEpoch(this.#progress.trainingMs))
        await this.#postCheckpoint();
    }
    return true;
  }

  #setUnlessEnded(phase: RunPhase): void {
    if (this.#phase !== phase && !this.#gate.ended) this.#setPhase(phase);
  }

  /** Waits for the shards of these images; says so when there is something to wait for. False when the run ended. */
  #waitForImages(images: Uint32Array): Promise<boolean> {
    return waitForImages(this.#dataset, images, this.#gate, (fault) => {
      if (this.#phase !== 'waiting-for-images' || fault !== undefined) this.#setPhase('waiting-for-images', { fault });
    });
  }

  /** Trains and posts one chunk. False when its loss is not finite. */
  async #trainChunk(prepared: PreparedRun, batches: readonly Uint32Array[]): Promise<boolean> {
    const startedAt = this.#now();
    const firstStep = this.#progress.step;
    const plan = schedulePlan(this.#settings.experiment);
    let step = firstStep;
    const nextStep = (): NextStep | undefined => {
      if (step > firstStep && (this.#gate.closed || this.#gate.ended)) return undefined;
      this.#applyAdjustment(step);
      const { learningRate, weightDecay, dropoutScale } = this.#progress;
      const next = { step, learningRate: learningRate * scheduleFactor(plan, step), weightDecay, dropoutScale };
      step++;
      return next;
    };
    this.#isInChunk = true;
    const columns = await trainChunk(prepared, this.#dataset, batches, nextStep, this.#watch.onGradients).finally(
      () => {
        this.#isInChunk = false;
      },
    );
    const { losses, accuracies, learningRates, hasDiverged } = columns;
    const taken = batches.slice(0, step - firstStep);
    const images = taken.reduce((sum, batch) => sum + batch.length, 0);
    const trainingMs = this.#progress.trainingMs + this.#pace.add(taken.length, images, this.#now() - startedAt);
    this.#progress = { ...this.#progress, step: firstStep + losses.length, trainingMs };
    if (losses.length > 0) {
      const { msPerStep, imagesPerSecond } = this.#pace;
      this.#events.chunk({ firstStep, losses, accuracies, learningRates, trainingMs, msPerStep, imagesPerSecond });
    }
    await this.#watch.look(() => this.inspected);
    if (!hasDiverged) {
      // What was asked for while the metrics were on their way.
      this.#applyAdjustment(this.#progress.step);
      return true;
    }
    const rate = this.#progress.learningRate * scheduleFactor(plan, this.#progress.step);
    this.#diverge(`the loss of step ${this.#progress.step + 1} is not a finite number at learning rate ${rate}`);
    return false;
  }

  #diverge(message: string): void {
    this.#setPhase('diverged', { fault: { code: 'diverged', message } });
  }

  /** Train and validation, both in inference mode on their fixed images. False when the run ended meanwhile. */
  async #evaluateEpoch(prepared: PreparedRun, epoch: number): Promise<boolean> {
    this.#setPhase('evaluating');
    const { split } = prepared;
    if ((await this.#evaluate(prepared, 'train', epoch, split.trainEvaluation)) === undefined) return false;
    if (split.validation.length > 0) {
      const validation = await this.#evaluate(prepared, 'validation', epoch, split.validation);
      if (validation === undefined) return false;
      this.#lowerOnPlateau(validation.loss);
      const judged = { accuracy: accuracyOf(validation.counts), loss: validation.loss };
      const read = (): Promise<Float32Array<ArrayBuffer>> => readWeights(prepared.weights, prepared.parameters);
      await this.#best.offer(judged, epoch, this.#progress.step, read);
    }
    this.#progress = { ...this.#progress, evaluatedEpochs: epoch };
    if (this.#isEmbeddingWatched) await this.#postEmbedding();
    return true;
  }

  /** What is not in is left out. Nothing comes when the run ended meanwhile. */
  async #postEmbedding(): Promise<void> {
    this.#isEmbeddingDue = false;
    const run = this.inspected;
    // In a pause an earlier epoch's weights may be put back.
    const embedding = run && (await embedRun(run, run, async () => (await this.#gate.pass()) && run.isCurrent()));
    if (embedding !== undefined) this.#events.embedding(embedding);
  }

  #lowerOnPlateau(validationLoss: number): void {
    const { schedule, plateauFactor, plateauPatience, plateauFloor } = this.#settings.experiment;
    if (schedule !== 'plateau') return;
    const { plateau, learningRate, step } = this.#progress;
    const settings = { factor: plateauFactor, patience: plateauPatience, floor: plateauFloor };
    const next = afterEpoch(plateau, learningRate, validationLoss, settings);
    this.#progress = { ...this.#progress, plateau: next.state };
    if (next.learningRate !== learningRate) this.#set('learningRate', next.learningRate, step, 'plateau');
  }

  /** Undefined when the run ended meanwhile. */
  async #evaluate(
    prepared: PreparedRun,
    split: 'train' | 'validation',
    epoch: number,
    images: Uint32Array,
  ): Promise<Measured | undefined> {
    if (!(await this.#waitForImages(images))) return undefined;
    this.#setUnlessEnded('evaluating');
    const { layers, weights, recipe, labels, cleanLabels } = prepared;
    const given = split === 'train' ? labels : cleanLabels;
    const measuredImages = { source: 'train', images, labels: given, scaling: recipe.pixelScaling } as const;
    const measured = await measure(layers, weights, this.#dataset, measuredImages, () => this.#gate.pass());
    if (measured === undefined) return undefined;
    if (!Number.isFinite(measured.loss)) {
      this.#diverge(`the ${split} loss after epoch ${epoch} is not a finite number`);
      return undefined;
    }
    this.#events.evaluation(split, { ...this.#progress, epoch, isBest: false }, images, measured);
    return measured;
  }

  async #measureTest(prepared: PreparedRun, until: AbortSignal): Promise<void> {
    const { best } = this.#best;
    const test = await measureTestSet(prepared, best, this.#dataset, until);
    if (test === undefined) return;
    const { step, evaluatedEpochs: epoch, trainingMs } = this.#progress;
    const at = { ...(best ?? { epoch, step }), isBest: best !== undefined, trainingMs };
    this.#events.evaluation('test', at, test.images, test.measured);
  }

  /** Says where the run stands, so that it can go on from there after the worker is gone. */
  async #postCheckpoint(): Promise<void> {
    if (this.#prepared === undefined) return;
    const { experiment, withoutShards } = this.#settings;
    const progress = this.#progress;
    const { best, epochsSince: epochsSinceBest } = this.#best;
    this.#checkpointedStep = progress.step;
    const stored = { version: CHECKPOINT_VERSION, ...storedExperiment(experiment) } as const;
    const head = { ...stored, withoutShards, device: this.#device };
    const startedAt = this.#now();
    const trained = await readTrained(this.#prepared);
    this.#checkpointPace.taken(progress.trainingMs, this.#now() - startedAt);
    this.#events.checkpoint({ ...head, ...progress, epochsSinceBest, ...trained, best });
  }
}
