import { describe, expect, it } from 'vitest';
import { DEFAULT_EXPERIMENT } from '../../experiment/schema.ts';
import { PartError } from '../../hosting/part.ts';
import { newRun } from '../../state/new-run.ts';
import { initialRoomState, type RoomState, type RunState } from '../../state/room-state.ts';
import { breakdownWords, runSafetySentence } from './breakdown-sentences.ts';

const READY = { kind: 'ready', device: { backend: 'wasm', adapter: 'SIMD', threads: 2, verified: true } } as const;

function roomWith(run: Partial<RunState>, change: Partial<RoomState> = {}): RoomState {
  return {
    ...initialRoomState([]),
    engine: READY,
    ...change,
    run: { ...newRun(1, { key: 'a', number: 1 }, DEFAULT_EXPERIMENT, []), ...run },
  };
}

describe('what is said of a part that is not there', () => {
  it('names it, tells a part that did not come from one that broke, and keeps the cause for who looks for it', () => {
    const gone = breakdownWords(new PartError('unreachable', 1, new TypeError('Failed to fetch')), 'Share');
    expect(gone).toMatchObject({ title: 'Share could not be loaded.', details: 'PartError: Failed to fetch' });
    const broken = breakdownWords(new RangeError('too long'), 'Loss');
    expect(broken).toMatchObject({ title: 'Loss stopped with an error.', details: 'RangeError: too long' });
    expect(breakdownWords('thrown text', 'Loss').details).toBe('thrown text');
  });

  it('advises what can help: trying again, or a reload where trying again can’t', () => {
    const adviceOf = (fault: PartError['fault'], failures: number) =>
      breakdownWords(new PartError(fault, failures, undefined), 'Share').advice;
    expect(adviceOf('unreachable', 1)).toBe('retry');
    expect(adviceOf('unreachable', 5)).toBe('retry');
    expect(adviceOf('refused', 1)).toBe('retry');
    // Firefox answers from memory then.
    expect(adviceOf('refused', 2)).toBe('reload');
    expect(adviceOf('replaced', 1)).toBe('reload');
  });
});

describe('what is said of the run meanwhile', () => {
  it('is that it goes on only while it does', () => {
    expect(runSafetySentence(roomWith({ phase: 'training', step: 7 }))).toMatch(/^Training goes on. Reloading pauses/);
    expect(runSafetySentence(roomWith({ phase: 'lost', step: 7 }))).toBe('');
    const starting = initialRoomState([]).engine;
    expect(runSafetySentence(roomWith({ phase: 'training', step: 7 }, { engine: starting }))).toBe('');
  });

  it('is that it is saved only where all of it is', () => {
    expect(runSafetySentence(roomWith({ phase: 'paused', step: 7 }, { savedStep: 7 }))).toBe('The run is saved.');
    expect(runSafetySentence(roomWith({ phase: 'paused', step: 8 }, { savedStep: 7 }))).toMatch(
      /not all of it is saved/,
    );
    const storeProblem = { attempt: 'save', fault: { code: 'full', message: '' } } as const;
    expect(runSafetySentence(roomWith({ phase: 'training', step: 7 }, { storeProblem }))).toMatch(/would lose it/);
  });

  it('is nothing without a run of one’s own', () => {
    expect(runSafetySentence(initialRoomState([]))).toBe('');
    expect(runSafetySentence(roomWith({ phase: 'finished', origin: { kind: 'reference', id: 'a' } }))).toBe('');
  });
});
