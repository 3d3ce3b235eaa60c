import { expect, test } from '@playwright/test';
import { findFirefox, findWebKit } from '../../scripts/other-browsers.mjs';
import { COOKIES_BLOCKED, startFirefox } from './firefox.ts';
import type { RemoteBrowser } from './remote-browser.ts';
import { type Visit, visiting } from './visit.ts';
import { startWebKit } from './webkit.ts';

/**
 * What must work in every browser: a network is trained, measured and looked into, and the run is still there after a
 * reload. A browser that is not here has no journey; `npm test` names it.
 */

/** 600 images in five steps an epoch, and 1,000 to validate on: seconds on one thread. */
const LITTLE = '?backend=wasm#v=1&net=conv2dsimple&img=600&val=0.02&ep=2';
const VALIDATED = 1000;

const [webkit, firefox] = [findWebKit(), findFirefox()];

const BROWSERS: { name: string; start: (profile: string) => Promise<RemoteBrowser> }[] = [];
if (webkit !== undefined) BROWSERS.push({ name: 'WebKit', start: () => startWebKit(webkit) });
if (firefox !== undefined) BROWSERS.push({ name: 'Firefox', start: (profile) => startFirefox(firefox, profile) });

for (const { name, start } of BROWSERS) {
  test(`in ${name} a network trains, shows what it learned, and can be gone on with after a reload`, async ({
    baseURL,
  }, info) => {
    await visiting(start(info.outputPath('profile')), async (visit) => {
      await trainAnEpoch(visit, baseURL);

      await visit.press('Look inside');
      await visit.picture('feature maps');
      await visit.picture('filters');

      await visit.browser.reload();
      await visit.reads('A run of Conv2Dsimple was interrupted');
      await visit.reads('in epoch 2 of 2');
      await visit.press('Resume');
      await visit.phase('Paused');
      await visit.press('Resume');
      await visit.phase('Finished');
      await visit.press('Train');
      await visit.reads('95% Wilson interval');
    });
  });
}

if (firefox !== undefined) {
  test('in Firefox with cookies blocked a network trains, and the page says what is lost', async ({
    baseURL,
  }, info) => {
    const start = startFirefox(firefox, info.outputPath('profile'), COOKIES_BLOCKED);
    await visiting(start, async (visit) => {
      await trainAnEpoch(visit, baseURL);
      await visit.reads('This run can’t be saved.');
      await visit.reads('Blocked cookies');
      await visit.press('Runs');
      await visit.reads('Saved runs can’t be read.');
    });
  });
}

async function trainAnEpoch(visit: Visit, baseURL = ''): Promise<void> {
  await visit.open(baseURL + LITTLE);
  await visit.press('One epoch');
  await visit.phase('Paused');
  await visit.reads('step 5/10');
  const matrix = await visit.matrix();
  expect(matrix).toHaveLength(100);
  const imagesOf = (cells: typeof matrix) => cells.reduce((sum, { images }) => sum + images, 0);
  expect(imagesOf(matrix)).toBe(VALIDATED);
  // A guess would get 100 right.
  expect(imagesOf(matrix.filter(({ actual, predicted }) => actual === predicted))).toBeGreaterThan(400);
}
