import { describe, expect, it } from 'vitest';
import { frozenRunSentence } from './frozen-run-sentence.ts';

describe('the sentence about a frozen run', () => {
  it('never lets a result from a link pass for one of this page', () => {
    const recordedOn = { backend: 'wasm', adapter: 'SIMD', threads: 4 } as const;
    expect(frozenRunSentence({ origin: { kind: 'link' }, recordedOn }, 'Conv2Dnet', 65_000)).toBe(
      'Someone else’s results for Conv2Dnet, from their link, trained on a CPU with 4 threads in 1:05 min.',
    );
  });

  it.each([
    [1, '1 s'],
    [59_400, '59 s'],
    [59_600, '1:00 min'],
    [3_599_400, '59:59 min'],
    [3_723_000, '1:02:03 h'],
  ])('gives %d ms of training their unit', (ms, words) => {
    const recordedOn = { backend: 'webgpu', adapter: 'some card', threads: 0 } as const;
    expect(
      frozenRunSentence({ origin: { kind: 'reference', id: 'conv2dnet-seed-1' }, recordedOn }, 'Conv2Dnet', ms),
    ).toBe(`The reference run of Conv2Dnet, trained on a GPU in ${words}.`);
  });

  it('says only what is known', () => {
    expect(frozenRunSentence({ origin: { kind: 'file', name: 'a.zip' }, recordedOn: undefined }, 'Conv2Dnet', 0)).toBe(
      'A run of Conv2Dnet from the file a.zip.',
    );
  });
});
