import { IMAGE_PIXELS } from '../core/classes.ts';
import { deviceName } from '../protocol/checkpoint.ts';
import { FaultError } from '../protocol/faults.ts';
import type { Command, EngineEvent, Source } from '../protocol/messages.ts';
import { startBackend } from './backend/start.ts';
import { Dataset } from './data/dataset.ts';
import { answerBuffers, Inspector, imageBytes } from './inspect/inspector.ts';
import { Run } from './training/run.ts';

/** What the worker holds between two commands: one backend, one dataset, at most one run. */
export class Session {
  readonly #post: (event: EngineEvent, transfer?: Transferable[]) => void;
  #dataset: Dataset | undefined;
  readonly #inspector = new Inspector();
  #run: Run | undefined;
  /** Whether there is a backend; what is wrong where there is none is said once, by the boot. */
  #booted: Promise<boolean> = Promise.resolve(false);
  /** A run waits for the weights of the run before it to be freed. Rejected, the engine is at its end. */
  #freed: Promise<void> = Promise.resolve();
  /** Backend and build of its kernels; results are the same to the bit only within one of them. */
  #device = '';

  constructor(post: (event: EngineEvent, transfer?: Transferable[]) => void) {
    this.#post = post;
  }

  /** @throws FaultError when the engine cannot go on */
  async handle(command: Command): Promise<void> {
    switch (command.type) {
      case 'boot':
        return this.#boot(command);
      case 'retryData':
        return this.#loaded().load();
      case 'start':
        return this.#start(command);
      case 'pixels':
        return this.#sendPixels(command.requestId, command.source, command.indices);
      case 'inspect':
        return this.#inspect(command);
      default:
        if (this.#run?.runId === command.runId) await this.#control(this.#run, command);
    }
  }

  async #boot(command: Extract<Command, { type: 'boot' }>): Promise<void> {
    if (this.#dataset !== undefined) throw new FaultError('invalid-command', 'the engine was booted twice');
    const started = startBackend(command.backend, command.threads, this.#post).then((device) => {
      this.#device = deviceName(device);
    });
    this.#booted = started.then(
      () => true,
      () => false,
    );
    this.#dataset = new Dataset(new URL(command.dataUrl), this.#post, this.#booted);
    this.#dataset.load();
    await started;
  }

  #loaded(): Dataset {
    if (this.#dataset === undefined) throw new FaultError('invalid-command', 'the engine was not booted');
    return this.#dataset;
  }

  async #start(command: Extract<Command, { type: 'start' }>): Promise<void> {
    const dataset = this.#loaded();
    const before = this.#run;
    this.#inspector.forget();
    const { until } = command;
    const run = new Run(command, until, dataset, this.#post);
    this.#run = run;
    this.#freed = this.#freed.then(() => before?.dispose());
    const [isBooted] = await Promise.all([this.#booted, this.#freed]);
    if (isBooted && this.#run === run) run.start(this.#device);
  }

  async #control(
    run: Run,
    command: Exclude<Command, { type: 'boot' | 'retryData' | 'start' | 'pixels' | 'inspect' }>,
  ): Promise<void> {
    switch (command.type) {
      case 'continue':
        return run.continue(command.until);
      case 'pause':
        return run.pause();
      case 'stop':
        return run.stop();
      case 'adjust':
        return run.adjust(command);
      case 'backToBest':
        return run.backToBest();
      case 'evaluateTest':
        return run.evaluateTest();
      case 'watchLayers':
        return run.watchLayers(command.image && imageBytes(this.#loaded(), [command.image]));
      case 'watchEmbedding':
        return run.watchEmbedding(command.isOn);
      case 'reset':
        this.#inspector.forget();
        this.#run = undefined;
        this.#freed = this.#freed.then(() => run.dispose());
        return this.#freed;
    }
  }

  async #inspect({ requestId, runId, weights, question }: Extract<Command, { type: 'inspect' }>): Promise<void> {
    const run = this.#run?.runId === runId ? this.#run.inspected : undefined;
    const answer = await this.#inspector.answer(run, this.#loaded(), weights, question);
    this.#post({ type: 'inspection', requestId, answer }, answerBuffers(answer));
  }

  /** Images that are not in are sent black; the page asks only for those of shards it was told are ready. */
  #sendPixels(requestId: number, source: Source, indices: Uint32Array): void {
    const pixels = new Uint8Array(indices.length * IMAGE_PIXELS);
    for (const [position, image] of indices.entries()) {
      const bytes = this.#dataset?.pixels(source, image);
      if (bytes !== undefined) pixels.set(bytes, position * IMAGE_PIXELS);
    }
    this.#post({ type: 'pixels', requestId, pixels }, [pixels.buffer]);
  }
}
