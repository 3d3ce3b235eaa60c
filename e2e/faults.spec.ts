import { chromium, expect, test } from '@playwright/test';
import { launchOptions } from '../scripts/chromium.mjs';
import { button, expectCheckedDevice, openRoom, setNumber, takeStep, waitForPhase } from './room.ts';

test('a missing shard is named; the rest trains without it, and a retry brings it', async ({ page }) => {
  await page.route('**/train-00.png', (route) => route.fulfill({ status: 404 }));
  await openRoom(page, '?backend=wasm');
  const alert = page.getByRole('alert').filter({ hasText: 'train-00.png' });
  await expect(alert).toBeVisible({ timeout: 60_000 });
  await setNumber(page, 'Training images', 64);
  await setNumber(page, 'Batch size', 64);
  await setNumber(page, 'Epochs', 1);
  await button(page, 'Train').click();
  await waitForPhase(page, 'Waiting for images');
  await alert.getByRole('button', { name: 'Train without it' }).click();
  await waitForPhase(page, 'Finished');
  await page.unroute('**/train-00.png');
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(alert).toBeHidden({ timeout: 30_000 });
});

test('a shard that arrives damaged is refused by its checksum', async ({ page }) => {
  // Shard 3 answers in the place of shard 2: it decodes, but its pixels are others.
  await page.route('**/data/train-02.png', async (route) => {
    const other = await route.fetch({ url: route.request().url().replace('train-02', 'train-03') });
    await route.fulfill({ response: other });
  });
  await page.route('**/data/manifest.json', async (route) => {
    const response = await route.fetch();
    const manifest = await response.json();
    manifest.train.shards[2].bytes = manifest.train.shards[3].bytes;
    await route.fulfill({ response, json: manifest });
  });
  await openRoom(page, '?backend=wasm');
  const alert = page.getByRole('alert').filter({ hasText: 'train-02.png' });
  await expect(alert).toContainText('does not contain the right images', { timeout: 60_000 });
});

test('settings out of bounds are refused at the field with the bounds', async ({ page }) => {
  await openRoom(page, '?backend=wasm');
  await setNumber(page, 'Learning rate', 5);
  await expect(page.getByText(/Learning rate must be between 0.000001 and 1/).first()).toBeVisible();
  await expect(button(page, 'Train')).toBeDisabled();
  await setNumber(page, 'Learning rate', 0.01);
  await expect(button(page, 'Train')).toBeEnabled();
  await setNumber(page, 'Training images', 100);
  await expect(page.getByText(/Batch size must not be larger/).first()).toBeVisible();
  await expect(button(page, 'Train')).toBeDisabled();
});

test('a worker that dies is replaced, the page says so, and trains again', async ({ page }) => {
  await openRoom(page, '?backend=wasm');
  await setNumber(page, 'Training images', 64);
  await setNumber(page, 'Batch size', 64);
  await takeStep(page);
  const worker = page.workers().find((candidate) => candidate.url().includes('engine.worker'));
  await worker?.evaluate(() => {
    setTimeout(() => {
      throw new Error('broken on purpose');
    });
  });
  await expect(page.getByRole('alert').filter({ hasText: 'Training stopped unexpectedly' })).toBeVisible();
  await waitForPhase(page, 'Ended unexpectedly');
  await expect(button(page, 'Train')).toBeEnabled({ timeout: 60_000 });
  await setNumber(page, 'Epochs', 1);
  await button(page, 'Train').click();
  await waitForPhase(page, 'Finished');
});

test('without cross-origin isolation it trains on one thread and says why', async ({ page }) => {
  await page.route('**/*', async (route) => {
    const response = await route.fetch();
    const headers = response.headers();
    delete headers['cross-origin-opener-policy'];
    delete headers['cross-origin-embedder-policy'];
    await route.fulfill({ response, headers });
  });
  await openRoom(page, '?backend=wasm');
  await expectCheckedDevice(page, 'CPU, 1 thread');
  await expect(page.getByText('Training uses one processor core.', { exact: true })).toBeVisible();
  await button(page, 'Why?').click();
  await expect(page.getByRole('dialog', { name: 'Why?' })).toContainText('headers that allow more');
  await page.keyboard.press('Escape');
  await setNumber(page, 'Training images', 64);
  await setNumber(page, 'Batch size', 64);
  await takeStep(page);
});

test('without a GPU the page says so in plain words, names what is missing to those who ask, and trains on the CPU', async ({
  baseURL,
}) => {
  const { args = [], ...options } = launchOptions();
  const withoutGpu = await chromium.launch({ ...options, args: args.filter((arg) => !/webgpu|Vulkan/i.test(arg)) });
  const page = await withoutGpu.newPage(baseURL === undefined ? {} : { baseURL });
  await openRoom(page, '');
  await expect(
    page.getByText('Training on this computer’s processor (CPU); a graphics card would be faster.', { exact: true }),
  ).toBeVisible();
  // The technique is named to those who ask, by keyboard too.
  await button(page, 'Why?').press('Enter');
  await expect(page.getByRole('dialog', { name: 'Why?' })).toContainText('WebGPU');
  await page.keyboard.press('Escape');
  await expect(button(page, 'Why?')).toBeFocused();
  await expectCheckedDevice(page, /^CPU, \d+ threads$/);
  await withoutGpu.close();
});
