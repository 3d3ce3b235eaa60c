import { listParameters } from '../../core/layers.ts';
import { networkLayers } from '../../core/networks.ts';
import { afterEpoch, INITIAL_PLATEAU, type PlateauState } from '../../core/schedule.ts';
import { epochOrder, makeSplit, type Split } from '../../core/split.ts';
import { type Experiment, stepsPerEpoch } from '../../experiment/schema.ts';
import { asFault, type Fault } from '../../protocol/faults.ts';
import type { EngineEvent, RunPhase, SplitName, Stretch } from '../../protocol/messages.ts';
import type { Dataset } from '../data/dataset.ts';
import { initialWeights } from '../model/weights.ts';
import { type Trained, trainChunk } from './chunk.ts';
import { EVALUATION_BATCH, measure } from './evaluate.ts';
import { Gate } from './gate.ts';
import { KERAS_ADAM, Optimizer } from './optimizer.ts';
import { Pace } from './pace.ts';
import { prepareNetwork } from './prepare.ts';

/** One run of an experiment, from its initial weights to its end. */

interface Prepared extends Trained {
  readonly split: Split;
  readonly stepsPerEpoch: number;
}

export interface RunSettings {
  readonly runId: number;
  readonly experiment: Experiment;
  /** Train shards, by index, that the person chose to go without. */
  readonly withoutShards: readonly number[];
}

/** The sizes that so many images come in: full batches, and the last one. */
function batchSizes(images: readonly number[], batch: number): number[] {
  return images.flatMap((count) => [Math.min(batch, count), count % batch]).filter((size) => size > 0);
}

export class Run {
  readonly #settings: RunSettings;
  readonly #dataset: Dataset;
  readonly #post: (event: EngineEvent, transfer?: Transferable[]) => void;
  readonly #gate: Gate;
  readonly #pace = new Pace();
  #phase: RunPhase = 'preparing';
  #step = 0;
  #learningRate: number;
  /** Asked for while steps with the old rate are under way. */
  #chosenLearningRate: number | undefined;
  #isInChunk = false;
  #plateau: PlateauState = INITIAL_PLATEAU;
  #trainingMs = 0;
  /** The step at which the run pauses by itself. */
  #pauseAt: number;
  #stretch: Stretch;
  #prepared: Prepared | undefined;
  #finished: Promise<void> | undefined;
  #testing: Promise<void> = Promise.resolve();

