/** How long it takes from a stroke of somebody's own drawing to the network's probabilities on screen. */

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
  [200, 40],
  [70, 90],
  [250, 160],
  [90, 260],
];

/** @param {number[]} values */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return ((sorted[(sorted.length - 1) >> 1] ?? 0) + (sorted[sorted.length >> 1] ?? 0)) / 2;
}

/**
 * Runs in the page while the pen is down: moves it, and waits for the frame that shows what the network answered to the
 * picture with that stroke. `keepWorker` notes questions and answers.
 * @param {number[][]} points
 * @returns {Promise<number[]>} milliseconds
 */
async function timeStrokes(points) {
  const paper = document.querySelector('.own-paper');
  const bars = document.querySelector('.answer .probabilities');
  if (paper === null || bars === null) throw new Error('no paper, or no probabilities');
  const kept = Reflect.get(globalThis, 'kept');
  const box = paper.getBoundingClientRect();
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const times = [];
  for (const [index, [x = 0, y = 0]] of points.entries()) {
    // At another moment of a step each time, and of the screen's frames; layers are looked at meanwhile.
    await new Promise((resolve) => setTimeout(resolve, 1100 + 37 * index));
    const where = { clientX: box.x + x, clientY: box.y + y, bubbles: true, buttons: 1, pointerId: 1 };
    kept.predictions = [];
    const startedMs = performance.now();
    paper.dispatchEvent(new PointerEvent('pointermove', where));
    const isShown = () =>
      kept.predictions.some((/** @type {Float32Array} */ shares) =>
        shares.every((share, label) => bars.children[label]?.textContent?.includes(`${(share * 100).toFixed(1)}%`)),
      );
    do {
      await frame();
      if (performance.now() - startedMs > 10_000) throw new Error('no probabilities came');
    } while (!isShown());
    times.push(performance.now() - startedMs);
  }
  return times;
}

/**
 * Of a page that has weights; it shows Look inside afterwards. `keepWorker` ran in it.
 * @param {import('playwright').Page} page
 * @returns {Promise<{ medianMs: number, longestMs: number }>}
 */
export async function measureStrokes(page) {
  await page.getByRole('link', { name: 'Look inside' }).click();
  await page.getByText('Your own', { exact: true }).click();
  const box = await page.locator('.own-paper').boundingBox();
  if (box === null) throw new Error('no paper on the page');
  await page.mouse.move(box.x + 100, box.y + 150);
  await page.mouse.down();
  await page.locator('.answer .probabilities').waitFor();
  const times = await page.evaluate(timeStrokes, STROKES);
  await page.mouse.up();
  return { medianMs: Math.round(median(times)), longestMs: Math.round(Math.max(...times)) };
}
