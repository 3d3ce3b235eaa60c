/**
 * The numbers of the README, measured on the built app in Chromium: `npm run measure [-- --json FILE] [--only inside]`.
 * Trains the default experiment (Conv2Dsimple2, batch 128), for as many epochs as it takes, on wasm with 2 threads. Ends
 * with status 1 when a number misses its limit. `--only inside` leaves all but Look inside out.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build, preview } from 'vite';
import { launchChromium } from './chromium.mjs';
import { measureInside } from './measure-inside.mjs';
import { keepWorker, measureInspection } from './measure-inspection.mjs';
import { measureLink } from './measure-link.mjs';
import { measureOffline } from './measure-offline.mjs';
import { ROOT } from './run.mjs';

const THREADS = 2;
/** Past the first epoch of the default experiment (94 steps), so its evaluation is drawn too. */
const STEPS = 110;
const PAUSES = 5;
const DIST = join(ROOT, 'dist');
/** A sentence TensorFlow.js throws: where it is, tfjs is. */
const TFJS_MARK = 'Tensor is disposed';

/** What is imported at once, and what only when it is wanted: `import(…)`. */
const STATIC_IMPORT = /(?:from|import)\s*["'`]\.\/([\w.-]+\.js)["'`]/g;
const ANY_IMPORT = /(?:from|import)\s*\(?\s*["'`]\.\/([\w.-]+\.js)["'`]/g;

/**
 * The scripts a page loads, starting from its HTML; workers are not among them.
 * @param {RegExp} imports those that are followed
 * @returns {string[]} file names in dist/assets
 */
function pageScripts(imports) {
  const found = new Set(
    [...readFileSync(join(DIST, 'index.html'), 'utf8').matchAll(/assets\/([\w.-]+\.js)/g)].map(
      (match) => match[1] ?? '',
    ),
  );
  for (const file of found) {
    const source = readFileSync(join(DIST, 'assets', file), 'utf8');
    for (const match of source.matchAll(imports)) found.add(match[1] ?? '');
  }
  return [...found];
}

/** Sizes, and where TensorFlow.js ended up. */
function measureBundle() {
  const page = pageScripts(ANY_IMPORT);
  const isTfjs = (/** @type {string} */ file) => readFileSync(join(DIST, 'assets', file), 'utf8').includes(TFJS_MARK);
  const withTfjs = readdirSync(join(DIST, 'assets')).filter((file) => file.endsWith('.js') && isTfjs(file));
  if (withTfjs.length === 0) throw new Error('no chunk holds TensorFlow.js: the mark to tell it by is out of date');
  return {
    pageScriptGzipBytes: pageScripts(STATIC_IMPORT).reduce(
      (sum, file) => sum + gzipSync(readFileSync(join(DIST, 'assets', file)), { level: 9 }).length,
      0,
    ),
    pageChunksWithTfjs: withTfjs.filter((file) => page.includes(file)).length,
  };
}

/** Runs in the page before its own scripts; times are milliseconds since the navigation began. */
function observe() {
  /** @type {{ firstLossMs: number, longTasks: { startMs: number, durationMs: number }[] }} */
  const seen = { firstLossMs: 0, longTasks: [] };
  Object.assign(globalThis, { seen });
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      seen.longTasks.push({ startMs: startTime, durationMs: duration });
    }
  }).observe({ type: 'longtask', buffered: true });
  const look = () => {
    // One step is drawn as a dot: a path that goes nowhere.
    if (!document.querySelector('.batch-line path')?.getAttribute('d')) {
      requestAnimationFrame(look);
    } else {
      seen.firstLossMs = performance.now();
    }
  };
  requestAnimationFrame(look);
}

/**
 * @param {string | null} text for example `step 1,234/2,350`
 * @returns {number} the number before the slash
 */
const digits = (text) => Number((text ?? '').split('/')[0]?.replace(/\D/g, ''));

/**
 * Runs in the page: from the press of Pause to the page saying so, several times.
 * @param {number} presses
 * @returns {Promise<number[]>} milliseconds
 */
async function timePauses(presses) {
  const phase = document.querySelector('.run-phase');
  const press = (/** @type {string} */ name) => {
    const buttons = [...document.querySelectorAll('button')];
    buttons.find((button) => button.textContent?.trim() === name)?.click();
  };
  const until = (/** @type {string} */ words) =>
    new Promise((resolve) => {
      const look = () => (phase?.textContent === words ? resolve(undefined) : requestAnimationFrame(look));
      look();
    });
  const times = [];
  for (let index = 0; index < presses; index++) {
    // At another moment of a step each time.
    await new Promise((resolve) => setTimeout(resolve, 400 + 37 * index));
    const pressed = performance.now();
    press('Pause');
    await until('Paused');
    times.push(performance.now() - pressed);
    press('Resume');
    await until('Training');
  }
  return times;
}

