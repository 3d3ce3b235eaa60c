/**
 * The study's five networks, trained by its recipe on the whole dataset with the page's own worker, and one of our own by
 * a recipe of our own; results go to `public/reference/`, where the page reads them.
 *
 *   npm run reproduce -- [--networks conv2dsimple2,…|all] [--seeds 1,…] [--resume] [--backend auto|wasm|webgpu]
 *     [--threads N] [--runtime chromium|node] [--patience 8] [--shirt-weight 4] [--epochs N] [--images N]
 *     [--link 'v=1&net=…'] [--out DIR]
 *   npm run reproduce -- --check
 *   npm run reproduce -- --weights [--networks …]
 *
 * `--resume` goes on after the last whole epoch of a run that was interrupted, to the bit, and leaves runs that are done
 * alone. `--patience` cuts a run short when validation accuracy has not improved for so many epochs; its file says so. It
 * may come with `--resume`. `--shirt-weight` is the trial of the class weights. With `--epochs` or
 * `--images`, or another experiment by `--link` (what follows the # of the page's address), a run is a trial and goes to a
 * folder of its own. `--check` prints the table beside the study's and fails where a row is
 * missing or short of its bar. `--weights` rounds the kept weights of finished runs to ship them.
 */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { relative } from 'node:path';
import { runnerImport } from 'vite';
import { printCheck } from './reproduce/check.mjs';
import { openEngine } from './reproduce/engines.mjs';
import { readOptions } from './reproduce/options.mjs';
import { buildFolder, currentCode } from './reproduce/places.mjs';
import { accuracyOf, duration, percent } from './reproduce/progress.mjs';
import { readRun, referenceRunOf, writeRun } from './reproduce/publish.mjs';
import { SHIPPED, shipWeights } from './reproduce/round-weights.mjs';
import { buildPage } from './reproduce/serve.mjs';
import { dropState, loadState } from './reproduce/state.mjs';
import { train } from './reproduce/train.mjs';
import { ROOT } from './run.mjs';

/** @type {<T>(path: string) => Promise<T>} */
const importSource = async (path) => /** @type {any} */ ((await runnerImport(`${ROOT}/src/${path}`)).module);
/** @type {typeof import('../src/core/networks.ts')} */
const { NETWORK_IDS } = await importSource('core/networks.ts');
/** @type {typeof import('../src/core/classes.ts')} */
const { CLASS_NAMES } = await importSource('core/classes.ts');
/** @type {typeof import('../src/experiment/presets.ts')} */
const { referenceRecipe } = await importSource('experiment/presets.ts');
/** @type {typeof import('../src/experiment/link.ts')} */
const { parseLink } = await importSource('experiment/link.ts');
/** @type {typeof import('../src/experiment/schema.ts')} */
const { experimentSchema, isSameSetting, SETTING_NAMES } = await importSource('experiment/schema.ts');
/** @type {typeof import('../src/experiment/read-experiment.ts')} */
const { EXPERIMENT_VERSION, storedExperiment } = await importSource('experiment/read-experiment.ts');
const source = {
  .../** @type {typeof import('../src/reference/reference-run.ts')} */ (
    await importSource('reference/reference-run.ts')
  ),
  .../** @type {typeof import('../src/reference/half-floats.ts')} */ (await importSource('reference/half-floats.ts')),
  storedExperiment,
};

/** Asked for once: what is edited while the rows train goes into none of them. */
const CODE = currentCode();

/** @typedef {ReturnType<typeof readOptions>} Options */

/** @param {string} link what follows the # of an address */
function experimentOf(link) {
  const parsed = parseLink(link);
  if ('refused' in parsed) throw new Error(`--link: ${parsed.refused}`);
  if (parsed.experiment === undefined) throw new Error('--link: it names no experiment');
  if (parsed.notices.length > 0) throw new Error(`--link: ${parsed.notices.join(' ')}`);
  return parsed.experiment;
}

/** @param {string} link */
const nameOf = (link) => createHash('sha256').update(link).digest('hex').slice(0, 8);

/**
 * @param {Options} options
 * @param {import('../src/core/networks.ts').NetworkId} network
 * @param {number} seed
 */
function plannedRun({ epochs, images, link, isTrial, patience, shirtWeight }, network, seed) {
  const recipe = link === undefined ? referenceRecipe(network) : experimentOf(link);
  const shirt = CLASS_NAMES.indexOf('Shirt');
  const experiment = experimentSchema.parse({
    ...recipe,
    seed,
    epochs: epochs ?? recipe.epochs,
    trainImages: images ?? recipe.trainImages,
    earlyStoppingPatience: patience,
    classWeights: recipe.classWeights.map((weight, label) => (label === shirt ? shirtWeight : weight)),
  });
  const size = `${experiment.trainImages}x${experiment.epochs}`;
  const trial = isTrial ? `-trial-${size}${link === undefined ? '' : `-${nameOf(link)}`}` : '';
  const weighted = shirtWeight === 1 ? '' : `-shirt-${shirtWeight}`.replace('.', '-');
  return { id: `${network}-seed-${seed}${weighted}${trial}`, experiment };
}

