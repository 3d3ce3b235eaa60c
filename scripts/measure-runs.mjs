/**
 * What keeping runs costs, measured on the built app in Chromium: `node scripts/measure-runs.mjs [--intervals 24]`.
 *
 * - Saving: runs of the default experiment with epochs of 94 and of 40 steps. Of each four checkpoints the page keeps the
 *   first and the last and never hears of the two between (so that a machine that gets slower or faster favours neither),
 *   and what lies between a kept one and the next is compared with what lies between one that was not and the next.
 * - A save by itself: the processor time that all of the browser takes for a step in a pause that is saved, less that for one
 *   whose checkpoint the page never hears of. It says the same on a machine that others use too.
 * - The list: 200 runs made of a real one; how long the page takes to show, sort and filter them.
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { build, preview } from 'vite';
import { launchChromium } from './chromium.mjs';
import { ROOT } from './run.mjs';

const RUNS = 200;
/** Images of the default experiment, and of one whose epochs are short; with batches of 128. */
const IMAGES = [12_000, 5120];
const BATCH = 128;

/**
 * @typedef {object} Interval from one checkpoint to the next
 * @property {boolean} isAfterSave
 * @property {number} steps
 * @property {number} wallMs training and measuring, up to the reading of the weights
 * @property {number} trainingMs without measuring, as the engine counts it
 * @property {number} readMs reading the weights and handing them over
 */

/** Runs in the page before its own scripts: times what the engine says, and hides every other pair of checkpoints. */
function timeCheckpoints() {
  const RealWorker = globalThis.Worker;
  /** @type {Interval[]} */
  const timed = [];
  Object.assign(globalThis, { timed });
  let count = 0;
  let evaluationAt = 0;
  let wasKept = false;
  let before = { at: 0, step: 0, trainingMs: 0 };
  globalThis.Worker = class extends RealWorker {
    /**
     * @param {string | URL} url
     * @param {WorkerOptions} [options]
     */
    constructor(url, options) {
      super(url, options);
      // Before the page's own listener, so that it can be kept from hearing.
      this.addEventListener('message', (event) => {
        const now = performance.now();
        const { type, checkpoint } = event.data;
        if (type === 'evaluation') evaluationAt = now;
        if (type !== 'checkpoint') return;
        const { step, trainingMs } = checkpoint;
        const passed = { steps: step - before.step, trainingMs: trainingMs - before.trainingMs };
        const times = { wallMs: evaluationAt - before.at, readMs: now - evaluationAt };
        if (count > 0) timed.push({ isAfterSave: wasKept, ...passed, ...times });
        wasKept = count % 4 === 0 || count % 4 === 3;
        count++;
        if (!wasKept) event.stopImmediatePropagation();
        before = { at: performance.now(), step, trainingMs };
      });
    }
  };
}

/** @param {number[]} values */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle) - 1] ?? 0)) / 2;
}

/**
 * @param {string} address
 * @param {number} images
 * @param {number} intervals
 */
async function measureSaving(address, images, intervals) {
  const browser = await launchChromium();
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(timeCheckpoints);
  await page.goto(`${address}?backend=wasm&threads=2#v=1&ep=200&img=${images}`);
  await page.getByRole('button', { name: 'Train', exact: true }).click({ timeout: 60_000 });
  const hasEnough = (/** @type {number} */ count) => Reflect.get(globalThis, 'timed').length >= count;
  await page.waitForFunction(hasEnough, intervals, { timeout: 3_600_000, polling: 1000 });
  /** @type {Interval[]} */
  const timed = await page.evaluate(() => Reflect.get(globalThis, 'timed'));
  await browser.close();
  const perStep = (/** @type {boolean} */ isAfterSave) =>
    timed.filter((interval) => interval.isAfterSave === isAfterSave).map(({ wallMs, steps }) => wallMs / steps);
  const saved = median(perStep(true));
  const unsaved = median(perStep(false));
  const read = median(timed.map(({ readMs, steps }) => readMs / steps));
  const training = median(timed.map(({ trainingMs, steps }) => trainingMs / steps));
  return {
    saved,
    unsaved,
    read,
    training,
    steps: median(timed.map(({ steps }) => steps)),
    costShare: (saved - unsaved + read) / training,
    counts: [perStep(true).length, perStep(false).length],
  };
}

