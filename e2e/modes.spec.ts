import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import AxeBuilder from '@axe-core/playwright';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { button, openRoom, waitForPhase } from './room.ts';

/** What a link can ask for beside an experiment: a frame, a projector, a run at once. */

const SMALL = 'v=1&img=640&bs=64&ep=2';

function scrolled(page: Page): Promise<[height: number, width: number]> {
  return page.evaluate(() => [document.documentElement.scrollHeight, document.documentElement.scrollWidth]);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`presenter mode fills a projector without scrolling, in ${colorScheme}`, async ({ browser, baseURL }) => {
    const viewport = { width: 1280, height: 720 };
    const context = await browser.newContext({ colorScheme, viewport, ...(baseURL === undefined ? {} : { baseURL }) });
    const page = await context.newPage();
    await openRoom(page, `?backend=wasm#${SMALL}&present=1`);
    const experiment = page.getByRole('region', { name: 'Experiment' });
    await expect(experiment).toHaveCount(0);
    expect(await scrolled(page)).toEqual([720, 1280]);
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    // Keys of the run work as ever.
    await page.keyboard.press('e');
    await waitForPhase(page, 'Paused');
    await page.keyboard.press(' ');
    await waitForPhase(page, 'Finished');
    await expect(page.getByRole('grid', { name: /Confusion matrix/ })).toBeInViewport({ ratio: 1 });
    expect(await scrolled(page)).toEqual([720, 1280]);
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    const title = page.getByRole('heading', { name: /^Loss/ });
    const large = await title.evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
    await page.keyboard.press('Escape');
    await expect(experiment).toBeVisible();
    const usual = await title.evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
    expect(large / usual).toBeGreaterThan(1.4);
    await page.keyboard.press('p');
    await expect(experiment).toHaveCount(0);
    // Escape closes what is open first.
    await button(page, 'Help').click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(button(page, 'Present')).toHaveAttribute('aria-pressed', 'true');
    await button(page, 'Present').click();
    await expect(experiment).toBeVisible();
    await context.close();
  });
}

/** A site of its own for a page around a frame: a made-up host may not reach this computer. */
async function serveBlog(content: string): Promise<{ address: string; close: () => void }> {
  const server = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end(`<html lang="en"><title>Blog</title><main><h1>Blog</h1>${content}</main></html>`);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  return { address: `http://localhost:${port}/`, close: () => server.close() };
}

test('a frame in a page of another site trains by itself, shows charts alone, and leads to the whole app', async ({
  page,
  baseURL,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  const blog = await serveBlog(`<iframe title="Demo" width="800" height="500"
    src="${baseURL}?backend=wasm#${SMALL}&embed=1&autostart=1"></iframe>`);
  await page.goto(blog.address);
  const frame = page.frameLocator('iframe');
  await expect(frame.locator('.run-phase')).toHaveText('Finished', { timeout: 120_000 });
  await expect(frame.getByRole('grid', { name: /Confusion matrix/ })).toBeVisible();
  await expect(frame.getByRole('banner')).toHaveCount(0);
  await expect(frame.getByRole('alert')).toHaveCount(0);
  await expect(frame.getByRole('region', { name: 'Experiment' })).toHaveCount(0);
  await expect(frame.getByRole('link')).toHaveCount(1);
  await expect(frame.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  expect(await frame.locator('html').evaluate((html) => [html.scrollHeight, html.scrollWidth])).toEqual([500, 800]);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(frame.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'light');
  const opened = page.waitForEvent('popup');
  await frame.getByRole('link', { name: 'Open in Fitting Room' }).click();
  const whole = await opened;
  expect(new URL(whole.url()).hash).toBe(`#${SMALL}`);
  await expect(whole.getByRole('spinbutton', { name: 'Training images', exact: true })).toHaveValue('640');
  blog.close();
});

test('a run started by the address is never started over', async ({ page }) => {
  await page.goto(`./?backend=wasm#${SMALL}&autostart=1`);
  await waitForPhase(page, 'Finished');
  await page.evaluate((link) => {
    location.hash = link;
  }, `${SMALL}&lr=0.002&autostart=1`);
  await expect(page.getByRole('spinbutton', { name: 'Learning rate', exact: true })).toHaveValue('0.002');
  await expect(page.locator('.run-phase')).toHaveText('Finished');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

/** @returns a page that has come to its question */
async function openOnPhone(browser: Browser, baseURL: string | undefined): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    ...(baseURL === undefined ? {} : { baseURL }),
  });
  const page = await context.newPage();
  await page.goto(`./?backend=wasm#${SMALL}&autostart=1`);
  await expect(page.getByRole('dialog', { name: 'Train now?' })).toBeVisible({ timeout: 120_000 });
  return page;
}

test('a phone is asked before a link may train on it', async ({ browser, baseURL }) => {
  const page = await openOnPhone(browser, baseURL);
  await expect(page.getByRole('dialog')).toContainText('640 images, 2 epochs');
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await button(page, 'Not now').click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.locator('.run-phase')).toHaveText('Ready');
  await page.context().close();
  const another = await openOnPhone(browser, baseURL);
  await button(another, 'Start training').click();
  await waitForPhase(another, 'Finished');
  await another.context().close();
});

test('on battery it asks first too', async ({ page }) => {
  await page.addInitScript(() => {
    Object.assign(navigator, { getBattery: async () => ({ charging: false }) });
  });
  await page.goto(`./?backend=wasm#${SMALL}&autostart=1`);
  await expect(page.getByRole('dialog', { name: 'Train now?' })).toBeVisible({ timeout: 120_000 });
  await page.keyboard.press('Escape');
  await expect(page.locator('.run-phase')).toHaveText('Ready');
});

test('a value other than 1 is named', async ({ page }) => {
  await openRoom(page, '?backend=wasm#present=yes');
  await expect(page.getByRole('alert')).toContainText('“yes” for present, which can only be 1');
  await expect(page.getByRole('region', { name: 'Experiment' })).toBeVisible();
});