/**
 * Where a run is to begin: anew, or after the last whole epoch of an earlier session.
 * @param {ReturnType<typeof plannedRun>} planned
 * @param {boolean} resume
 * @returns {import('./reproduce/state.mjs').RunState}
 */
function beginning({ id, experiment }, resume) {
  const kept = resume ? loadState(id) : undefined;
  if (kept?.checkpoint === undefined) {
    dropState(id);
    const none = new Float32Array(0);
    const start = { seconds: 0, epochs: [], losses: none, accuracies: none };
    return { version: EXPERIMENT_VERSION, id, key: randomUUID(), code: CODE, experiment, ...start };
  }
  if (kept.version !== EXPERIMENT_VERSION) {
    throw new Error(`${id} was begun by ${kept.code.commit}: check that out to go on, or begin without --resume`);
  }
  const changed = SETTING_NAMES.find(
    (name) => name !== 'earlyStoppingPatience' && !isSameSetting(name, kept.experiment, experiment),
  );
  if (changed !== undefined) throw new Error(`${id} was begun with another ${changed}: begin anew without --resume`);
  console.log(`  ${id}  goes on after epoch ${kept.epochs.length}`);
  // How long to wait for a better epoch decides only when a run ends, not how it goes.
  return { ...kept, experiment, checkpoint: { ...kept.checkpoint, experiment } };
}

/**
 * @param {import('./reproduce/state.mjs').RunState} state
 * @param {Options} options
 * @param {(opened: Awaited<ReturnType<typeof openEngine>>) => Promise<void>} work
 */
async function withEngine({ id, code }, options, work) {
  const folder = buildFolder(code.build);
  const isItsCode = code.build === CODE.build;
  if (!existsSync(folder) && !isItsCode) {
    throw new Error(
      `${id} was begun by ${code.commit}, whose build is gone: check that out, or begin without --resume`,
    );
  }
  await buildPage(folder);
  const opened = await openEngine(folder, options.engine);
  try {
    await work(opened);
  } finally {
    await opened.engine.close();
  }
}

/** @param {Options} options */
async function reproduce(options) {
  console.log(`${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, commit ${CODE.commit}`);
  if (CODE.modified) console.log('  with changes that no commit holds: runs begun now will not count as full ones');
  /** Builds that no later run can be of. @type {Set<string>} */
  const passing = new Set();
  for (const network of options.networks) {
    for (const seed of options.seeds) {
      const planned = plannedRun(options, network, seed);
      if (options.resume && readRun(options.out, planned.id, source) !== undefined) {
        console.log(`  ${planned.id}  is done`);
        continue;
      }
      const begun = beginning(planned, options.resume);
      await withEngine(begun, options, async ({ engine, device }) => {
        console.log(`  ${begun.id}  on ${device.backend}, ${device.adapter}, ${device.threads} threads`);
        const ended = await train(engine, begun);
        const run = referenceRunOf(ended, device, engine.runtime, source);
        const file = relative(ROOT, writeRun(options.out, run, source));
        const end = `test accuracy ${percent(accuracyOf(run.test))} with epoch ${run.test.epoch}`;
        console.log(`  ${begun.id}  ${end}, ${duration(run.seconds.total)}: ${file}`);
        if (network === SHIPPED && options.shirtWeight === 1)
          await shipWeights(engine, ended.state, options.out, source);
      });
      if (options.isTrial) dropState(begun.id);
      if (begun.code.modified) passing.add(begun.code.build);
    }
  }
  for (const build of passing) rmSync(buildFolder(build), { recursive: true, force: true });
}

/** @param {Options} options */
async function roundWeights(options) {
  for (const network of options.networks) {
    for (const seed of options.seeds) {
      const { id } = plannedRun(options, network, seed);
      const state = loadState(id);
      if (state === undefined) throw new Error(`the weights of ${id} are not on this machine`);
      await withEngine(state, options, ({ engine }) => shipWeights(engine, state, options.out, source));
    }
  }
}

try {
  const options = readOptions(NETWORK_IDS);
  if (options.check) process.exitCode = (await printCheck(options.out, source)) ? 0 : 1;
  else if (options.weights) await roundWeights(options);
  else await reproduce(options);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