/** @param {string} address */
async function measureRun(address) {
  const browser = await launchChromium();
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(observe);
  await page.addInitScript(keepWorker);
  await page.goto(`${address}?backend=wasm&threads=${THREADS}#v=1&ep=40`);
  await page.getByRole('button', { name: 'Train', exact: true }).click({ timeout: 60_000 });
  await page.waitForFunction(() => Reflect.get(globalThis, 'seen').firstLossMs > 0, undefined, { timeout: 60_000 });
  const taken = page.getByText(/^step [\d,. ]+\//);
  const deadline = Date.now() + 300_000;
  while (digits(await taken.textContent()) < STEPS) {
    if (Date.now() > deadline) throw new Error(`${STEPS} steps took more than five minutes`);
    await page.waitForTimeout(500);
  }
  const { firstLossMs, longTasks } = await page.evaluate(() => Reflect.get(globalThis, 'seen'));
  const msPerStep = Number.parseFloat((await page.getByText(/ms\/step$/).textContent()) ?? '');
  const pauses = await page.evaluate(timePauses, PAUSES);
  const inspection = await measureInspection(page);
  await browser.close();
  const longest = (/** @type {{ startMs: number, durationMs: number }[]} */ tasks) =>
    Math.round(Math.max(0, ...tasks.map((task) => task.durationMs)));
  return {
    firstLossMs: Math.round(firstLossMs),
    longestTaskLoadingMs: longest(longTasks.filter((/** @type {any} */ task) => task.startMs < firstLossMs)),
    longestTaskTrainingMs: longest(longTasks.filter((/** @type {any} */ task) => task.startMs >= firstLossMs)),
    msPerStep,
    pauseMs: Math.round(Math.max(...pauses)),
    ...inspection,
  };
}

const { json, only } = parseArgs({ options: { json: { type: 'string' }, only: { type: 'string' } } }).values;
if (only !== undefined && only !== 'inside') throw new Error(`--only: "${only}" is not inside`);
await build({ root: ROOT, logLevel: 'warn' });
const server = await preview({ root: ROOT, logLevel: 'warn', preview: { host: '127.0.0.1', port: 4180 } });
const address = server.resolvedUrls?.local[0] ?? '';
const visited = `${address}?backend=wasm&threads=${THREADS}`;
const offlineVisit = { address: visited, observe, stopServer: () => server.close() };

const rest =
  only === undefined
    ? { ...measureBundle(), linkMs: await measureLink(address), ...(await measureRun(address)) }
    : undefined;
const inside = await measureInside(visited, THREADS);
const offline = rest && (await measureOffline(offlineVisit));
// Measuring without a server has already closed it.
if (offline === undefined) await server.close();

/** @type {[string, number | undefined, number, string][]} */
const rows = [
  ['cold load to the first plotted loss', rest?.firstLossMs, 5000, 'ms'],
  ['second visit, offline, to the first plotted loss', offline?.offlineFirstLossMs, 3000, 'ms'],
  ['a link with results, cold, to its curves', rest?.linkMs, 1000, 'ms'],
  ['longest main-thread task while training', rest?.longestTaskTrainingMs, 100, 'ms'],
  ['page JavaScript of the first load, gzipped', rest?.pageScriptGzipBytes, 350_000, 'bytes'],
  ['page chunks that hold TensorFlow.js', rest?.pageChunksWithTfjs, 0, ''],
  ['Conv2Dsimple2, batch 128, wasm', rest?.msPerStep, 700, 'ms/step'],
  ['longest of five pauses', rest?.pauseMs, 200, 'ms'],
  ['from a cell of the matrix to its images', rest?.cellMs, 100, 'ms'],
  ['scrubbing 30 epochs of 10,000 images', rest && Math.round(1000 / rest.scrubFramesPerSecond), 33, 'ms/frame'],
  ['from a stroke of a drawing to its probabilities', inside.strokeMs, 50, 'ms'],
  ['what the live view of the layers adds to a step', inside.liveOverQuietPercent, 5, '%'],
  ['what Look inside adds to a step, opened and closed again', inside.closedOverNeverPercent, 2, '%'],
  ['looks at the network while Look inside is closed', inside.looksWhileClosed, 0, ''],
];
const [processor] = cpus();
console.log(`${processor?.model ?? 'unknown processor'}, ${cpus().length} cores, Chromium ${inside.chromium}`);
for (const [name, value, limit, unit] of rows) {
  if (value === undefined) continue;
  console.log(`${value <= limit ? 'ok    ' : 'MISSED'} ${name}: ${value} ${unit} (limit ${limit})`);
}
if (rest !== undefined) {
  console.log(`       from a cell to its images while training: ${rest.cellWhileTrainingMs} ms`);
  console.log(`       epochs shown while scrubbing: ${rest.scrubEpochsPerSecond} a second`);
  console.log(`       longest main-thread task before the first loss: ${rest.longestTaskLoadingMs} ms`);
}
const { longestStrokeMs, strokeWhileTrainingMs, longestStrokeWhileTrainingMs, stepQuietMs, stepLiveMs, looksASecond } =
  inside;
const { stepNeverMs, stepClosedMs, stepBenchMs, closedOverBenchPercent } = inside;
console.log(`       the same while the network trains, whose step it waits for: ${strokeWhileTrainingMs} ms`);
console.log(
  `       longest from a stroke to its probabilities: ${longestStrokeMs} ms, ${longestStrokeWhileTrainingMs} ms`,
);
console.log(
  `       a step without and with the live view: ${stepQuietMs} and ${stepLiveMs} ms, ${looksASecond} looks a second`,
);
console.log(`       a step with Look inside never opened, and closed again: ${stepNeverMs} and ${stepClosedMs} ms`);
console.log(
  `       a step of the bench: ${stepBenchMs} ms; closed again, by turns with it: ${closedOverBenchPercent}%`,
);
if (json !== undefined) {
  const machine = { processor: processor?.model, cores: cpus().length, threads: THREADS };
  writeFileSync(json, `${JSON.stringify({ machine, ...rest, ...inside, ...offline }, null, 2)}\n`);
}
process.exitCode = rows.every(([, value = 0, limit]) => value <= limit) ? 0 : 1;
