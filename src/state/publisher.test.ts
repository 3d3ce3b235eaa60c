import { describe, expect, it } from 'vitest';
import { PUBLISH_INTERVAL_MS, Publisher } from './publisher.ts';

function makeClock() {
  const frames: (() => void)[] = [];
  const delays: { publish: () => void; ms: number }[] = [];
  const clock = {
    time: 0,
    hidden: false,
    frames,
    delays,
    requestFrame: (publish: () => void) => {
      frames.push(publish);
    },
    delay: (publish: () => void, ms: number) => {
      delays.push({ publish, ms });
    },
    now: () => clock.time,
    isHidden: () => clock.hidden,
  };
  return clock;
}

describe('Publisher', () => {
  it('publishes many changes once, with the next frame', () => {
    const clock = makeClock();
    let published = 0;
    const publisher = new Publisher(() => published++, clock);
    for (let change = 0; change < 10; change++) publisher.touch();
    expect(published).toBe(0);
    for (const frame of clock.frames) frame();
    expect(published).toBe(1);
  });

  it('keeps a distance between two times', () => {
    const clock = makeClock();
    let published = 0;
    const publisher = new Publisher(() => published++, clock);
    publisher.touch();
    clock.frames.shift()?.();
    clock.time = 50;
    publisher.touch();
    expect(clock.frames).toHaveLength(0);
    expect(clock.delays.at(-1)?.ms).toBe(PUBLISH_INTERVAL_MS - 50);
    clock.delays.pop()?.publish();
    clock.frames.shift()?.();
    expect(published).toBe(2);
  });

  it('publishes by a timer while the tab is hidden and no frames come', () => {
    const clock = makeClock();
    clock.hidden = true;
    let published = 0;
    const publisher = new Publisher(() => published++, clock);
    publisher.touch();
    expect(clock.frames).toHaveLength(0);
    clock.delays.shift()?.publish();
    expect(published).toBe(1);
  });

  it('publishes at once when flushed, and not again for the same change', () => {
    const clock = makeClock();
    let published = 0;
    const publisher = new Publisher(() => published++, clock);
    publisher.touch();
    publisher.flush();
    clock.frames.shift()?.();
    publisher.flush();
    expect(published).toBe(1);
  });

  it('publishes when the tab hides after a frame was asked for, which then does not come', () => {
    const clock = makeClock();
    let published = 0;
    const publisher = new Publisher(() => published++, clock);
    publisher.touch();
    clock.hidden = true;
    clock.time = PUBLISH_INTERVAL_MS;
    clock.delays.shift()?.publish();
    expect(published).toBe(1);
    // And goes on while it is hidden.
    publisher.touch();
    clock.time *= 3;
    clock.delays.shift()?.publish();
    expect(published).toBe(2);
    // The frame comes after all, when the tab is shown again: there is nothing left to publish.
    publisher.touch();
    for (const frame of clock.frames.splice(0)) frame();
    expect(published).toBe(2);
  });

  it('does so too when the tab hides in the pause between two times', () => {
    const clock = makeClock();
    let published = 0;
    const publisher = new Publisher(() => published++, clock);
    publisher.touch();
    clock.frames.shift()?.();
    clock.delays.shift();
    publisher.touch();
    clock.time = PUBLISH_INTERVAL_MS;
    // The pause is over, a frame is asked for, and the tab hides.
    clock.delays.shift()?.publish();
    clock.hidden = true;
    expect(published).toBe(1);
    clock.time *= 2;
    clock.delays.shift()?.publish();
    expect(published).toBe(2);
  });
});
