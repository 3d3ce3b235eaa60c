import { describe, expect, it } from 'vitest';
import { afterEpoch, INITIAL_PLATEAU, type SchedulePlan, scheduleFactor } from './schedule.ts';

/** The learning rate after each epoch, starting from `rate`. */
function ratesAfter(losses: readonly number[], rate = 0.001): number[] {
  let plateau = INITIAL_PLATEAU;
  let learningRate = rate;
  return losses.map((loss) => {
    ({ state: plateau, learningRate } = afterEpoch(plateau, learningRate, loss, STUDY));
    return learningRate;
  });
}

/** The study's. */
const STUDY = { factor: 0.5, patience: 2, floor: 1e-8 };

describe('the plateau schedule', () => {
  it('keeps the rate while the loss improves', () => {
    expect(ratesAfter([0.9, 0.8, 0.7, 0.6])).toEqual([0.001, 0.001, 0.001, 0.001]);
  });

  it('halves it after two epochs without improvement, and again after two more', () => {
    expect(ratesAfter([0.5, 0.6, 0.6, 0.6, 0.6])).toEqual([0.001, 0.001, 0.0005, 0.0005, 0.00025]);
  });

  it('counts from the best loss, not from the last', () => {
    expect(ratesAfter([0.5, 0.9, 0.6])).toEqual([0.001, 0.001, 0.0005]);
  });

  it('starts counting again after an improvement', () => {
    expect(ratesAfter([0.5, 0.6, 0.4, 0.6, 0.3])).toEqual([0.001, 0.001, 0.001, 0.001, 0.001]);
  });

  it('does not take less than 0.0001 for an improvement', () => {
    expect(ratesAfter([0.5, 0.49995, 0.49991]).at(-1)).toBe(0.0005);
    expect(ratesAfter([0.5, 0.4998, 0.4996]).at(-1)).toBe(0.001);
  });

  it('takes a loss that is not a number for no improvement', () => {
    expect(ratesAfter([0.5, Number.NaN, Number.NaN]).at(-1)).toBe(0.0005);
  });

  it('never falls below 1e-8, nor lifts a rate that already is below', () => {
    expect(ratesAfter([0.5, 0.6, 0.6], 1.5e-8).at(-1)).toBe(1e-8);
    expect(ratesAfter([0.5, 0.6, 0.6], 1e-9).at(-1)).toBe(1e-9);
  });
});

const PLAN: SchedulePlan = {
  schedule: 'constant',
  stepsPerEpoch: 4,
  epochs: 5,
  warmupEpochs: 0,
  stepEpochs: 2,
  stepFactor: 0.5,
  exponentialFactor: 0.9,
  cosineFloor: 0,
  cyclePeak: 0.3,
};

/** The factors of a whole run. */
function factors(change: Partial<SchedulePlan>): number[] {
  const plan = { ...PLAN, ...change };
  return Array.from({ length: plan.stepsPerEpoch * plan.epochs }, (_, step) => scheduleFactor(plan, step));
}

function expectClose(actual: readonly number[], expected: readonly number[]): void {
  expect(actual.length).toBe(expected.length);
  for (const [index, value] of expected.entries()) expect(actual[index]).toBeCloseTo(value, 7);
}

describe('scheduleFactor', () => {
  it('stays at the base rate for a constant schedule, and for a plateau, which moves the base itself', () => {
    expect(factors({}).every((factor) => factor === 1)).toBe(true);
    expect(factors({ schedule: 'plateau' }).every((factor) => factor === 1)).toBe(true);
  });

  it('goes down in stairs of whole epochs', () => {
    const stairs = [1, 1, 1, 1, 1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.25];
    expectClose(factors({ schedule: 'step' }), stairs);
  });

  it('falls by its factor after each epoch', () => {
    const everyFourth = factors({ schedule: 'exponential' }).filter((_, step) => step % 4 === 3);
    expectClose(everyFourth, [1, 0.9, 0.81, 0.729, 0.6561]);
  });

  // torch.optim.lr_scheduler.CosineAnnealingLR(T_max=9, eta_min=0.1 of the rate), PyTorch 1.13.
  it("follows PyTorch's cosine down to its floor at the last step", () => {
    const expected = [1, 0.97286168, 0.89472, 0.775, 0.62814168, 0.47185832, 0.325, 0.20528, 0.12713832, 0.1];
    expectClose(factors({ schedule: 'cosine', cosineFloor: 0.1, stepsPerEpoch: 2 }), expected);
  });

  // torch.optim.lr_scheduler.OneCycleLR(total_steps=20, pct_start=0.3), PyTorch 1.13.
  it("follows PyTorch's one cycle up and down", () => {
    const expected = [
      0.04, 0.13167184, 0.37167184, 0.66832816, 0.90832816, 1, 0.98746401, 0.95048463, 0.89091618, 0.81174565, 0.716943,
      0.61126202, 0.500002, 0.38874198, 0.283061, 0.18825835, 0.10908782, 0.049519368, 0.012539994, 4e-6,
    ];
    expectClose(factors({ schedule: 'oneCycle' }), expected);
  });

  it('climbs evenly through the warm-up to where the schedule then starts', () => {
    const warm = factors({ warmupEpochs: 1.5, schedule: 'cosine' });
    expectClose(warm.slice(0, 7), [1 / 7, 2 / 7, 3 / 7, 4 / 7, 5 / 7, 6 / 7, 1]);
    expect(warm.at(-1)).toBeCloseTo(0, 12);
  });

  it.each(['constant', 'step', 'exponential', 'cosine', 'oneCycle', 'plateau'] as const)(
    'keeps %s within 0..1 even in a run of a single step',
    (schedule) => {
      const [factor] = factors({ schedule, epochs: 1, stepsPerEpoch: 1 });
      expect(factor).toBeGreaterThanOrEqual(0);
      expect(factor).toBeLessThanOrEqual(1);
    },
  );
});
