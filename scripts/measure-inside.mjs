/**
 * What looking inside costs, and how fast it answers: `npm run measure -- --only inside`. Steps are timed from chunk to
 * chunk as they arrive in the page, so whatever keeps a step waiting counts. What is compared takes turns: whatever else
 * the machine does changes more slowly than they do.
 */
import { pageEntrant } from './bench/contestants.mjs';
import { servePage } from './bench/serve.mjs';
import { launchChromium } from './chromium.mjs';
import { keepWorker } from './measure-inspection.mjs';
import { measureStrokes, median } from './measure-stroke.mjs';

const CLOSED_ROUNDS = 7;
const CLOSED_MS = 2500;
/** More of them, as its blocks are longer: the machine has more time to change from one to the next. */
const LIVE_ROUNDS = 13;
/** Long enough for several looks: one comes every few seconds on a slow machine, so that it costs no more than its share. */
const LIVE_MS = 6000;
/** After a change of screens: what opening a screen costs once is not the cost of a step. */
const SETTLE_MS = 1000;

/** @typedef {import('playwright').Page} Page */

/**
 * Runs in the page: the mean time of steps that take as long as asked for together; those next to an evaluation are left
 * out. Besides, how often the engine was asked to look, and did.
 * @param {number} forMs
 */
async function timeSteps(forMs) {
  const kept = Reflect.get(globalThis, 'kept');
  const { looksAsked, looksSeen } = kept;
  let at = kept.arrivals.length + 1;
  let [ms, steps] = [0, 0];
  const startedMs = performance.now();
  while (ms < forMs) {
    if (performance.now() - startedMs > 60_000) throw new Error('no steps came');
    await new Promise((resolve) => setTimeout(resolve, 100));
    for (; at < kept.arrivals.length; at++) {
      const [before, now] = [kept.arrivals[at - 1], kept.arrivals[at]];
      if (now.steps === 0 || before.steps === 0) continue;
      ms += now.atMs - before.atMs;
      steps += now.steps;
    }
  }
  return { msPerStep: ms / steps, looksAsked: kept.looksAsked - looksAsked, looksSeen: kept.looksSeen - looksSeen };
}

/** @param {Page} page @param {string} phase */
const untilPhase = (page, phase) => page.locator('.run-phase', { hasText: phase }).waitFor({ timeout: 60_000 });

/** @param {Page} page @param {string} name */
const press = (page, name) => page.getByRole('button', { name, exact: true }).click();

/** @param {Page} page @param {string} screen */
const openScreen = (page, screen) => page.getByRole('link', { name: screen, exact: true }).click();

/**
 * Trains the default experiment, and pauses.
 * @param {import('playwright').Browser} browser
 * @param {string} address
 */
async function openTraining(browser, address) {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await page.addInitScript(keepWorker);
  await page.goto(`${address}#v=1&ep=200`);
  await page.getByRole('button', { name: 'Train', exact: true }).click({ timeout: 60_000 });
  await page.getByRole('grid', { name: /epoch 1/ }).waitFor({ timeout: 120_000 });
  await press(page, 'Pause');
  await untilPhase(page, 'Paused');
  return page;
}

/** Everything Look inside has, for a moment. @param {Page} page */
async function openAndClose(page) {
  await press(page, 'Resume');
  await openScreen(page, 'Look inside');
  await page
    .getByRole('img', { name: /feature maps/ })
    .first()
    .waitFor();
  await page.getByText('Grad-CAM', { exact: true }).click();
  await page.getByText('Embedding', { exact: true }).click();
  await press(page, 'Follow training');
  await page.getByRole('img', { name: /images on a plane/ }).waitFor({ timeout: 120_000 });
  await openScreen(page, 'Train');
  await press(page, 'Pause');
  await untilPhase(page, 'Paused');
}

/** @param {Page} page a block of steps of a run that stands still before and afterwards */
async function takeTurn(page) {
  await press(page, 'Resume');
  await untilPhase(page, 'Training');
  const block = await page.evaluate(timeSteps, CLOSED_MS);
  await press(page, 'Pause');
  await untilPhase(page, 'Paused');
  return block;
}

/** Pair by pair. @param {number[]} values @param {number[]} others @returns by how many percent they are more */
function percentOver(values, others) {
  const ratios = values.map((value, round) => value / (others[round] ?? value));
  return Math.round((median(ratios) - 1) * 1000) / 10;
}

