import { describe, expect, it } from 'vitest';
import { CLASS_COUNT } from '../core/classes.ts';
import { DEFAULT_EXPERIMENT } from '../experiment/schema.ts';
import { judgeCheck, verdictOf } from './judge-check.ts';
import type { LessonEnding, LessonEpoch, LessonRun, Measurement } from './lesson-run.ts';

/** 100 images a class; those of `label` are answered rightly as often as `recalls` says, else with the next class. */
function countsOf(recalls: readonly number[]): Uint32Array {
  const counts = new Uint32Array(CLASS_COUNT * CLASS_COUNT);
  for (const [label, recall] of recalls.entries()) {
    counts[label * CLASS_COUNT + label] = Math.round(recall * 100);
    counts[label * CLASS_COUNT + ((label + 1) % CLASS_COUNT)] = 100 - Math.round(recall * 100);
  }
  return counts;
}

const ALIKE = Array.from({ length: CLASS_COUNT }, () => 0.8);

function measured(accuracy: number, loss = 0.5, recalls: readonly number[] = ALIKE): Measurement {
  return { accuracy, loss, counts: countsOf(recalls) };
}

interface MadeUp {
  readonly train?: readonly number[];
  readonly validation: readonly number[];
  readonly losses?: readonly number[];
  readonly memorised?: readonly number[];
  readonly recalls?: readonly number[];
  readonly ending?: LessonEnding | undefined;
  readonly epochs?: number;
}

function madeUp({ train, validation, losses, memorised, recalls, epochs = 20, ...rest }: MadeUp): LessonRun {
  return {
    experiment: { ...DEFAULT_EXPERIMENT, epochs },
    ending: 'ending' in rest ? rest.ending : 'finished',
    epochs: validation.map(
      (accuracy, index): LessonEpoch => ({
        epoch: index + 1,
        train: measured(train?.[index] ?? accuracy),
        validation: measured(accuracy, losses?.[index], recalls),
        memorised: memorised?.[index],
      }),
    ),
  };
}

describe('gap-over', () => {
  const check = { kind: 'gap-over', run: 0, points: 10, byEpoch: 3 } as const;

  it('holds at the first epoch that reaches it', () => {
    const run = madeUp({ train: [0.7, 0.823, 0.95], validation: [0.68, 0.7, 0.7] });
    expect(judgeCheck(check, [run])).toEqual({ verdict: 'held', sentence: 'The gap reached 12.3 points at epoch 2.' });
  });

  it('does not hold when the gap comes too late, or the run ends without it', () => {
    const late = madeUp({ train: [0.7, 0.7, 0.7, 0.9], validation: [0.7, 0.69, 0.7, 0.7] });
    expect(judgeCheck(check, [late])).toEqual({
      verdict: 'not-held',
      sentence: 'The gap reached 1.0 points at epoch 2, its highest by epoch 3.',
    });
    const short = madeUp({ train: [0.75], validation: [0.7], ending: 'stopped' });
    expect(judgeCheck(check, [short]).verdict).toBe('not-held');
  });

  it('waits for a run that is not there or has not come far enough, and knows early when it holds', () => {
    expect(judgeCheck(check, [undefined]).verdict).toBe('not-yet');
    expect(judgeCheck(check, [madeUp({ validation: [0.7], ending: undefined })]).verdict).toBe('not-yet');
    expect(judgeCheck(check, [madeUp({ validation: [], ending: undefined })]).verdict).toBe('not-yet');
    const running = madeUp({ train: [0.9], validation: [0.7], ending: undefined });
    expect(judgeCheck(check, [running]).verdict).toBe('held');
  });
});

describe('train-over and memorised-over', () => {
  it('look at the train accuracy and at the wrong labels', () => {
    const run = madeUp({ train: [0.6, 1], validation: [0.5, 0.5], memorised: [0.1, 0.9] });
    expect(judgeCheck({ kind: 'train-over', run: 0, share: 0.99, byEpoch: 5 }, [run])).toEqual({
      verdict: 'held',
      sentence: 'Train accuracy reached 100.0% at epoch 2.',
    });
    expect(judgeCheck({ kind: 'train-over', run: 0, share: 0.99, byEpoch: 1 }, [run]).verdict).toBe('not-held');
    expect(judgeCheck({ kind: 'memorised-over', run: 0, share: 0.8, byEpoch: 5 }, [run]).sentence).toBe(
      '90.0% of the wrong labels were memorised at epoch 2.',
    );
    expect(judgeCheck({ kind: 'memorised-over', run: 0, share: 0.95, byEpoch: 5 }, [run]).verdict).toBe('not-held');
  });

  it('do not hold where nothing was measured', () => {
    const run = madeUp({ validation: [0.5] });
    expect(judgeCheck({ kind: 'memorised-over', run: 0, share: 0.8, byEpoch: 5 }, [run]).verdict).toBe('not-held');
  });
});

