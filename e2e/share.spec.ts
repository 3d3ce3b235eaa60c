import AxeBuilder from '@axe-core/playwright';
import { type Browser, type BrowserContext, expect, type Locator, type Page, test } from '@playwright/test';
import { decode } from 'fast-png';
import jsQR from 'jsqr';
import { button, openRoom, readMatrix, setNumber, waitForPhase } from './room.ts';

/** Somebody with another browser profile: nothing stored. */
async function visitor(browser: Browser, options: Parameters<Browser['newContext']>[0] = {}): Promise<BrowserContext> {
  return browser.newContext(options);
}

async function trainSmallRun(page: Page): Promise<void> {
  await openRoom(page, '?backend=wasm');
  await setNumber(page, 'Batch size', 16);
  await setNumber(page, 'Training images', 320);
  await setNumber(page, 'Epochs', 3);
  await button(page, 'Train').click();
  await waitForPhase(page, 'Finished');
}

async function linkIn(page: Page): Promise<string> {
  return page.getByRole('textbox', { name: 'Link', exact: true }).inputValue();
}

async function newestStoredStep(page: Page): Promise<number | undefined> {
  return page.evaluate(async () => {
    const settled = <Value>(request: IDBRequest<Value>): Promise<Value> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await settled(indexedDB.open('fitting-room'));
    const headers = await settled(database.transaction(['runs']).objectStore('runs').index('savedAt').getAll());
    database.close();
    return headers.at(-1)?.step;
  });
}

let sharedLink: string | undefined;
let trainedMatrix: number[][] = [];
let trainedFigures = '';

/** The link with results of one small run, trained once for all journeys; what its page showed is kept. */
async function resultsLink(browser: Browser, baseURL: string | undefined): Promise<string> {
  if (sharedLink !== undefined) return sharedLink;
  const context = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  const page = await context.newPage();
  await trainSmallRun(page);
  await expect(page.getByRole('gridcell')).toHaveCount(100);
  trainedMatrix = await readMatrix(page);
  trainedFigures = (await page.locator('.curve-foot').allTextContents()).join(' ');
  await button(page, 'Share').click();
  await page.getByText('With results').click();
  await expect(page.getByText('without training')).toBeVisible();
  sharedLink = await linkIn(page);
  expect(sharedLink.length).toBeLessThan(8192);
  await context.close();
  return sharedLink;
}

test('a link with results shows them on another profile without training, and trains the same experiment', async ({
  browser,
  baseURL,
}) => {
  const link = await resultsLink(browser, baseURL);
  const context = await visitor(browser);
  const page = await context.newPage();
  await page.goto(link.replace('#', '?backend=wasm#'));
  const banner = page.getByRole('region', { name: 'About this run' });
  await expect(banner).toContainText('Someone else’s results for');
  await waitForPhase(page, 'Finished');
  await expect.poll(() => readMatrix(page)).toEqual(trainedMatrix);
  expect((await page.locator('.curve-foot').allTextContents()).join(' ')).toBe(trainedFigures);

  // The scrubber goes through the epochs that came along.
  await page.getByRole('slider', { name: 'Epoch shown' }).press('Home');
  await expect(page.getByRole('region', { name: 'Confusion matrix' })).toContainText('epoch 1');
  await expect.poll(() => readMatrix(page)).not.toEqual(trainedMatrix);
  await page.getByRole('gridcell').first().click();
  await expect(page.getByRole('region', { name: 'Images' })).toContainText(
    'Links don’t include predictions for single images',
  );
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  await expect(button(page, 'Train it yourself')).toBeEnabled({ timeout: 120_000 });
  await button(page, 'Train it yourself').click();
  await waitForPhase(page, 'Finished');
  await expect(banner).toBeHidden();
  // The same experiment on the same backend: the same run, to the bit.
  await expect.poll(() => readMatrix(page)).toEqual(trainedMatrix);
  await context.close();
});

