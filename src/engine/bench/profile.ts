import type { BenchBackend } from './contract.ts';
import { GpuTimes } from './gpu-times.ts';
import { KernelTimes } from './kernel-times.ts';

/** The time by kernel of a library that is built on tfjs: by the clock on wasm, by the GPU's own on WebGPU. */
export class Profile {
  readonly #backend: BenchBackend;
  readonly #kernels = new KernelTimes();
  readonly #gpu: GpuTimes | undefined;

  /** Make it before the backend starts. */
  constructor(backend: BenchBackend) {
    this.#backend = backend;
    if (backend === 'wasm') return;
    this.#gpu = new GpuTimes(
      (name, ms) => this.#kernels.add(name, ms),
      () => this.#kernels.current,
    );
    this.#gpu.timeDispatches();
  }

  /** Call it once the backend has started. */
  watchKernels(): void {
    this.#kernels.watch(this.#backend, this.#backend === 'wasm');
  }

  /**
   * Runs some steps one by one, since the GPU's clock holds so many dispatches and no more.
   * @param step resolves when all its work is done
   */
  async run(
    steps: number,
    step: () => Promise<void>,
  ): Promise<{ msPerStep: number[]; kernels: Record<string, number> }> {
    await this.#gpu?.collect();
    this.#kernels.take();
    const msPerStep: number[] = [];
    for (let index = 0; index < steps; index++) {
      const start = performance.now();
      await step();
      msPerStep.push(performance.now() - start);
      await this.#gpu?.collect();
    }
    const kernels = this.#kernels.take();
    const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
    const rest = sum(msPerStep) - sum(Object.values(kernels));
    return { msPerStep, kernels: { ...kernels, '(outside kernels)': Math.max(0, rest) } };
  }
}
