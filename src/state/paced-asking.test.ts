import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PacedAsking } from './paced-asking.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Answers a question with its hundredfold. */
function makeAsking(answerMs: number) {
  const asked: { question: number; atMs: number }[] = [];
  const answers: number[] = [];
  const start = Date.now();
  const asking = new PacedAsking<number, number>(
    async (question) => {
      asked.push({ question, atMs: Date.now() - start });
      await new Promise((resolve) => setTimeout(resolve, answerMs));
      return question * 100;
    },
    (answer) => answers.push(answer),
    50,
  );
  return { asking, asked, answers };
}

describe('paced asking', () => {
  it('asks the first at once, then no more than twenty a second, and the last in any case', async () => {
    const { asking, asked, answers } = makeAsking(1);
    // A pointer that sends 125 points a second, for a second.
    for (let point = 0; point < 125; point++) {
      asking.put(point);
      await vi.advanceTimersByTimeAsync(8);
    }
    await vi.runAllTimersAsync();
    expect(asked[0]).toEqual({ question: 0, atMs: 0 });
    expect(asked.length).toBeGreaterThan(15);
    expect(asked.length).toBeLessThanOrEqual(21);
    for (const [place, { atMs }] of asked.slice(1).entries()) {
      expect(atMs - (asked[place]?.atMs ?? 0)).toBeGreaterThanOrEqual(50);
    }
    expect(answers.at(-1)).toBe(12_400);
  });

  it('waits for a slow answer, then asks about the latest: answers come in order', async () => {
    const { asking, asked, answers } = makeAsking(400);
    for (let point = 0; point < 10; point++) {
      asking.put(point);
      await vi.advanceTimersByTimeAsync(30);
    }
    await vi.runAllTimersAsync();
    expect(asked).toEqual([
      { question: 0, atMs: 0 },
      { question: 9, atMs: 400 },
    ]);
    expect(answers).toEqual([0, 900]);
  });

  it('goes on after a question that failed', async () => {
    const answers: string[] = [];
    const ask = vi.fn(async (question: string) => {
      if (question === 'bad') throw new Error('no answer');
      return question;
    });
    const asking = new PacedAsking(ask, (answer: string) => answers.push(answer), 50);
    const failed = new Promise((resolve) => process.once('unhandledRejection', resolve));
    asking.put('bad');
    await failed;
    asking.put('good');
    await vi.runAllTimersAsync();
    expect(answers).toEqual(['good']);
  });
});
