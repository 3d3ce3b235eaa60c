import { describe, expect, it } from 'vitest';
import { NETWORK_IDS, type NetworkId, OWN_NETWORK_ID } from '../core/networks.ts';
import { DEFAULT_EXPERIMENT } from '../experiment/schema.ts';
import { fakeMeasured, fakeReferenceRun } from './fake-reference-run.ts';
import type { ReferenceRun } from './reference-run.ts';
import { reproduction } from './reproduction.ts';

function problemsOf(network: NetworkId, ...runs: ReferenceRun[]): readonly string[] | undefined {
  return reproduction(runs).rows.find(({ goal }) => goal.network === network)?.problems;
}

function problems(run: ReferenceRun): readonly string[] | undefined {
  return problemsOf(run.experiment.network, run);
}

describe('reproduction', () => {
  it('has a row for each network, and says which is not yet trained', () => {
    const { rows } = reproduction([fakeReferenceRun()]);
    expect(rows.map(({ goal }) => goal.network).sort()).toEqual([...NETWORK_IDS].sort());
    expect(rows.filter(({ run }) => run === undefined)).toHaveLength(5);
    expect(problemsOf('conv2dnet')).toEqual(['not yet trained']);
  });

  it('has what a run reached, with the interval', () => {
    const row = reproduction([fakeReferenceRun()]).rows.find(({ goal }) => goal.network === 'conv2dsimple');
    expect(row).toMatchObject({ parameters: 409_034, reached: { test: 0.93, validation: 0.925 }, problems: [] });
    // statsmodels.stats.proportion.proportion_confint(9300, 10000, method='wilson')
    expect(row?.reached?.interval.low).toBeCloseTo(0.924832, 6);
    expect(row?.reached?.interval.high).toBeCloseTo(0.934837, 6);
  });

  it('takes the seed that is best on validation images for the row, whatever it reached on test images', () => {
    const lucky = fakeReferenceRun({ change: { seed: 2 }, wrongTests: 10 });
    const better = fakeReferenceRun({ change: { seed: 7 }, wrongTests: 90 });
    const kept = better.test.epoch - 1;
    const epoch = better.epochs[kept];
    if (epoch === undefined) throw new Error('no epochs');
    const chosen = { ...better, epochs: better.epochs.with(kept, { ...epoch, validation: fakeMeasured(1200, 1) }) };
    const row = reproduction([lucky, chosen]).rows.find(({ goal }) => goal.network === 'conv2dsimple');
    expect(row?.run).toBe(chosen);
    expect(row?.repeats).toEqual([lucky]);
  });

  it('takes the lowest of seeds that are equal on validation images', () => {
    const [seven, two] = [7, 2].map((seed) => fakeReferenceRun({ change: { seed }, wrongTests: 10 * seed }));
    const row = reproduction([seven, two].filter((run) => run !== undefined)).rows.find(
      ({ goal }) => goal.network === 'conv2dsimple',
    );
    expect(row?.run).toBe(two);
    expect(row?.repeats).toEqual([seven]);
  });

  it('holds a run to its bar as measured, not as rounded', () => {
    expect(problems(fakeReferenceRun({ wrongTests: 77 }))).toEqual([]);
    expect(problems(fakeReferenceRun({ wrongTests: 78 }))).toEqual(['test accuracy 92.20% is below 92.30%']);
    const justBelow = fakeReferenceRun({ wrongTests: 77 });
    const counts = justBelow.test.counts.with(0, 922).with(1, 78);
    expect(problems({ ...justBelow, test: { ...justBelow.test, counts } })).toHaveLength(1);
  });

  it('asks of the network that is there to overfit that it does', () => {
    const run = fakeReferenceRun({ network: 'inceptioncnn' });
    expect(problems(run)).toEqual([]);
    const last = run.epochs.at(-1);
    if (last === undefined) throw new Error('no epochs');
    const withLast = (change: Partial<typeof last>) => ({
      ...run,
      epochs: run.epochs.with(-1, { ...last, ...change }),
    });
    expect(problems(withLast({ train: fakeMeasured(1200, 30) }))?.[0]).toMatch(/train accuracy 97.50% is not over/);
    expect(problems(withLast({ validation: fakeMeasured(1200, 60) }))?.[0]).toMatch(/gap of 4.17% is not over/);
  });

  it.each<[string, ReferenceRun]>([
    ['fewer images', fakeReferenceRun({ change: { trainImages: 12_000 } })],
    ['another optimiser', fakeReferenceRun({ change: { optimizer: 'adamW' } })],
    ['fewer epochs asked for', fakeReferenceRun({ change: { epochs: 12 }, epochs: 12 })],
    ['class weights', fakeReferenceRun({ change: { classWeights: DEFAULT_EXPERIMENT.classWeights.with(6, 4) } })],
  ])('takes no run of another recipe for a row: %s', (_, run) => {
    expect(problems(run)).toEqual(['not yet trained']);
  });

  it('refuses a run that is not whole', () => {
    expect(problems(fakeReferenceRun({ epochs: 20 }))).toEqual(['not all epochs were trained']);
    expect(problems({ ...fakeReferenceRun(), modified: true })).toEqual(['trained with code that is in no commit']);
  });

  it('lets a run be cut short when 8 epochs brought nothing better, and no sooner', () => {
    const cut = (patience: number): ReferenceRun => ({
      ...fakeReferenceRun({ change: { earlyStoppingPatience: patience }, epochs: 20 }),
      ending: 'early-stopping',
    });
    expect(problems(cut(8))).toEqual([]);
    expect(problems(cut(5))?.[0]).toMatch(/8 epochs/);
  });

  it('holds our own network to its own bar and to half an hour of training', () => {
    const own = fakeReferenceRun({ network: OWN_NETWORK_ID, wrongTests: 55 });
    // The first epoch is held up by other work, the others take as long as given.
    const paced = (seconds: number): ReferenceRun => ({
      ...own,
      epochs: own.epochs.map((epoch, index) => ({ ...epoch, trainingMs: 1000 * (900 + seconds * index) })),
    });
    const atMost = 1800 / own.epochs.length;
    expect(problems(paced(atMost - 1))).toEqual([]);
    expect(problems(paced(atMost + 1))?.[0]).toMatch(/^30\.\d minutes of training at its fastest epoch's pace/);
    const onGpu = { ...own, device: { ...own.device, backend: 'webgpu' as const } };
    expect(problems(onGpu)).toEqual([
      'not trained on two cores without a GPU, so the limit of 30.0 minutes there was not tested',
    ]);
    expect(problems(fakeReferenceRun({ network: OWN_NETWORK_ID, wrongTests: 56 }))).toEqual([
      'test accuracy 94.40% is below 94.50%',
    ]);
  });

  it('counts what the study says in rows of the study alone', () => {
    const { rows, claims } = reproduction([fakeReferenceRun({ network: OWN_NETWORK_ID }), fakeReferenceRun()]);
    expect(rows.filter(({ study }) => study === undefined).map(({ name }) => name)).toEqual(['Conv2Ddeep']);
    expect(claims.map((claim) => claim.rows)).toEqual([1, 1, 1]);
  });
});