/** Steps between two changes of whether they are saved, and how often that changes. */
const STEPS_A_ROUND = 10;
const ROUNDS = 12;

/**
 * @param {string} address
 * @returns {Promise<number>} milliseconds of processor time a save takes, without the reading of the weights
 */
async function measureOneSave(address) {
  const browser = await launchChromium();
  const devtools = await browser.newBrowserCDPSession();
  const processorMs = async () => {
    const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
    return 1000 * processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
  };
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(() => {
    const RealWorker = globalThis.Worker;
    Object.assign(globalThis, { checkpoints: 0, isHidden: false });
    globalThis.Worker = class extends RealWorker {
      /**
       * @param {string | URL} url
       * @param {WorkerOptions} [options]
       */
      constructor(url, options) {
        super(url, options);
        this.addEventListener('message', (event) => {
          if (event.data.type !== 'checkpoint') return;
          Object.assign(globalThis, { checkpoints: Reflect.get(globalThis, 'checkpoints') + 1 });
          if (Reflect.get(globalThis, 'isHidden')) event.stopImmediatePropagation();
        });
      }
    };
  });
  await page.goto(`${address}?backend=wasm&threads=2#v=1&ep=200`);
  await page.getByRole('button', { name: 'One epoch', exact: true }).click({ timeout: 60_000 });
  await page.locator('.run-phase', { hasText: 'Paused' }).waitFor({ timeout: 120_000 });
  const takeStep = async () => {
    const taken = await page.evaluate(() => Reflect.get(globalThis, 'checkpoints'));
    await page.getByRole('button', { name: 'One step', exact: true }).click();
    await page.waitForFunction((before) => Reflect.get(globalThis, 'checkpoints') > before, taken);
    // Until it is stored.
    await page.waitForTimeout(350);
  };
  /** @type {{ saved: number[], hidden: number[] }} */
  const rounds = { saved: [], hidden: [] };
  await takeStep();
  for (let round = 0; round < ROUNDS; round++) {
    const isHidden = round % 4 === 1 || round % 4 === 2;
    await page.evaluate((is) => Object.assign(globalThis, { isHidden: is }), isHidden);
    const before = await processorMs();
    for (let step = 0; step < STEPS_A_ROUND; step++) await takeStep();
    await page.waitForTimeout(1500);
    (isHidden ? rounds.hidden : rounds.saved).push((await processorMs()) - before);
  }
  await browser.close();
  return (median(rounds.saved) - median(rounds.hidden)) / STEPS_A_ROUND;
}

