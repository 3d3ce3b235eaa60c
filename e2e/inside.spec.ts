import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { button, openRoom, setNumber, waitForPhase } from './room.ts';

async function trainLittle(page: Page): Promise<void> {
  await setNumber(page, 'Training images', 640);
  await setNumber(page, 'Batch size', 64);
  await setNumber(page, 'Epochs', 2);
  await page.getByRole('link', { name: 'Look inside' }).click();
  await button(page, 'Train').click();
}

test('an image is followed through the layers while the network trains, and its answer explained', async ({ page }) => {
  await openRoom(page, '?backend=wasm');
  await trainLittle(page);
  const layers = page.getByRole('region', { name: 'Layers', exact: true });
  // Live: the look changes without anybody asking.
  await expect(layers).toContainText(/after \d+ steps?/, { timeout: 60_000 });
  await waitForPhase(page, 'Finished');
  await expect(layers).toContainText('after 20 steps');
  await expect(layers.getByRole('img', { name: /16 feature maps/ })).toBeVisible();
  await expect(layers.getByRole('img', { name: /16 filters/ })).toBeVisible();
  await expect(layers.getByText(/active on 200 images/).first()).toBeVisible();

  // By keyboard: the image below and to the right of the first, then each map.
  const answer = page.getByRole('region', { name: 'Prediction' });
  await page.getByRole('option').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const chosen = page.locator('.pick-grid').getByRole('option', { selected: true });
  await expect(chosen).toHaveAccessibleName(/^Trouser, no\. [\d,]+ of the training file$/);
  await expect(answer.getByRole('img', { name: 'Image of Trouser' })).toBeVisible();
  for (const [name, words] of [
    ['Grad-CAM', /last convolution/],
    ['Occlusion', /5×5 patch covers/],
  ] as const) {
    await answer.getByText(name, { exact: true }).click();
    await expect(answer.getByRole('img', { name: `Image of Trouser with the ${name} map` })).toBeVisible();
    await expect(answer.getByText(words)).toBeVisible();
  }
  await layers.getByText('Best epoch', { exact: true }).click();
  await expect(layers).toContainText(/after (10|20) steps/);
});

/** The pixels of a canvas, as text to compare; all zeros when nothing was drawn. */
function pixelsOf(canvas: Locator): Promise<string> {
  return canvas.evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement;
    return String((element as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data);
  });
}

test('layers that are scrolled away are drawn when they come back, of the image that is chosen then', async ({
  page,
}) => {
  await openRoom(page, '?backend=wasm');
  await trainLittle(page);
  await waitForPhase(page, 'Finished');
  const layers = page.getByRole('region', { name: 'Layers', exact: true });
  await expect(layers).toContainText('after 20 steps');
  const first = layers.getByRole('img', { name: /16 feature maps/ });
  const before = await pixelsOf(first);
  expect(before).toMatch(/[1-9]/);
  await layers.getByRole('article', { name: 'Dense 10', exact: true }).scrollIntoViewIfNeeded();
  const last = layers.getByRole('img', { name: /10 units/ });
  await expect.poll(() => pixelsOf(last)).toMatch(/[1-9]/);
  await expect(first).not.toBeInViewport();
  const atTheEnd = await pixelsOf(last);
  await page
    .getByRole('option', { name: /^Ankle boot/ })
    .first()
    .click();
  await expect.poll(() => pixelsOf(last)).not.toBe(atTheEnd);
  await layers.getByRole('article', { name: 'Conv 1×1', exact: true }).scrollIntoViewIfNeeded();
  await expect(first).toBeInViewport();
  await expect.poll(() => pixelsOf(first)).not.toBe(before);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in Look inside in ${colorScheme}, and a phone shows it without scrolling sideways`, async ({
    browser,
    baseURL,
  }) => {
    const context = await browser.newContext({ colorScheme, ...(baseURL === undefined ? {} : { baseURL }) });
    const page = await context.newPage();
    await openRoom(page, '?backend=wasm');
    await trainLittle(page);
    await waitForPhase(page, 'Finished');
    await page.getByText('Occlusion', { exact: true }).click();
    await expect(page.getByText(/5×5 patch covers/)).toBeVisible();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await context.close();
  });
}
