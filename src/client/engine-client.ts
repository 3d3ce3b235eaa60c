import type { Fault } from '../protocol/faults.ts';
import type { Answer, AnswerTo, Question, Refusal, WeightsChoice } from '../protocol/inspection.ts';
import type { BackendChoice, Command, EngineEvent, Source } from '../protocol/messages.ts';
import { parseEngineEvent } from './parse-engine-event.ts';
import { type SilenceLimits, SilenceWatch } from './silence-watch.ts';

/**
 * The page's end of the wire: starts the worker, passes commands and events, and puts another worker in the place of
 * one that died. It knows nothing of runs or screens.
 */

export interface BootSettings {
  readonly backend: BackendChoice;
  /** Threads for wasm; 0 chooses by the machine. */
  readonly threads: number;
  /** Absolute address of the data folder, with its slash. */
  readonly dataUrl: string;
}

export interface EngineListener {
  onEvent(event: EngineEvent): void;
  /** The worker is gone and all it held with it. `replaced` is false when another one would not help. */
  onWorkerLost(fault: Fault, replaced: boolean): void;
}

/** The part of a `Worker` that is used; tests put their own in. */
export interface EngineWorker {
  postMessage(command: Command, transfer: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<unknown>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
}

const TICK_MS = 5000;
/** Shader compilation and the self-test may block a slow machine's worker for a minute. */
const BOOT_LIMITS: SilenceLimits = { askAfter: 24, giveUpAfter: 24 };
/** A single step of the largest network may take a phone tens of seconds, and answers come between steps. */
const READY_LIMITS: SilenceLimits = { askAfter: 1, giveUpAfter: 12 };
/** Replacements in a row that never got ready, before it is left to the person to try again. */
const REPLACEMENTS_LIMIT = 2;

function startEngineWorker(): EngineWorker {
  return new Worker(new URL('../engine/engine.worker.ts', import.meta.url), { type: 'module' });
}

export class EngineClient {
  readonly #settings: BootSettings;
  readonly #listener: EngineListener;
  readonly #startWorker: () => EngineWorker;
  readonly #watch = new SilenceWatch();
  readonly #inspections = new Map<number, (answer: Answer | Refusal | undefined) => void>();
  readonly #pixelRequests = new Map<number, (pixels: Uint8Array | undefined) => void>();
  #worker: EngineWorker | undefined;
  #isReady = false;
  #replacements = 0;
  #lastRequestId = 0;

  constructor(settings: BootSettings, listener: EngineListener, startWorker = startEngineWorker) {
    this.#settings = settings;
    this.#listener = listener;
    this.#startWorker = startWorker;
    setInterval(() => this.#tick(), TICK_MS);
  }

  /** Starts the engine, also after it was given up. */
  start(): void {
    this.#replacements = 0;
    this.#startAnother();
  }

  /**
   * Commands sent while no worker lives are lost, as its runs are.
   * @param transfer memory of the command that is handed over instead of copied
   */
  post(command: Command, transfer: Transferable[] = []): void {
    this.#worker?.postMessage(command, transfer);
  }

  /** Pixels of images, IMAGE_PIXELS bytes each, in the order asked for; undefined when the worker died before. */
  requestPixels(source: Source, indices: Uint32Array<ArrayBuffer>): Promise<Uint8Array | undefined> {
    const requestId = ++this.#lastRequestId;
    return new Promise((resolve) => {
      this.#pixelRequests.set(requestId, resolve);
      this.post({ type: 'pixels', requestId, source, indices });
    });
  }

  /**
   * Asks about the network of a run. Answers come between two steps.
   * @returns undefined when the worker died before
   */
  inspect<Asked extends Question>(
    runId: number,
    weights: WeightsChoice,
    question: Asked,
  ): Promise<AnswerTo<Asked['kind']> | Refusal | undefined> {
    const requestId = ++this.#lastRequestId;
    return new Promise((resolve, reject) => {
      this.#inspections.set(requestId, (answer) => {
        if (answer === undefined || answer.kind === 'refused' || isAnswerTo(question, answer)) resolve(answer);
        else reject(new Error(`asked for ${question.kind}, answered ${answer.kind}`));
      });
      this.post({ type: 'inspect', requestId, runId, weights, question });
    });
  }

  #startAnother(): void {
    this.#dropWorker();
    this.#watch.heard();
    const worker = this.#startWorker();
    worker.onmessage = ({ data }: MessageEvent<unknown>) => this.#receive(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#lose(event.message || 'the worker could not be started');
    };
    worker.onmessageerror = () => this.#lose('a message of the worker could not be read');
    this.#worker = worker;
    this.post({ type: 'boot', ...this.#settings });
  }

  #dropWorker(): void {
    const worker = this.#worker;
    this.#worker = undefined;
    this.#isReady = false;
    if (worker !== undefined) {
      worker.onmessage = null;
      worker.onerror = null;
      worker.onmessageerror = null;
      worker.terminate();
    }
    for (const resolve of this.#pixelRequests.values()) resolve(undefined);
    this.#pixelRequests.clear();
    for (const resolve of this.#inspections.values()) resolve(undefined);
    this.#inspections.clear();
  }

  #receive(data: unknown): void {
    this.#watch.heard();
    const event = parseEngineEvent(data);
    if (event === undefined) return;
    if (event.type === 'pixels') {
      this.#pixelRequests.get(event.requestId)?.(event.pixels);
      this.#pixelRequests.delete(event.requestId);
      return;
    }
    if (event.type === 'inspection') {
      this.#inspections.get(event.requestId)?.(event.answer);
      this.#inspections.delete(event.requestId);
      return;
    }
    if (event.type === 'fatal') {
      this.#replace(event.fault);
      return;
    }
    if (event.type === 'ready') {
      this.#isReady = true;
      this.#replacements = 0;
    }
    this.#listener.onEvent(event);
  }

  #tick(): void {
    if (this.#worker === undefined) return;
    const verdict = this.#watch.tick(this.#isReady ? READY_LIMITS : BOOT_LIMITS);
    if (verdict === 'give-up') this.#lose('the worker no longer answers');
    // Asking for no pixels is the smallest question there is.
    else if (verdict === 'ask') void this.requestPixels('train', new Uint32Array(0));
  }

  #lose(message: string): void {
    this.#replace({ code: 'worker-died', message });
  }

  #replace(fault: Fault): void {
    const replaced = fault.code !== 'no-backend' && this.#replacements < REPLACEMENTS_LIMIT;
    this.#dropWorker();
    this.#listener.onWorkerLost(fault, replaced);
    if (!replaced) return;
    this.#replacements++;
    this.#startAnother();
  }
}

function isAnswerTo<Asked extends Question>(question: Asked, answer: Answer): answer is AnswerTo<Asked['kind']> {
  return answer.kind === question.kind;
}
