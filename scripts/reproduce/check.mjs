/** `--check`: the runs there are beside the study's table, our own network's below. */
import { runnerImport } from 'vite';
import { ROOT } from '../run.mjs';
import { accuracyOf, duration, percent } from './progress.mjs';
import { readRuns, weightsProblems } from './publish.mjs';

/** @type {<T>(path: string) => Promise<T>} */
const importSource = async (path) => /** @type {any} */ ((await runnerImport(`${ROOT}/src/${path}`)).module);

/** @typedef {import('../../src/reference/reproduction.ts').ReproducedRow} ReproducedRow */

const HEAD = [
  'network',
  'seed',
  'epochs',
  'kept',
  'train, end',
  'running',
  'validation',
  'test',
  '95% interval',
  'study',
  'p',
  'bar',
  'took',
];

/** @param {ReproducedRow} row */
function cells({ goal, study, run, reached, againstStudy }) {
  const theirs = study?.test === undefined ? '' : percent(study.test);
  const bar = percent(goal.bar);
  if (run === undefined || reached === undefined) {
    return [goal.network, '', '', '', '', '', '', 'not yet trained', '', theirs, '', bar, ''];
  }
  const { low, high } = reached.interval;
  return [
    goal.network,
    String(run.experiment.seed),
    `${run.epochs.length}${run.ending === 'early-stopping' ? ', cut short' : ''}`,
    String(run.test.epoch),
    percent(reached.lastTrain),
    percent(reached.lastRunningTrain),
    percent(reached.validation),
    percent(reached.test),
    `${percent(low)} to ${percent(high)}`,
    theirs,
    againstStudy?.test?.toFixed(3) ?? '',
    bar,
    duration(run.seconds.total),
  ];
}

/** @param {readonly ReproducedRow[]} rows */
function table(rows) {
  const lines = [HEAD, ...rows.map(cells)];
  const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** @param {number} change */
const points = (change) => `${change < 0 ? '' : '+'}${(100 * change).toFixed(1)} points`;

/**
 * @param {string} folder
 * @param {import('./publish.mjs').Schemas} schemas
 * @returns {Promise<boolean>} whether every row is there, of a full run, and reaches its bar, and the claims hold
 */
export async function printCheck(folder, schemas) {
  /** @type {typeof import('../../src/reference/reproduction.ts')} */
  const { reproduction } = await importSource('reference/reproduction.ts');
  const runs = readRuns(folder, schemas);
  const { rows, claims, capacity, weightTrials } = reproduction(runs);
  console.log(table(rows));
  const failures = [
    ...rows.flatMap(({ goal, problems }) => problems.map((problem) => `${goal.network}: ${problem}`)),
    ...runs.flatMap((run) => weightsProblems(folder, run)),
  ];
  if (!runs.some(({ weights }) => weights !== undefined)) failures.push('no run comes with its weights');
  for (const { goal, run, reached, repeats } of rows) {
    for (const { experiment, test, epochs } of repeats) {
      console.log(
        `${goal.network}, seed ${experiment.seed}: test ${percent(accuracyOf(test))}, ${epochs.length} epochs`,
      );
    }
    if (run !== undefined && reached !== undefined && goal.mostTrainingSeconds !== undefined) {
      const took = `training took ${duration(run.seconds.training)}`;
      const pace = `${duration(reached.undisturbedSeconds)} at the pace of its fastest epoch`;
      console.log(`${goal.network}: ${took}, ${pace}, of ${duration(goal.mostTrainingSeconds)}`);
    }
    const { weights } = run ?? {};
    if (weights !== undefined) {
      console.log(
        `${goal.network}: test ${percent(accuracyOf(weights.test))} with its weights as half-precision numbers`,
      );
    }
  }
  console.log('');
  for (const { words, holdsIn, rows: trained } of claims) {
    console.log(`${words}: in ${holdsIn} of ${trained} rows`);
    // One run of one seed is a draw; what holds in most of them is a finding.
    if (trained > 0 && 2 * holdsIn <= trained) failures.push(`"${words}" does not hold in most rows`);
  }
  if (capacity !== undefined) {
    const { train, runningTrain, holds } = capacity;
    const learnt = `${percent(train)} of the training images, ${percent(runningTrain)} running`;
    console.log(`Conv2Dnet has limited capacity to learn the training data: ${holds ? '' : 'not '}so, ${learnt}`);
  }
  for (const { network, weight, shirtRecall, shirtPrecision, topRecall, holds } of weightTrials) {
    const changes = `recall ${points(shirtRecall)}, precision ${points(shirtPrecision)}, T-shirt/top's recall ${points(topRecall)}`;
    console.log(`Shirt counting ${weight} times in ${network}: ${changes}`);
    if (!holds) failures.push(`${network}: weighting Shirt up did not trade as the study says`);
  }
  if (weightTrials.length === 0) failures.push('the trial of the class weights is missing: --shirt-weight 4');
  for (const failure of failures) console.log(`FAILED ${failure}`);
  return failures.length === 0;
}
