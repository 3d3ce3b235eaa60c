import { describe, expect, it } from 'vitest';
import { frozenRunSentence } from './frozen-run-sentence.ts';

describe('the sentence about a frozen run', () => {
  it('never lets a result from a link pass for one of this page', () => {
    const recordedOn = { backend: 'wasm', adapter: 'SIMD', threads: 4 } as const;
    expect(frozenRunSentence({ origin: { kind: 'link' }, recordedOn }, 'Conv2Dnet', 65_000)).toBe(
      "Somebody else's result, as their link says: Conv2Dnet, trained on wasm, 4 threads in 1:05 min.",
    );
  });

  it('says only what is known', () => {
    expect(frozenRunSentence({ origin: { kind: 'file', name: 'a.zip' }, recordedOn: undefined }, 'Conv2Dnet', 0)).toBe(
      'A run of Conv2Dnet from the file a.zip.',
    );
  });
});
