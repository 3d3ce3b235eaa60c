import { type Browser, expect, type Page, test } from '@playwright/test';
import { launchOptions } from '../scripts/chromium.mjs';
import { type LayoutFindings, measureLayout } from './layout.ts';
import { button, openRoom, recordedLosses, setNumber, takeStep, waitForPhase } from './room.ts';

/** Fingers, keyboards, eyes: what people do to the page, and what they need it to look like. */

const SMALL = '#v=1&img=640&bs=64&ep=2';
const SCREENS = ['train', 'runs', 'reference', 'inside', 'lessons'];
const NOTHING: LayoutFindings = { cut: [], overlapping: [], small: [], sideways: 0 };

function typed(page: Page, label: string) {
  return page.getByRole('spinbutton', { name: label, exact: true });
}

/** As a keyboard of another layout does it. */
async function pressOn(page: Page, key: string, code: string): Promise<void> {
  await page.evaluate(
    (pressed) => {
      document.body.dispatchEvent(new KeyboardEvent('keydown', { ...pressed, bubbles: true, cancelable: true }));
    },
    { key, code },
  );
}

async function trainSmallRun(page: Page): Promise<void> {
  await openRoom(page, `?backend=wasm${SMALL}`);
  await button(page, 'Train').click();
  await waitForPhase(page, 'Finished');
  await page.getByRole('gridcell').first().click();
  await expect(page.getByRole('region', { name: 'Images' })).toContainText('Image 1 of');
}

/** Every screen, with what a run shows on it. */
async function expectSoundScreens(page: Page, leastTarget: number): Promise<void> {
  for (const screen of [...SCREENS.map((name) => `screen=${name}`), 'lesson=capacity']) {
    await page.evaluate((hash) => {
      location.hash = hash;
    }, screen);
    await expect(page.locator('main')).not.toBeEmpty();
    // Parts of a screen come with their chunks and their images.
    await expect.poll(() => measureLayout(page, leastTarget), { message: screen }).toEqual(NOTHING);
  }
}

test('numbers are read as people type them, and what is unclear stays and is explained', async ({ page }) => {
  await openRoom(page, '?backend=wasm');
  for (const [text, shown] of [
    ['0,01', '0.01'],
    ['0,0005', '0.0005'],
    ['1e-4', '0.0001'],
  ] as const) {
    await setNumber(page, 'Learning rate', text);
    await expect(typed(page, 'Learning rate')).toHaveValue(shown);
  }
  await setNumber(page, 'Training images', '12.000');
  const field = typed(page, 'Training images');
  await expect(field).toHaveValue('12.000');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByText('“12.000” could be 12 or 12,000. Write 12000 for 12,000.').first()).toBeVisible();
  await expect(button(page, 'Train')).toBeDisabled();
  // It is still there after a look at another screen.
  await page.getByRole('link', { name: 'Runs' }).click();
  await page.getByRole('link', { name: 'Train', exact: true }).click();
  await expect(field).toHaveValue('12.000');
  await setNumber(page, 'Training images', '1’200');
  await expect(field).toHaveValue('1200');
  await expect(button(page, 'Train')).toBeEnabled();
});

test('a reset can be undone, to the step; a double click starts once; keys follow the layout', async ({ page }) => {
  await openRoom(page, `?backend=wasm${SMALL}`);
  await button(page, 'Train').dblclick();
  // Paused by its second click, it would never get there.
  await waitForPhase(page, 'Finished');
  const whole = await recordedLosses(page);

  await pressOn(page, 'к', 'KeyR');
  await waitForPhase(page, 'Ready');
  await page.getByRole('region', { name: 'Run that made way' }).getByRole('button', { name: 'Undo' }).click();
  await waitForPhase(page, 'Finished');
  await page.keyboard.press('r');
  await waitForPhase(page, 'Ready');

  await takeStep(page);
  await pressOn(page, 'ы', 'KeyS');
  await expect(page.locator('.run-status')).toContainText('step 2/20');
  await waitForPhase(page, 'Paused');
  await button(page, 'Reset').click();
  await waitForPhase(page, 'Ready');
  await button(page, 'Undo').click();
  await waitForPhase(page, 'Paused');
  await expect(page.locator('.run-status')).toContainText('step 2/20');
  await button(page, 'Resume').click();
  await waitForPhase(page, 'Finished');
  expect(await recordedLosses(page)).toEqual(whole.slice(2));
});

