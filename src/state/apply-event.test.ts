import { describe, expect, it } from 'vitest';
import { DEFAULT_EXPERIMENT } from '../experiment/schema.ts';
import type { RunPhase, SplitName } from '../protocol/messages.ts';
import { applyEvent } from './apply-event.ts';
import { newRun } from './new-run.ts';
import { initialRoomState, type RoomState } from './room-state.ts';
import { runProgress } from './run-progress.ts';

const HOUR_MS = 3_600_000;

/** Ten epochs of 10 steps of 10 ms each; each measures 100 images twice, whose training would take 200 ms. */
function trained(state: RoomState, epoch: number, nowMs: number, evaluationMs: number): RoomState {
  const said = [
    phase('training', 10 * epoch),
    {
      type: 'chunk',
      runId: 1,
      firstStep: 10 * (epoch - 1),
      losses: new Float32Array(10),
      accuracies: new Float32Array(10),
      learningRates: new Float32Array(10),
      trainingMs: 100 * epoch,
      msPerStep: 10,
      imagesPerSecond: 1000,
    },
    phase('evaluating', 10 * epoch),
    evaluation('train', epoch),
    evaluation('validation', epoch),
  ] as const;
  let evaluated = state;
  for (const event of said) evaluated = { ...evaluated, ...applyEvent(evaluated, event, nowMs) };
  return { ...evaluated, ...applyEvent(evaluated, phase('training', 10 * epoch), nowMs + evaluationMs) };
}

function phase(phase: RunPhase, step: number) {
  return { type: 'phase', runId: 1, phase, step } as const;
}

function evaluation(split: SplitName, epoch: number) {
  const images = 100;
  const counts = new Uint32Array(100);
  counts[0] = images;
  return {
    type: 'evaluation',
    runId: 1,
    split,
    epoch,
    step: 10 * epoch,
    isBest: false,
    trainingMs: 100 * epoch,
    loss: 1,
    counts,
    indices: new Uint32Array(images),
    actual: new Uint8Array(images),
    predicted: new Uint8Array(images),
    probabilities: new Uint16Array(10 * images),
    areas: new Array<null>(10).fill(null),
  } as const;
}

function begun(): RoomState {
  const experiment = { ...DEFAULT_EXPERIMENT, trainImages: 1000, batchSize: 100, epochs: 10 };
  return { ...initialRoomState([]), run: newRun(1, { key: 'run 1', number: 1 }, experiment, []) };
}

function leftMs({ run }: RoomState): number | undefined {
  return run && runProgress(run).leftMs;
}

describe('the time left', () => {
  it('is that of steps and evaluations at their pace', () => {
    expect(leftMs(trained(begun(), 1, 0, 60))).toBe(90 * 10 + 9 * 60);
  });

  it('knows nothing of a night that the machine slept during an evaluation', () => {
    const first = trained(begun(), 1, 0, 60);
    expect(leftMs(trained(first, 2, 1000, 8 * HOUR_MS))).toBe(80 * 10 + 8 * 60);
    // During the very first: as long as training on its 200 images would have taken.
    expect(leftMs(trained(begun(), 1, 0, 8 * HOUR_MS))).toBe(90 * 10 + 9 * 200);
  });

  it('follows evaluations that have really become slow', () => {
    expect(leftMs(trained(trained(begun(), 1, 0, 60), 2, 1000, 1900))).toBe(80 * 10 + 8 * 1900);
  });
});
