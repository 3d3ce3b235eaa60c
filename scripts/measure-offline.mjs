import { launchChromium } from './chromium.mjs';

/** Runs in the page: how many sheets the engine has kept, and whether the service worker has kept a whole version. */
async function readKept() {
  const sheets = await (await caches.open('fitting-room-dataset')).keys();
  const page = await caches.match(new URL('index.html', document.baseURI));
  return { sheets: sheets.length, hasPage: page !== undefined };
}

/**
 * The second visit to the app, with its server gone: from the navigation to the first plotted loss.
 * @param {object} visit
 * @param {string} visit.address with a query
 * @param {() => void} visit.observe runs in the page and notes the time of that loss
 * @param {() => Promise<void>} visit.stopServer
 * @returns {Promise<{ offlineFirstLossMs: number }>}
 */
export async function measureOffline({ address, observe, stopServer }) {
  const browser = await launchChromium();
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const first = await context.newPage();
  await first.goto(address);
  for (const deadline = Date.now() + 120_000; ; ) {
    const { sheets, hasPage } = await first.evaluate(readKept);
    if (sheets === 14 && hasPage) break;
    if (Date.now() > deadline) throw new Error('the first visit did not keep everything within two minutes');
    await first.waitForTimeout(200);
  }
  await first.close();
  await stopServer();
  const second = await context.newPage();
  await second.addInitScript(observe);
  await second.goto(address);
  await second.getByRole('button', { name: 'Train', exact: true }).click({ timeout: 60_000 });
  await second.waitForFunction(() => Reflect.get(globalThis, 'seen').firstLossMs > 0, undefined, { timeout: 60_000 });
  const { firstLossMs } = await second.evaluate(() => Reflect.get(globalThis, 'seen'));
  await browser.close();
  return { offlineFirstLossMs: Math.round(firstLossMs) };
}
