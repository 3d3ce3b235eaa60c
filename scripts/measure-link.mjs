/**
 * How long a link with results takes from the navigation to its curves, on a cold load of the built app: a browser of its
 * own each time, nothing cached. The link is as long as links get: 100 epochs, thinned to just below 8 KB.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchChromium } from './chromium.mjs';

const LINK = readFileSync(join(import.meta.dirname, 'full-size-link.txt'), 'utf8').trim();
const VISITS = 3;

/** Runs in the page before its own scripts: the first frame with both curves drawn and the matrix filled. */
function observeCurves() {
  const look = () => {
    const isDrawn = (/** @type {string} */ selector) => document.querySelector(selector)?.getAttribute('d');
    if (isDrawn('.batch-line path') && isDrawn('.recharts-line-curve') && document.querySelector('[role=gridcell]')) {
      Object.assign(globalThis, { curvesMs: performance.now() });
    } else {
      requestAnimationFrame(look);
    }
  };
  requestAnimationFrame(look);
}

/**
 * @param {string} address of the built app
 * @returns {Promise<number>} the median of a few visits, in ms
 */
export async function measureLink(address) {
  const times = [];
  for (let visit = 0; visit < VISITS; visit++) {
    const browser = await launchChromium();
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.addInitScript(observeCurves);
    await page.goto(`${address}?backend=wasm${LINK}`);
    await page.waitForFunction(() => Reflect.get(globalThis, 'curvesMs') > 0, undefined, { timeout: 60_000 });
    times.push(await page.evaluate(() => Reflect.get(globalThis, 'curvesMs')));
    await browser.close();
  }
  return Math.round(times.toSorted((a, b) => a - b)[VISITS >> 1] ?? 0);
}