describe('loss-turned', () => {
  const check = { kind: 'loss-turned', run: 0, times: 1.2 } as const;

  it('compares the last validation loss with the lowest, once the run has ended', () => {
    const turned = { validation: [0.7, 0.7, 0.7], losses: [0.8, 0.5, 0.75] };
    expect(judgeCheck(check, [madeUp(turned)])).toMatchObject({
      verdict: 'held',
      sentence: expect.stringContaining('1.5 times'),
    });
    expect(judgeCheck(check, [madeUp({ ...turned, ending: undefined })]).verdict).toBe('not-yet');
    expect(judgeCheck(check, [madeUp({ ...turned, losses: [0.8, 0.5, 0.55] })]).verdict).toBe('not-held');
  });
});

describe('ended-early', () => {
  const check = { kind: 'ended-early', run: 0, epochs: 10 } as const;

  it('wants early stopping, and early enough', () => {
    const early = { validation: [0.7, 0.75, 0.74], epochs: 20, ending: 'early-stopping' } as const;
    expect(judgeCheck(check, [madeUp(early)])).toEqual({
      verdict: 'held',
      sentence: 'The run ended after epoch 3 of 20; its highest validation accuracy was 75.0%, at epoch 2.',
    });
    expect(judgeCheck(check, [madeUp({ ...early, ending: 'stopped' })]).verdict).toBe('not-held');
    expect(judgeCheck(check, [madeUp({ ...early, epochs: 12 })]).verdict).toBe('not-held');
    expect(judgeCheck(check, [madeUp({ ...early, ending: undefined })]).verdict).toBe('not-yet');
  });
});

describe('never-learns', () => {
  const check = { kind: 'never-learns', run: 0, below: 0.3 } as const;

  it('holds for a run that stays at guessing or diverges, and not for one that was good once', () => {
    expect(judgeCheck(check, [madeUp({ validation: [0.1, 0.12, 0.1] })]).verdict).toBe('held');
    expect(judgeCheck(check, [madeUp({ validation: [0.1], ending: 'diverged' })]).sentence).toBe(
      'The run diverged. Validation accuracy never passed 10.0%.',
    );
    expect(judgeCheck(check, [madeUp({ validation: [], ending: 'diverged' })]).verdict).toBe('held');
    expect(judgeCheck(check, [madeUp({ validation: [0.1, 0.5, 0.1] })])).toEqual({
      verdict: 'not-held',
      sentence: 'Validation accuracy reached 50.0% at epoch 2.',
    });
    expect(judgeCheck(check, [madeUp({ validation: [0.1], ending: undefined })]).verdict).toBe('not-yet');
    expect(judgeCheck(check, [madeUp({ validation: [], ending: 'stopped' })]).verdict).toBe('not-yet');
  });
});