/** Runs in the page: stores the newest run so many times, each a little different. @param {number} runs */
async function multiply(runs) {
  const settled = (/** @type {IDBRequest} */ request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const database = await settled(indexedDB.open('fitting-room'));
  const transaction = database.transaction(['runs', 'histories'], 'readwrite');
  const [header] = await settled(transaction.objectStore('runs').getAll());
  const history = await settled(transaction.objectStore('histories').get(header.key));
  for (let index = 1; index < runs; index++) {
    const key = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
    const experiment = { ...header.experiment, learningRate: 0.001 * (1 + (index % 7)), seed: index };
    const best = { epoch: 1, accuracy: 0.5 + (index % 97) / 200, loss: 1 };
    const createdAt = header.createdAt - index * 60_000;
    const name = index % 5 === 0 ? `Try number ${index}` : undefined;
    const changed = { ...header, key, experiment, best, createdAt, savedAt: createdAt, number: index + 1 };
    transaction.objectStore('runs').put(name === undefined ? changed : { ...changed, name });
    transaction.objectStore('histories').put(history, key);
  }
  await new Promise((resolve) => {
    transaction.oncomplete = resolve;
  });
  database.close();
}

/**
 * Runs in the page: does something and says how long it took to be on screen.
 * @param {{ press?: string, type?: string, rows: number }} action a selector to press, or words to look for
 * @returns {Promise<number>} milliseconds
 */
async function timeAction({ press, type, rows }) {
  const started = performance.now();
  if (press !== undefined) {
    const pressed = document.querySelector(press);
    if (pressed instanceof HTMLElement) pressed.click();
  }
  if (type !== undefined) {
    const field = document.querySelector('input[type=search]');
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
    set?.call(field, type);
    field?.dispatchEvent(new Event('input', { bubbles: true }));
  }
  const isShown = () => document.querySelector('.runs-table')?.getAttribute('aria-rowcount') === String(rows + 1);
  do await new Promise((resolve) => requestAnimationFrame(resolve));
  while (!isShown());
  // After the frame that holds it was painted.
  await new Promise((resolve) => setTimeout(resolve));
  return performance.now() - started;
}

/** @param {string} address */
async function measureList(address) {
  const browser = await launchChromium();
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${address}?backend=wasm&threads=2#v=1&img=640&val=0.05&ep=1&bs=64`);
  await page.getByRole('button', { name: 'Train', exact: true }).click({ timeout: 60_000 });
  await page.locator('.run-phase', { hasText: 'Finished' }).waitFor({ timeout: 300_000 });
  await page.goto(`${address}?backend=wasm&threads=2#screen=runs`);
  await page.locator('.runs-table tbody tr').first().waitFor();
  await page.evaluate(multiply, RUNS);
  await page.goto(`${address}?backend=wasm&threads=2`);
  await page.getByRole('button', { name: 'Train', exact: true }).waitFor();
  // Nothing else is measured along: the images are in.
  await page.locator('.loading-images').waitFor({ state: 'detached', timeout: 120_000 });
  await page.waitForTimeout(1000);
  const time = (/** @type {Parameters<typeof timeAction>[0]} */ action) => page.evaluate(timeAction, action);
  const sort = { press: '.runs-table thead th:nth-child(6) button', rows: RUNS };
  const open = await time({ press: 'a[href="#screen=runs"]', rows: RUNS });
  await page.locator('a[href="#screen=train"]').click();
  await page.locator('.run-phase').waitFor();
  const measured = {
    open,
    openAgain: await time({ press: 'a[href="#screen=runs"]', rows: RUNS }),
    sort: median([await time(sort), await time(sort), await time(sort)]),
    filter: await time({ type: 'try', rows: Math.floor((RUNS - 1) / 5) }),
    unfilter: await time({ type: '', rows: RUNS }),
  };
  await browser.close();
  return measured;
}

const { intervals } = parseArgs({ options: { intervals: { type: 'string', default: '24' } } }).values;
await build({ root: ROOT, logLevel: 'warn' });
const server = await preview({ root: ROOT, logLevel: 'warn', preview: { host: '127.0.0.1', port: 4182 } });
const address = server.resolvedUrls?.local[0] ?? '';
console.log(`${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores`);
const list = await measureList(address);
const ms = (/** @type {number} */ value) => `${Math.round(value)} ms`;
console.log(`${RUNS} runs: opened in ${ms(list.open)}, again in ${ms(list.openAgain)}, sorted in ${ms(list.sort)}`);
console.log(`filtered in ${ms(list.filter)}, all shown again in ${ms(list.unfilter)}`);
const perStep = (/** @type {number} */ value) => `${value.toFixed(2)} ms/step`;
if (Number(intervals) > 0) {
  console.log(`a save by itself: ${ms(await measureOneSave(address))} of processor time beside the training thread`);
}
for (const images of Number(intervals) > 0 ? IMAGES : []) {
  const saving = await measureSaving(address, images, Number(intervals));
  console.log(`epochs of ${Math.ceil(images / BATCH)} steps, a checkpoint every ${saving.steps} steps (medians):`);
  console.log(
    `  with measuring ${perStep(saving.saved)} after a save (${saving.counts[0]}), ${perStep(saving.unsaved)} after none (${saving.counts[1]})`,
  );
  console.log(`  training alone ${perStep(saving.training)}, reading the weights ${perStep(saving.read)}`);
  console.log(`  saving costs ${(saving.costShare * 100).toFixed(2)}% of training (aim: at most 2%)`);
}
await server.close();
