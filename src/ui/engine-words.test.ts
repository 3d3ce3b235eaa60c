import { describe, expect, it } from 'vitest';
import type { Device, Rejection } from '../state/room-state.ts';
import { deviceExplanation, deviceSummary, engineWords } from './engine-words.ts';

const CPU: Device = { backend: 'wasm', adapter: 'kernels simd', threads: 2, verified: true };
const GPU: Device = { backend: 'webgpu', adapter: 'nvidia ampere', threads: 0, verified: true };
const NO_GPU: Rejection = {
  backend: 'webgpu',
  fault: { code: 'webgpu-missing', message: 'navigator.gpu is undefined' },
};
const TECHNIQUES = /webgpu|wasm|webassembly|adapter|thread|header|worker/i;

describe('engineWords', () => {
  it('speaks of the processor first, and of techniques only in the reasons', () => {
    const { sentence, reasons } = engineWords({ kind: 'ready', device: CPU }, [NO_GPU], true);
    expect(sentence).toBe('Training on this computer’s processor (CPU); a graphics card would be faster.');
    expect(reasons).toHaveLength(1);
    expect(reasons[0]).toMatch(/WebGPU/);
  });

  it('says why one core is used, where the server is why', () => {
    const one: Device = { ...CPU, threads: 1 };
    expect(engineWords({ kind: 'ready', device: one }, [], false)).toEqual({
      sentence: 'Training uses one processor core.',
      reasons: ['The server of this page doesn’t send the headers that allow more than one processor core.'],
    });
    expect(engineWords({ kind: 'ready', device: one }, [], true)).toEqual({ sentence: '', reasons: [] });
    const both = engineWords({ kind: 'ready', device: one }, [NO_GPU], false);
    expect(both.sentence).toContain('one core');
    expect(both.reasons).toHaveLength(2);
  });

  it('has nothing to say of an engine that is as it was asked for', () => {
    expect(engineWords({ kind: 'ready', device: CPU }, [], true)).toEqual({ sentence: '', reasons: [] });
    expect(engineWords({ kind: 'ready', device: GPU }, [], true)).toEqual({ sentence: '', reasons: [] });
  });

  it('names no technique while it starts', () => {
    const sentences = [undefined, 'webgpu' as const, 'wasm' as const].flatMap((backend) =>
      (['starting', 'verifying'] as const).map(
        (stage) => engineWords({ kind: 'starting', backend, stage }, [NO_GPU], true).sentence,
      ),
    );
    for (const sentence of sentences) {
      expect(sentence).toMatch(/…$/);
      expect(sentence).not.toMatch(TECHNIQUES);
    }
    expect(new Set(sentences).size).toBe(5);
  });
});

describe('the device', () => {
  it('is a CPU or a GPU first', () => {
    expect(deviceSummary(CPU)).toBe('CPU, 2 threads');
    expect(deviceSummary({ ...CPU, threads: 1 })).toBe('CPU, 1 thread');
    expect(deviceSummary(GPU)).toBe('GPU');
  });

  it('is explained with its technique and its check', () => {
    expect(deviceExplanation(CPU)).toMatch(/^Training runs on this computer’s processor.*WebAssembly.*two known steps/);
    expect(deviceExplanation(GPU)).toMatch(/^Training runs on the graphics card \(nvidia ampere\), with WebGPU\./);
    expect(deviceExplanation({ ...CPU, verified: false })).not.toMatch(/known steps/);
  });
});
