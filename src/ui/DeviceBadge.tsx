import { Badge } from '@mantine/core';
import type { Device } from '../state/room-state.ts';
import { Hint } from './Hint.tsx';
import { useRoom } from './room-context.ts';

/** What trains here: `wasm, 2 threads, verified`, or the GPU's name. */
export function DeviceBadge() {
  const engine = useRoom((state) => state.engine);
  if (engine.kind !== 'ready') return null;
  const { device } = engine;
  return (
    <Hint text={explanation(device)}>
      <Badge variant="default" radius="sm" tt="none" fw={500} tabIndex={0} className="device-badge">
        {summary(device)}
      </Badge>
    </Hint>
  );
}

function summary({ backend, adapter, threads, verified }: Device): string {
  const what = backend === 'wasm' ? `wasm, ${threads} ${threads === 1 ? 'thread' : 'threads'}` : `webgpu, ${adapter}`;
  return verified ? `${what}, verified` : what;
}

function explanation({ backend, adapter, verified }: Device): string {
  const what = backend === 'wasm' ? `WebAssembly on the processor (${adapter}).` : `WebGPU on ${adapter}.`;
  return verified ? `${what} Two known training steps gave the stored losses and gradients before first use.` : what;
}
