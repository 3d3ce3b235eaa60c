import { describe, expect, it } from 'vitest';
import { SilenceWatch } from './silence-watch.ts';

const LIMITS = { askAfter: 2, giveUpAfter: 5 };

describe('SilenceWatch', () => {
  it('waits, asks now and then, and gives up in the end', () => {
    const watch = new SilenceWatch();
    const verdicts = Array.from({ length: 5 }, () => watch.tick(LIMITS));
    expect(verdicts).toEqual(['wait', 'ask', 'wait', 'ask', 'give-up']);
  });

  it('starts counting anew with each message', () => {
    const watch = new SilenceWatch();
    for (let tick = 0; tick < 4; tick++) watch.tick(LIMITS);
    watch.heard();
    expect(watch.tick(LIMITS)).toBe('wait');
  });
});
