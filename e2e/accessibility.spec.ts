import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { button, openRoom, setNumber, waitForPhase } from './room.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the screen in ${colorScheme}, before and after a run`, async ({ browser, baseURL }) => {
    const context = await browser.newContext({ colorScheme, ...(baseURL === undefined ? {} : { baseURL }) });
    const page = await context.newPage();
    await openRoom(page, '?backend=wasm');
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    for (const section of await page.locator('details > summary').all()) await section.click();
    await expect(page.getByRole('slider', { name: 'Weight of Shirt' })).toBeVisible();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await setNumber(page, 'Training images', 640);
    await setNumber(page, 'Batch size', 64);
    await setNumber(page, 'Epochs', 1);
    await button(page, 'Train').click();
    await waitForPhase(page, 'Finished');
    await page.getByRole('gridcell').first().click();
    await expect(page.getByRole('region', { name: 'Images' })).toContainText('Image 1 of');
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await context.close();
  });
}

test('a phone stacks the panels and keeps the experiment in a drawer', async ({ browser, baseURL }) => {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    ...(baseURL === undefined ? {} : { baseURL }),
  });
  const page = await context.newPage();
  await openRoom(page, '?backend=wasm');
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
  await page.getByRole('button', { name: 'Experiment' }).click();
  await expect(page.getByRole('spinbutton', { name: 'Learning rate' })).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await context.close();
});
