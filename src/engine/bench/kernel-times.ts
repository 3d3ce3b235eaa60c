import * as tf from '@tensorflow/tfjs-core';

/** Milliseconds by kernel for `--profile`: wraps all the kernels a backend has registered. */

interface Running {
  readonly name: string;
  nestedMs: number;
}

export class KernelTimes {
  readonly #running: Running[] = [];
  #ms = new Map<string, number>();

  /** The kernel that runs right now; undefined between kernels. */
  get current(): string | undefined {
    return this.#running.at(-1)?.name;
  }

  add(name: string, ms: number): void {
    this.#ms.set(name, (this.#ms.get(name) ?? 0) + ms);
  }

  /** What was added since the last call. */
  take(): Record<string, number> {
    const times = Object.fromEntries(this.#ms);
    this.#ms = new Map();
    return times;
  }

  /**
   * Call it once the backend has started.
   * @param adds whether the time of the call is the kernel's, as on wasm; on a GPU the call only queues it
   */
  watch(backend: string, adds: boolean): void {
    for (const config of tf.getKernelsForBackend(backend)) {
      tf.unregisterKernel(config.kernelName, backend);
      tf.registerKernel({ ...config, kernelFunc: this.#wrap(config, adds) });
    }
  }

  #wrap({ kernelName, kernelFunc }: tf.KernelConfig, adds: boolean): tf.KernelFunc {
    return (parameters) => {
      const running: Running = { name: kernelName, nestedMs: 0 };
      const start = performance.now();
      this.#running.push(running);
      try {
        return kernelFunc(parameters);
      } finally {
        this.#running.pop();
        const ms = performance.now() - start;
        const outer = this.#running.at(-1);
        if (outer !== undefined) outer.nestedMs += ms;
        if (adds) this.add(kernelName, ms - running.nestedMs);
      }
    };
  }
}