describe('checks that compare two runs', () => {
  const plain = madeUp({ train: [0.5, 1, 1, 1], validation: [0.5, 0.79, 0.8, 0.81] });
  const cured = madeUp({ train: [0.5, 0.9, 0.9, 0.9], validation: [0.5, 0.84, 0.83, 0.82] });

  it('take the mean of the last three epochs', () => {
    const check = { kind: 'gap-narrower', run: 1, than: 0, points: 12 } as const;
    expect(judgeCheck(check, [plain, cured])).toEqual({
      verdict: 'held',
      sentence: 'The gap ended at 7.0 points instead of 20.0 points: 13.0 points narrower.',
    });
    expect(judgeCheck({ ...check, points: 13.5 }, [plain, cured]).verdict).toBe('not-held');
    expect(judgeCheck({ ...check, run: 0, than: 1, points: 1 }, [plain, cured])).toMatchObject({
      verdict: 'not-held',
      sentence: expect.stringContaining('wider'),
    });
    const higher = { kind: 'validation-higher', run: 1, than: 0, points: 2.5 } as const;
    expect(judgeCheck(higher, [plain, cured])).toEqual({
      verdict: 'held',
      sentence: 'Validation accuracy ended at 83.0%, compared with 80.0%.',
    });
    expect(judgeCheck({ ...higher, points: 3.5 }, [plain, cured]).verdict).toBe('not-held');
  });

  it('compare the validation losses in percent', () => {
    const high = madeUp({ validation: [0.8, 0.8], losses: [0.5, 0.7] });
    const low = madeUp({ validation: [0.8, 0.8], losses: [0.5, 0.58] });
    const check = { kind: 'loss-lower', run: 1, than: 0, percent: 9 } as const;
    expect(judgeCheck(check, [high, low])).toEqual({
      verdict: 'held',
      sentence: 'Validation loss ended at 0.540, compared with 0.600: 10.0% lower.',
    });
    expect(judgeCheck({ ...check, percent: 11 }, [high, low]).verdict).toBe('not-held');
    expect(judgeCheck({ ...check, run: 0, than: 1 }, [high, low]).sentence).toContain('11.1% higher');
  });

  it('allow a lower one within a bound below 0', () => {
    const check = { kind: 'validation-higher', run: 0, than: 1, points: -3.5 } as const;
    expect(judgeCheck(check, [plain, cured]).verdict).toBe('held');
    expect(judgeCheck({ ...check, points: -2.5 }, [plain, cured]).verdict).toBe('not-held');
  });

  it('wait until both have ended', () => {
    const check = { kind: 'gap-narrower', run: 1, than: 0, points: 1 } as const;
    expect(judgeCheck(check, [plain, undefined]).verdict).toBe('not-yet');
    expect(judgeCheck(check, [undefined, cured]).verdict).toBe('not-yet');
    expect(judgeCheck(check, [plain, { ...cured, ending: undefined }]).verdict).toBe('not-yet');
  });

  it('do not hold for a run that ended before it was measured', () => {
    const empty = madeUp({ validation: [], ending: 'stopped' });
    expect(judgeCheck({ kind: 'validation-higher', run: 0, than: 1, points: 1 }, [plain, empty]).verdict).toBe(
      'not-held',
    );
  });

  it('see whose recall rose and whose paid', () => {
    const shirt = 6;
    const before = madeUp({ validation: [0.8], recalls: ALIKE });
    const after = madeUp({
      validation: [0.8],
      recalls: ALIKE.map((recall, label) => ({ 0: 0.7, 2: 0.75, [shirt]: 0.9 })[label] ?? recall),
    });
    const higher = { kind: 'recall-higher', run: 1, than: 0, label: shirt, points: 9 } as const;
    expect(judgeCheck(higher, [before, after])).toEqual({
      verdict: 'held',
      sentence: 'Recall of Shirt ended at 90.0%, compared with 80.0%.',
    });
    expect(judgeCheck({ ...higher, points: 11 }, [before, after]).verdict).toBe('not-held');
    const pays = { kind: 'recall-pays', run: 1, than: 0, label: shirt, points: 9 } as const;
    expect(judgeCheck(pays, [before, after])).toEqual({
      verdict: 'held',
      sentence: 'T-shirt/top lost 10.0 points of recall (to 70.0%); Pullover lost 5.0 points of recall (to 75.0%).',
    });
    expect(judgeCheck({ ...pays, points: 11 }, [before, after]).verdict).toBe('not-held');
    // The favoured class itself is not among those that pay.
    expect(judgeCheck({ ...pays, run: 0, than: 1 }, [before, after]).sentence).toBe('No other class lost recall.');
  });
});

describe('verdictOf', () => {
  it('needs every check, and is against as soon as one is', () => {
    const held = { verdict: 'held', sentence: '' } as const;
    const notYet = { verdict: 'not-yet', sentence: '' } as const;
    const notHeld = { verdict: 'not-held', sentence: '' } as const;
    expect(verdictOf([held, held])).toBe('held');
    expect(verdictOf([held, notYet])).toBe('not-yet');
    expect(verdictOf([notYet, notHeld])).toBe('not-held');
  });
});