  constructor(
    settings: RunSettings,
    until: Stretch,
    dataset: Dataset,
    post: (event: EngineEvent, transfer?: Transferable[]) => void,
  ) {
    this.#settings = settings;
    this.#dataset = dataset;
    this.#post = post;
    this.#learningRate = settings.experiment.learningRate;
    this.#stretch = until;
    this.#pauseAt = this.#stretchEnd(until);
    let interrupted: RunPhase = 'training';
    this.#gate = new Gate(
      () => {
        interrupted = this.#phase;
        this.#setPhase('paused');
      },
      () => this.#setPhase(interrupted),
    );
  }

  get runId(): number {
    return this.#settings.runId;
  }

  /** Starts the loop. Never throws: a fault ends the run with its phase. */
  start(): void {
    this.#finished = this.#runAll().catch((error: unknown) => {
      if (!this.#gate.ended) this.#setPhase('failed', asFault(error));
    });
  }

  pause(): void {
    this.#gate.close();
  }

  continue(until: Stretch): void {
    if (this.#phase !== 'paused') return;
    this.#stretch = until;
    this.#pauseAt = this.#stretchEnd(until);
    void this.#testing.then(() => this.#gate.open());
  }

  stop(): void {
    if (this.#hasEnded()) return;
    this.#gate.end();
    this.#setPhase('stopped');
  }

  /** Holds from the next step on that is not yet enqueued. */
  setLearningRate(learningRate: number): void {
    if (this.#hasEnded()) return;
    this.#chosenLearningRate = learningRate;
    if (!this.#isInChunk) this.#applyChosenLearningRate();
  }

  /** Measures the test set with the weights as they are; only while the run stands still. */
  evaluateTest(): void {
    const prepared = this.#prepared;
    if (prepared === undefined || (this.#phase !== 'paused' && !this.#hasEnded())) return;
    const standing = this.#phase;
    this.#testing = this.#evaluateTest(prepared)
      .then(() => this.#setPhase(standing))
      .catch((error: unknown) => this.#setPhase(standing, asFault(error)));
  }

  /** Ends the loop and frees the weights. */
  async dispose(): Promise<void> {
    this.#gate.end();
    await Promise.all([this.#finished, this.#testing]);
    this.#prepared?.weights.dispose();
    this.#prepared?.optimizer.dispose();
    this.#prepared = undefined;
  }

  #hasEnded(): boolean {
    return (
      this.#phase === 'stopped' || this.#phase === 'finished' || this.#phase === 'diverged' || this.#phase === 'failed'
    );
  }

  #stretchEnd(until: Stretch): number {
    const epochSteps = stepsPerEpoch(this.#settings.experiment);
    if (until === 'step') return this.#step + 1;
    if (until === 'epoch') return (Math.floor(this.#step / epochSteps) + 1) * epochSteps;
    return Number.POSITIVE_INFINITY;
  }

  #setPhase(phase: RunPhase, fault?: Fault): void {
    this.#phase = phase;
    this.#post({
      type: 'phase',
      runId: this.runId,
      phase,
      step: this.#step,
      ...(fault === undefined ? {} : { fault }),
    });
  }

  #applyChosenLearningRate(): void {
    if (this.#chosenLearningRate === undefined) return;
    this.#learningRate = this.#chosenLearningRate;
    this.#chosenLearningRate = undefined;
    this.#postLearningRate('person');
  }

  #postLearningRate(cause: 'start' | 'person' | 'plateau'): void {
    this.#post({
      type: 'learningRate',
      runId: this.runId,
      step: this.#step,
      learningRate: this.#learningRate,
      cause,
    });
  }

  /** Undefined when the run ended before the labels were in and the GPU's programs compiled. */
  async #prepare(): Promise<Prepared | undefined> {
    const { experiment, withoutShards } = this.#settings;
    const labels = await Promise.race([this.#dataset.labels('train'), this.#gate.whenEnded]);
    if (labels === undefined) return undefined;
    const shardSize = this.#dataset.shardSize('train');
    const split = makeSplit(
      labels,
      experiment.seed,
      experiment.trainImages,
      (image) => !withoutShards.includes(Math.floor(image / shardSize)),
    );
    const layers = networkLayers(experiment.network);
    const parameters = listParameters(layers);
    const weights = initialWeights(parameters, experiment.seed);
    const optimizer = new Optimizer(parameters, weights, { rule: KERAS_ADAM, maxNorm: experiment.maxNorm });
    const stepSizes = batchSizes([split.train.length], experiment.batchSize);
    const evaluationSizes = batchSizes([split.trainEvaluation.length, split.validation.length], EVALUATION_BATCH);
    await prepareNetwork(layers, weights, optimizer, stepSizes, evaluationSizes);
    if (this.#gate.ended) {
      weights.dispose();
      optimizer.dispose();
      return undefined;
    }
    return {
      layers,
      weights,
      optimizer,
      labels,
      split,
      stepsPerEpoch: Math.ceil(split.train.length / experiment.batchSize),
    };
  }

  async #runAll(): Promise<void> {
    this.#setPhase('preparing');
    const prepared = await this.#prepare();
    if (prepared === undefined) return;
    this.#prepared = prepared;
    this.#postLearningRate('start');
    const { epochs, seed } = this.#settings.experiment;
    for (let epoch = 0; epoch < epochs; epoch++) {
      const order = epochOrder(prepared.split.train, seed, epoch, this.#dataset.shardSize('train'));
      if (!(await this.#trainEpoch(prepared, epoch, order))) return;
      if (!(await this.#evaluateEpoch(prepared, epoch + 1))) return;
      const isLast = epoch + 1 === epochs;
      if (!isLast && this.#stretch !== 'end' && this.#step >= this.#pauseAt) this.#gate.close();
    }
    this.#setPhase('finished');
  }

  /** False when the run ended before the epoch did. */
  async #trainEpoch(prepared: Prepared, epoch: number, order: Uint32Array): Promise<boolean> {
    const { batchSize } = this.#settings.experiment;
    const batches = Array.from({ length: prepared.stepsPerEpoch }, (_, index) =>
      order.subarray(index * batchSize, (index + 1) * batchSize),
    );
    const firstStep = epoch * prepared.stepsPerEpoch;
    while (this.#step - firstStep < batches.length) {
      if (!(await this.#gate.pass())) return false;
      const start = this.#step - firstStep;
      const steps = Math.min(this.#pace.chunkSteps, this.#pauseAt - this.#step);
      const chunk = batches.slice(start, start + Math.max(1, steps));
      if (!(await this.#imagesOf(chunk))) return false;
      if (this.#gate.closed) continue;
      this.#setTraining();
      if (!(await this.#trainChunk(prepared, chunk))) return false;
      // The last step of an epoch pauses after its evaluation instead.
      if (this.#step >= this.#pauseAt && this.#step - firstStep < batches.length) this.#gate.close();
    }
    return true;
  }

  #setTraining(): void {
    if (this.#phase !== 'training' && !this.#gate.ended) this.#setPhase('training');
  }

  /** Waits for the shards of these batches; says so when there is something to wait for. */
  async #imagesOf(batches: readonly Uint32Array[]): Promise<boolean> {
    for (const batch of batches) {
      if (!(await this.#waitForImages(batch))) return false;
    }
    return true;
  }

  async #waitForImages(images: Uint32Array): Promise<boolean> {
    while (images.some((image) => !this.#dataset.has('train', image))) {
      if (this.#phase !== 'waiting-for-images') this.#setPhase('waiting-for-images');
      const arrived = this.#dataset.waitFor('train', images).catch((error: unknown) => {
        // A failed shard holds the run until a retry brings it, or the person ends the run.
        this.#setPhase('waiting-for-images', asFault(error));
        return this.#dataset.nextChange();
      });
      await Promise.race([arrived, this.#gate.whenEnded]);
      if (this.#gate.ended) return false;
    }
    return true;
  }

  /** Trains and posts one chunk. False when its loss is not finite. */
  async #trainChunk(prepared: Prepared, batches: readonly Uint32Array[]): Promise<boolean> {
    const startedAt = performance.now();
    this.#isInChunk = true;
    const { losses, accuracies, isWhole } = await trainChunk(prepared, this.#dataset, batches, {
      seed: this.#settings.experiment.seed,
      step: this.#step,
      learningRate: this.#learningRate,
    });
    this.#isInChunk = false;
    const elapsedMs = performance.now() - startedAt;
    const images = batches.reduce((sum, batch) => sum + batch.length, 0);
    this.#pace.add(batches.length, images, elapsedMs);
    this.#trainingMs += elapsedMs;
    const { runId } = this;
    const { msPerStep, imagesPerSecond } = this.#pace;
    const firstStep = this.#step;
    this.#step += losses.length;
    if (losses.length > 0) {
      const pace = { trainingMs: this.#trainingMs, msPerStep, imagesPerSecond };
      const transfer = [losses.buffer, accuracies.buffer];
      this.#post({ type: 'chunk', runId, firstStep, losses, accuracies, ...pace }, transfer);
    }
    if (isWhole) {
      this.#applyChosenLearningRate();
      return true;
    }
    const message = `the loss of step ${this.#step + 1} is not a finite number at learning rate ${this.#learningRate}`;
    this.#setPhase('diverged', { code: 'diverged', message });
    return false;
  }

  /** Train and validation, both in inference mode on their fixed images. False when the run ended meanwhile. */
  async #evaluateEpoch(prepared: Prepared, epoch: number): Promise<boolean> {
    this.#setPhase('evaluating');
    const { split } = prepared;
    const trainLoss = await this.#evaluate(prepared, 'train', epoch, split.trainEvaluation);
    if (trainLoss === undefined) return false;
    const loss = await this.#evaluate(prepared, 'validation', epoch, split.validation);
    if (loss === undefined) return false;
    if (this.#settings.experiment.schedule === 'plateau') {
      const next = afterEpoch(this.#plateau, this.#learningRate, loss);
      this.#plateau = next.state;
      if (next.learningRate !== this.#learningRate) {
        this.#learningRate = next.learningRate;
        this.#postLearningRate('plateau');
      }
    }
    return true;
  }

  /** The loss of a split; undefined when the run ended meanwhile. */
  async #evaluate(
    prepared: Prepared,
    split: SplitName,
    epoch: number,
    images: Uint32Array,
  ): Promise<number | undefined> {
    if (!(await this.#waitForImages(images))) return undefined;
    if (this.#phase !== 'evaluating') this.#setPhase('evaluating');
    const gate = (): Promise<boolean> => this.#gate.pass();
    return this.#measureAndPost(prepared, split, epoch, images, prepared.labels, gate);
  }

  async #measureAndPost(
    prepared: Prepared,
    split: SplitName,
    epoch: number,
    images: Uint32Array,
    labels: Uint8Array,
    gate: () => Promise<boolean>,
  ): Promise<number | undefined> {
    const source = split === 'test' ? 'test' : 'train';
    const { layers, weights } = prepared;
    const measured = await measure(layers, weights, this.#dataset, source, images, labels, gate);
    if (measured === undefined) return undefined;
    this.#post(
      { type: 'evaluation', runId: this.runId, split, epoch, step: this.#step, indices: images.slice(), ...measured },
      [measured.probabilities.buffer],
    );
    return measured.loss;
  }

  async #evaluateTest(prepared: Prepared): Promise<void> {
    this.#setPhase('evaluating');
    const labels = await this.#dataset.labels('test');
    const images = Uint32Array.from(labels.keys());
    await this.#dataset.waitFor('test', images);
    const epoch = Math.floor(this.#step / prepared.stepsPerEpoch);
    await this.#measureAndPost(prepared, 'test', epoch, images, labels, () => Promise.resolve(true));
  }
}
