import type { RunHeader } from '../../state/room-state.ts';
import { countText } from '../format.ts';

/** What a run was trained on, for whoever reads of its times. */
export function reportDevice(device: RunHeader['device']): string {
  if (device === undefined) return 'What it was trained on was not recorded.';
  const { backend, adapter, threads } = device;
  if (backend === 'webgpu') return `Trained on a GPU with WebGPU: ${adapter}.`;
  return `Trained on a CPU with ${countText(threads)} ${threads === 1 ? 'thread' : 'threads'} (WebAssembly, ${adapter}).`;
}
