/**
 * What looking inside costs: from a stroke of somebody's own drawing to its probabilities, and what the live view of the
 * layers takes of a training step. `keepWorker` ran in the page before.
 */

/** In the paper's pixels: each makes another picture of it. */
const STROKES = [
  [140, 60],
  [220, 90],
  [60, 200],
  [230, 230],
  [40, 40],
  [240, 60],
  [120, 250],
  [30, 120],
];
const ROUNDS = 6;
/** Long enough for several looks: one comes every few seconds, so that it costs no more than its share. */
const BLOCK_MS = 12_000;
/** After a change of screens: what opening a screen costs once is not the cost of a step. */
const SETTLE_MS = 2000;

/** @param {number[]} values */
function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return ((sorted[(sorted.length - 1) >> 1] ?? 0) + (sorted[sorted.length >> 1] ?? 0)) / 2;
}

/**
 * Runs in the page while the pen is down: moves it, and waits until the frame that shows other probabilities.
 * @param {number[][]} points
 * @returns {Promise<number[]>} milliseconds
 */
async function timeStrokes(points) {
  const paper = document.querySelector('.own-paper');
  const bars = document.querySelector('.probabilities');
  if (paper === null || bars === null) throw new Error('no paper, or no probabilities');
  const box = paper.getBoundingClientRect();
  const times = [];
  for (const [x = 0, y = 0] of points) {
    const where = { clientX: box.x + x, clientY: box.y + y, bubbles: true, buttons: 1, pointerId: 1 };
    const changed = new Promise((resolve, reject) => {
      const observer = new MutationObserver(() => {
        observer.disconnect();
        requestAnimationFrame(resolve);
      });
      observer.observe(bars, { subtree: true, childList: true, characterData: true, attributes: true });
      setTimeout(() => reject(new Error('no other probabilities came')), 10_000);
    });
    const startedMs = performance.now();
    paper.dispatchEvent(new PointerEvent('pointermove', where));
    await changed;
    times.push(performance.now() - startedMs);
    // The stroke rests, and the layers are looked at.
    await new Promise((resolve) => setTimeout(resolve, 1500));
  }
  return times;
}

/**
 * Of a page whose run stands still and has weights; it shows Look inside afterwards.
 * @param {import('playwright').Page} page
 */
export async function measureDrawing(page) {
  await page.getByRole('link', { name: 'Look inside' }).click();
  await page.getByText('Your own', { exact: true }).click();
  const box = await page.locator('.own-paper').boundingBox();
  if (box === null) throw new Error('no paper on the page');
  await page.mouse.move(box.x + 100, box.y + 150);
  await page.mouse.down();
  await page.waitForTimeout(1500);
  const times = await page.evaluate(timeStrokes, STROKES);
  await page.mouse.up();
  return { strokeMs: Math.round(median(times)), longestStrokeMs: Math.round(Math.max(...times)) };
}

/**
 * Runs in the page: the mean of the steps that come in the given time. Those around an evaluation are left out.
 * @param {number} forMs
 */
async function timeSteps(forMs) {
  const kept = Reflect.get(globalThis, 'kept');
  const from = kept.arrivals.length;
  const { looksAsked, looksSeen } = kept;
  await new Promise((resolve) => setTimeout(resolve, forMs));
  let [ms, steps] = [0, 0];
  for (let index = from + 1; index < kept.arrivals.length; index++) {
    const [before, now] = [kept.arrivals[index - 1], kept.arrivals[index]];
    if (now.steps === 0 || before.steps === 0) continue;
    ms += now.atMs - before.atMs;
    steps += now.steps;
  }
  return { msPerStep: ms / steps, looksAsked: kept.looksAsked - looksAsked, looksSeen: kept.looksSeen - looksSeen };
}

/**
 * Of a page that trains: turns to and fro between Train, where the panels of Look inside are closed, and Look inside.
 * @param {import('playwright').Page} page
 */
export async function measureLookCost(page) {
  const [closed, open] = [/** @type {number[]} */ ([]), /** @type {number[]} */ ([])];
  let [looksWhileClosed, looksWhileOpen] = [0, 0];
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, times] of /** @type {const} */ ([
      ['Train', closed],
      ['Look inside', open],
    ])) {
      await page.getByRole('link', { name, exact: true }).click();
      await page.waitForTimeout(SETTLE_MS);
      const { msPerStep, looksAsked, looksSeen } = await page.evaluate(timeSteps, BLOCK_MS);
      times.push(msPerStep);
      if (name === 'Train') looksWhileClosed += looksAsked;
      else looksWhileOpen += looksSeen;
    }
  }
  await page.getByRole('link', { name: 'Train', exact: true }).click();
  if (looksWhileOpen < ROUNDS) throw new Error(`Look inside was open and looked ${looksWhileOpen} times`);
  // Pair by pair: whatever else the machine does changes more slowly than the screens.
  const costs = open.map((ms, round) => ms / (closed[round] ?? ms) - 1);
  return {
    stepClosedMs: Math.round(median(closed)),
    stepOpenMs: Math.round(median(open)),
    lookCostPercent: Math.round(median(costs) * 1000) / 10,
    looksWhileClosed,
    looksWhileOpen,
  };
}
