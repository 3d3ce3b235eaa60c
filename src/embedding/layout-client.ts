import type { LayoutReport, LayoutRequest } from './layout-messages.ts';
import type { LaidOut } from './umap-layout.ts';

/** The page's end of laying out: a worker of its own, started with the first layout. */

export interface LayoutOrder {
  /** Copied // [count, width] */
  readonly points: Float32Array;
  readonly width: number;
  /** Copied // [count, 2] */
  readonly start?: Float32Array | undefined;
  /** Share of the work done, 0..1. */
  readonly onProgress: (share: number) => void;
}

export type Layout = LaidOut | { readonly fault: string };

interface Waiting {
  readonly onProgress: (share: number) => void;
  readonly resolve: (layout: Layout) => void;
}

export class LayoutClient {
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #lastId = 0;

  /** One after the other, in the order asked for. Never rejects. */
  lay({ points, width, start, onProgress }: LayoutOrder): Promise<Layout> {
    const id = ++this.#lastId;
    return new Promise((resolve) => {
      this.#waiting.set(id, { onProgress, resolve });
      try {
        this.#worker ??= this.#start();
        const request: LayoutRequest = { id, input: { points, width, start } };
        this.#worker.postMessage(request);
      } catch (error) {
        this.#lose(String(error));
      }
    });
  }

  /** Gives up what is under way; the next layout starts the worker again. */
  stop(): void {
    this.#lose('given up');
  }

  #start(): Worker {
    const worker = new Worker(new URL('./layout.worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<LayoutReport>) => this.#receive(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#lose(event.message || 'the worker that lays out could not be started');
    };
    return worker;
  }

  #receive(report: LayoutReport): void {
    const waiting = this.#waiting.get(report.id);
    if (report.kind === 'progress') {
      waiting?.onProgress(report.share);
      return;
    }
    this.#waiting.delete(report.id);
    waiting?.resolve(report.kind === 'failed' ? { fault: report.message } : report);
  }

  #lose(fault: string): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    for (const { resolve } of this.#waiting.values()) resolve({ fault });
    this.#waiting.clear();
  }
}
