import type { Device, EngineStatus, Rejection } from '../state/room-state.ts';
import { FAULT_SENTENCES } from './fault-sentences.ts';

/** What trains here and why, first in words that need no knowledge of browsers. The names of techniques come after them. */

export interface EngineWords {
  /** Empty where there is nothing to say. */
  readonly sentence: string;
  /** Why it is so, a reason each; for those who ask. */
  readonly reasons: readonly string[];
}

/** @param isIsolated whether the page was served with the headers that make threads possible */
export function engineWords(engine: EngineStatus, rejections: readonly Rejection[], isIsolated: boolean): EngineWords {
  if (engine.kind === 'starting') return { sentence: startSentence(engine), reasons: [] };
  if (engine.kind !== 'ready') return { sentence: '', reasons: [] };
  const { backend, threads } = engine.device;
  const reasons = rejections.map(({ fault }) => {
    const { title, sentence } = FAULT_SENTENCES[fault.code];
    return `${title} ${sentence}`;
  });
  const isOneCore = backend === 'wasm' && threads === 1 && !isIsolated;
  if (isOneCore)
    reasons.push('The server of this page doesn’t send the headers that allow more than one processor core.');
  if (rejections.length === 0) return { sentence: isOneCore ? 'Training uses one processor core.' : '', reasons };
  if (backend === 'webgpu') return { sentence: 'Training on the graphics card (GPU).', reasons };
  const where = isOneCore ? 'one core of this computer’s processor' : 'this computer’s processor';
  return { sentence: `Training on ${where} (CPU); a graphics card would be faster.`, reasons };
}

function startSentence({ backend, stage }: EngineStatus & { readonly kind: 'starting' }): string {
  if (backend === undefined) return 'Starting…';
  const what = backend === 'webgpu' ? 'the graphics card' : 'the processor';
  return stage === 'verifying' ? `Preparing ${what}: checking its results…` : `Preparing ${what}…`;
}

/** `CPU, 2 threads` or `GPU`. */
export function deviceSummary({ backend, threads }: Device): string {
  if (backend === 'webgpu') return 'GPU';
  return `CPU, ${threads} ${threads === 1 ? 'thread' : 'threads'}`;
}

export function deviceExplanation({ backend, adapter, verified }: Device): string {
  const what =
    backend === 'wasm'
      ? `Training runs on this computer’s processor, with WebAssembly (${adapter}).`
      : `Training runs on the graphics card (${adapter}), with WebGPU.`;
  return verified
    ? `${what} Before first use it trained two known steps and got the expected losses and gradients.`
    : what;
}
