import type { NetworkId } from '../../core/networks.ts';

/** What `npm run bench` asks of a contestant, which is this engine or another library, each in a worker of its own. */

export type BenchBackend = 'wasm' | 'webgpu';

export interface BenchOrder {
  readonly backend: BenchBackend;
  readonly network: NetworkId;
  readonly batch: number;
  /** For wasm, where the contestant can choose. */
  readonly threads: number;
  /** Time every kernel on its own; slower as a whole. */
  readonly profile: boolean;
}

export interface Prepared {
  readonly adapter: string;
  readonly threads: number;
  /** How this contestant's network differs from the others'. */
  readonly note?: string;
}

export interface GpuCounts {
  readonly dispatches: number;
  readonly submits: number;
  readonly bytesUploaded: number;
}

/** Some steps in a row, as the contestant's own training loop would run them. */
export interface Block {
  /**
   * A time for each step. On a GPU steps overlap and are waited for once a block, so there each is the block's mean.
   */
  readonly msPerStep: readonly number[];
  /** Of the whole block; only on WebGPU. */
  readonly gpu?: GpuCounts;
  readonly bytesAllocated?: number;
  /** Worker time that taking a checkpoint after the block took, the copy of the best epoch's weights included. */
  readonly checkpointMs?: number;
  /** Milliseconds by kernel, summed over the block; only when asked for. */
  readonly kernels?: Readonly<Record<string, number>>;
}

export interface Contestant {
  prepare(order: BenchOrder): Promise<Prepared>;
  run(steps: number): Promise<Block>;
}

/** Either call, as a message to the worker. It answers each with a `BenchReply`. */
export type BenchCall = { readonly prepare: BenchOrder } | { readonly run: number };

export type BenchReply = { readonly value: Prepared | Block } | { readonly error: string };
