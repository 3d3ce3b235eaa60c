import { instantiateKernels } from './module.ts';
import type { PoolOrder } from './pool.ts';

self.onmessage = (event: MessageEvent<PoolOrder>) => {
  const { compiled, memory, control, thread } = event.data;
  const kernels = instantiateKernels(compiled, memory);
  kernels.attach(control, thread);
  self.postMessage('ready');
  kernels.serve();
  self.close();
};