test('results are handed on as they came, and the code holds the settings', async ({ browser, baseURL }) => {
  const link = await resultsLink(browser, baseURL);
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await visitor(browser, { colorScheme });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const page = await context.newPage();
    await page.goto(link.replace('#', '?backend=wasm#'));
    await expect(page.getByRole('region', { name: 'About this run' })).toBeVisible();
    await button(page, 'Share').click();
    await expect(page.getByRole('textbox', { name: 'Link', exact: true })).toHaveValue(link);
    await button(page, 'Copy link').click();
    await expect(button(page, 'Copied')).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
    await page.getByLabel('to embed in another page').check();
    await expect(page.getByRole('textbox', { name: 'HTML to embed' })).toHaveValue(/^<iframe src=".*&amp;embed=1/);
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await page.getByLabel('to embed in another page').uncheck();
    await expect(page.getByText('too long for a QR code')).toBeVisible();
    await button(page, 'QR code of the settings').click();
    await expect(page.getByRole('img', { name: 'QR code of the link' })).toBeVisible();
    await expect(page.getByText(link.slice(0, link.indexOf('&r=')), { exact: true })).toBeVisible();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await context.close();
  }
});

test('a link whose results are broken opens its settings and says so', async ({ browser, baseURL }) => {
  const link = await resultsLink(browser, baseURL);
  const context = await visitor(browser);
  const page = await context.newPage();
  await page.goto(`${link.slice(0, -40)}`.replace('#', '?backend=wasm#'));
  await expect(page.getByRole('alert').filter({ hasText: 'results could not be read' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'About this run' })).toBeHidden();
  await expect(page.getByRole('spinbutton', { name: 'Training images', exact: true })).toHaveValue(/^320$/);
  await context.close();
});

test("a visitor's own interrupted run is offered beside the results of a link", async ({ browser, baseURL }) => {
  const link = await resultsLink(browser, baseURL);
  const context = await visitor(browser, baseURL === undefined ? {} : { baseURL });
  const page = await context.newPage();
  await openRoom(page, '?backend=wasm');
  await setNumber(page, 'Batch size', 16);
  await setNumber(page, 'Training images', 320);
  await setNumber(page, 'Epochs', 50);
  await button(page, 'One epoch').click();
  await waitForPhase(page, 'Paused');
  await expect.poll(() => newestStoredStep(page)).toBe(20);
  await page.goto('about:blank');
  await page.goto(link.replace('#', '?backend=wasm#'));
  await expect(page.getByRole('region', { name: 'About this run' })).toBeVisible();
  const offer = page.getByRole('region', { name: 'Interrupted run' });
  await expect(offer).toContainText('of 50');
  await offer.getByRole('button', { name: 'Resume' }).click();
  await waitForPhase(page, 'Paused');
  await expect(page.getByRole('region', { name: 'About this run' })).toBeHidden();
  await expect(page.getByText(/^step 20\//)).toBeVisible();
  await context.close();
});

/** What a camera reads of an element. */
async function readCode(element: Locator): Promise<string | undefined> {
  const { data, width, height, channels } = decode(await element.screenshot());
  const rgba = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let channel = 0; channel < 3; channel++) rgba[4 * pixel + channel] = data[channels * pixel + channel] ?? 0;
  }
  return jsQR(rgba, width, height)?.data;
}

test('the code on the wall is the link, and a device that can hands the link on', async ({ page }) => {
  await page.addInitScript(() => {
    const handedOn: ShareData[] = [];
    const share = async (data: ShareData) => void handedOn.push(data);
    Object.assign(window, { handedOn });
    Object.defineProperty(navigator, 'share', { value: share });
  });
  await openRoom(page, '?backend=wasm');
  await setNumber(page, 'Epochs', 7);
  await button(page, 'Share').click();
  const link = await linkIn(page);
  expect(link).toMatch(/#v=2&ep=7$/);
  await button(page, 'Share via…').click();
  expect(await page.evaluate(() => Reflect.get(window, 'handedOn'))).toEqual([{ title: 'Fitting Room', url: link }]);
  await page.getByLabel('Starts training as soon as the page is ready').check();
  await button(page, 'QR code').click();
  await expect.poll(() => readCode(page.getByRole('img', { name: 'QR code of the link' }))).toBe(`${link}&autostart=1`);
});

test('a link with results offers no start by itself', async ({ page }) => {
  await trainSmallRun(page);
  await button(page, 'Share').click();
  const autostart = page.getByLabel('Starts training as soon as the page is ready');
  await autostart.check();
  await page.getByText('With results').click();
  await expect(autostart).toHaveCount(0);
  expect(await linkIn(page)).not.toContain('autostart');
});