test('single keys can be switched off for good, and Tab first leads past the header', async ({ page }) => {
  await openRoom(page, '?backend=wasm');
  await page.keyboard.press('Tab');
  await expect(button(page, 'Skip to Train')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(button(page, 'Train')).toBeFocused();

  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('switch', { name: 'Single keys work anywhere on the page' }).uncheck();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.reload();
  await expect(button(page, 'Train')).toBeEnabled({ timeout: 60_000 });
  for (const key of ['?', 's', 'e', 'p', ' ']) await page.keyboard.press(key);
  await button(page, 'Help').click();
  await expect(dialog).toContainText('Single keys (off)');
  await expect(page.locator('.run-phase')).toHaveText('Ready');
  await expect(button(page, 'Present')).toHaveAttribute('aria-pressed', 'false');
  await dialog.getByRole('switch', { name: 'Single keys work anywhere on the page' }).check();
  await page.keyboard.press('Escape');
  await page.keyboard.press('p');
  await expect(button(page, 'Present')).toHaveAttribute('aria-pressed', 'true');
});

for (const [device, viewport] of [
  ['tablet', { width: 820, height: 1180 }],
  ['phone', { width: 390, height: 844 }],
] as const) {
  test(`on a ${device} nothing overlaps or is cut, and every control takes a finger`, async ({ browser, baseURL }) => {
    const options = { viewport, hasTouch: true, isMobile: true, serviceWorkers: 'block' } as const;
    const context = await browser.newContext({ ...options, ...(baseURL === undefined ? {} : { baseURL }) });
    const page = await context.newPage();
    await trainSmallRun(page);
    await expectSoundScreens(page, 40);
    await context.close();
  });
}

test('nothing overlaps or is cut from right to left, zoomed to 200%, or in a small window', async ({ page }) => {
  await trainSmallRun(page);
  for (const [width, height] of [
    [1280, 720],
    // 1280 by 720 at 200%.
    [640, 360],
    [820, 1180],
  ] as const) {
    await page.setViewportSize({ width, height });
    await expectSoundScreens(page, 0);
  }
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'));
  await expectSoundScreens(page, 0);
  await page.evaluate(() => {
    location.hash = 'screen=train';
  });
  // The page is laid out from the right; a chart still has its values on the left, and a sign stands before its number.
  const title = await page.getByRole('heading', { name: 'Fitting Room' }).boundingBox();
  expect(title?.x).toBeGreaterThan(900);
  const panel = page.getByRole('region', { name: 'Accuracy' });
  const [around, value] = [await panel.boundingBox(), await panel.getByText('100%', { exact: true }).boundingBox()];
  expect((value?.x ?? 0) - (around?.x ?? 0)).toBeLessThan(60);
  await expect(page.locator('.run-left')).toHaveCSS('unicode-bidi', 'plaintext');
});

async function openLarge(browser: Browser, baseURL: string | undefined): Promise<Page> {
  return browser.newPage({
    viewport: { width: 1280, height: 720 },
    serviceWorkers: 'block',
    ...(baseURL === undefined ? {} : { baseURL }),
  });
}

test('whoever set the browser’s text to 200% gets a page twice as large', async ({ playwright, baseURL }) => {
  const { args = [], ...launch } = launchOptions();
  const browser = await playwright.chromium.launch({
    ...launch,
    args: [...args, '--blink-settings=defaultFontSize=32'],
  });
  const page = await openLarge(browser, baseURL);
  await trainSmallRun(page);
  const title = page.getByRole('heading', { name: /^Loss/ });
  expect(await title.evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize))).toBe(26);
  await expectSoundScreens(page, 0);
  await browser.close();
});

test('in forced colours no state is said by a background alone', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await trainSmallRun(page);
  const pairs = [
    ['.screen-links a[aria-current]', '.screen-links a:not([aria-current])'],
    ['.mantine-SegmentedControl-label[data-active]', '.mantine-SegmentedControl-label:not([data-active])'],
    ['.confusion-cell[aria-selected=true]', '.confusion-cell[aria-selected=false]:not([data-lit])'],
    ['.image-option[aria-selected=true]', '.image-option[aria-selected=false]'],
    ['.header-present[aria-pressed=true]', '.header-share'],
  ];
  const look = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => {
        const { outlineStyle, outlineWidth, borderTopWidth, textDecorationLine, fontWeight } =
          getComputedStyle(element);
        return [outlineStyle, outlineWidth, borderTopWidth, textDecorationLine, fontWeight].join(' ');
      });
  for (const [chosen = '', other = ''] of pairs.slice(0, 4))
    expect([chosen, await look(chosen)]).not.toEqual([chosen, await look(other)]);
  // How far a run is can be seen against the page's own ground.
  const progress = page.getByRole('progressbar', { name: 'Progress of the run' });
  const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(await progress.evaluate((element) => getComputedStyle(element).backgroundColor)).not.toBe(ground);
  await button(page, 'Present').click();
  const [chosen = '', other = ''] = pairs[4] ?? [];
  await page.mouse.move(0, 0);
  expect(await look(chosen)).not.toBe(await look(other));
});