/**
 * A step with Look inside never opened, opened and closed again, and in the engine's own bench, where there is no page.
 * @param {Page} never
 * @param {Page} closed
 * @param {{ run: (steps: number) => Promise<{ msPerStep: readonly number[] }> }} bench
 */
async function measureClosed(never, closed, bench) {
  /** @type {Record<'never' | 'closed' | 'bench', number[]>} */
  const times = { never: [], closed: [], bench: [] };
  let looksWhileClosed = 0;
  const turns = [
    async () => times.never.push((await takeTurn(never)).msPerStep),
    async () => {
      const block = await takeTurn(closed);
      times.closed.push(block.msPerStep);
      looksWhileClosed += block.looksAsked + block.looksSeen;
    },
    async () => {
      const steps = Math.max(3, Math.round(CLOSED_MS / (times.closed.at(-1) ?? times.never.at(-1) ?? 100)));
      times.bench.push(median([...(await bench.run(steps)).msPerStep]));
    },
  ];
  for (let round = 0; round < CLOSED_ROUNDS; round++) {
    // Each is first as often as the others.
    for (let turn = 0; turn < turns.length; turn++) await turns[(round + turn) % turns.length]?.();
  }
  return {
    stepNeverMs: Math.round(median(times.never) * 10) / 10,
    stepClosedMs: Math.round(median(times.closed) * 10) / 10,
    stepBenchMs: Math.round(median(times.bench) * 10) / 10,
    closedOverNeverPercent: percentOver(times.closed, times.never),
    closedOverBenchPercent: percentOver(times.closed, times.bench),
    looksWhileClosed,
  };
}

/**
 * Of a page that trains: turns to and fro between a screen that draws nothing of the run and Look inside with its layers.
 * @param {Page} page
 */
async function measureLive(page) {
  const [quiet, live] = [/** @type {number[]} */ ([]), /** @type {number[]} */ ([])];
  let looks = 0;
  for (let round = 0; round < LIVE_ROUNDS; round++) {
    const both = /** @type {const} */ ([
      ['Lessons', quiet],
      ['Look inside', live],
    ]);
    for (const [name, times] of round % 2 === 0 ? both : both.toReversed()) {
      await openScreen(page, name);
      await page.waitForTimeout(SETTLE_MS);
      const { msPerStep, looksSeen } = await page.evaluate(timeSteps, LIVE_MS);
      times.push(msPerStep);
      looks += looksSeen;
    }
  }
  if (looks < LIVE_ROUNDS) throw new Error(`Look inside was open and looked ${looks} times`);
  return {
    stepQuietMs: Math.round(median(quiet) * 10) / 10,
    stepLiveMs: Math.round(median(live) * 10) / 10,
    liveOverQuietPercent: percentOver(live, quiet),
    looksASecond: Math.round((looks / ((LIVE_ROUNDS * LIVE_MS) / 1000)) * 100) / 100,
  };
}

/**
 * @param {string} address of the app, with its backend and threads
 * @param {number} threads
 */
export async function measureInside(address, threads) {
  const benchPage = await servePage();
  const browser = await launchChromium();
  try {
    const bench = await pageEntrant(browser, benchPage.address, 'fitting-room').open();
    await bench.prepare({ backend: 'wasm', network: 'conv2dsimple2', batch: 128, threads, profile: false });
    await bench.run(3);
    const never = await openTraining(browser, address);
    const closed = await openTraining(browser, address);
    await openAndClose(closed);
    const closedCost = await measureClosed(never, closed, bench);
    await Promise.all([bench.close(), never.close()]);
    await press(closed, 'Resume');
    const live = await measureLive(closed);
    const whileTraining = await measureStrokes(closed);
    await press(closed, 'Pause');
    await untilPhase(closed, 'Paused');
    const whileIdle = await measureStrokes(closed);
    return {
      chromium: browser.version(),
      ...closedCost,
      ...live,
      strokeMs: whileIdle.medianMs,
      longestStrokeMs: whileIdle.longestMs,
      strokeWhileTrainingMs: whileTraining.medianMs,
      longestStrokeWhileTrainingMs: whileTraining.longestMs,
    };
  } finally {
    await browser.close();
    await benchPage.close();
  }
}
