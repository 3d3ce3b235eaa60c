import { expect, test } from '@playwright/test';
import { button, openRoom, recordedLosses } from './room.ts';

test('training starts before the last shard is in, and waits for the images it needs', async ({ page }) => {
  // The last shards are held back until the first steps were taken.
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/train-(0[2-9]|1\d)\.png/, async (route) => {
    await released;
    await route.continue();
  });
  const client = await page.context().newCDPSession(page);
  await client.send('Network.enable');
  await client.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 40,
    downloadThroughput: 4_000_000,
    uploadThroughput: 1_000_000,
  });
  await openRoom(page, '?backend=wasm');
  await expect(page.getByText(/Loading images: [\d.]+ MB of 2\d\.\d MB \(\d+ of 14 sheets\)/)).toBeVisible();
  await button(page, 'Train').click();
  await page.waitForFunction(() => window.recordedChunks.length >= 2, undefined, { timeout: 120_000 });
  expect((await recordedLosses(page)).length).toBeGreaterThan(1);
  await expect(page.getByText(/\d+ of 14 sheets/)).toBeVisible();
  release();
  await expect(page.getByText(/ of 14 sheets/)).toBeHidden({ timeout: 60_000 });
});
