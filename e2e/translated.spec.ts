import { expect, type Page, test } from '@playwright/test';
import { button, openRoom, readMatrix, setNumber, waitForPhase } from './room.ts';

/**
 * What a browser's translator does to a page: each text goes into a `<font>` of its own, within its element, as soon as it
 * is there or changes. Text marked `translate="no"` is left alone. Space between elements has nothing to translate.
 */
async function translate(page: Page): Promise<void> {
  await page.evaluate(() => {
    const LEFT_ALONE = 'script, style, noscript, textarea, [translate=no]';
    const wrap = (text: Text): void => {
      const parent = text.parentElement;
      if (parent === null || parent.tagName === 'FONT' || text.data.trim() === '') return;
      if (parent.closest(LEFT_ALONE) !== null) return;
      const font = document.createElement('font');
      text.replaceWith(font);
      font.append(text);
    };
    const wrapAll = (root: Node): void => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const texts: Text[] = [];
      if (root instanceof Text) texts.push(root);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        if (node instanceof Text) texts.push(node);
      }
      for (const text of texts) wrap(text);
    };
    const observer = new MutationObserver((records) => {
      for (const { type, target, addedNodes } of records) {
        if (type === 'characterData') wrapAll(target);
        for (const node of addedNodes) wrapAll(node);
      }
    });
    observer.observe(document.body, { childList: true, characterData: true, subtree: true });
    wrapAll(document.body);
  });
}

async function goTo(page: Page, link: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: link, exact: true }).click();
}

/** As a person reads it, not as React holds it. */
async function shownStep(page: Page): Promise<number> {
  const text = (await page.locator('.run-status').textContent()) ?? '';
  return Number((/step ([\d,]+)\//.exec(text)?.[1] ?? '').replaceAll(',', ''));
}

/** Texts that are nothing but a number, and were handed to the translator all the same. */
function translatedNumbers(page: Page): Promise<string[]> {
  return page
    .locator('main font')
    .evaluateAll((texts) =>
      texts.map(({ textContent }) => textContent.trim()).filter((text) => /^[^\p{L}]*\d[^\p{L}]*$/u.test(text)),
    );
}

async function untilItMoves<Value>(read: () => Promise<Value>): Promise<void> {
  const before = JSON.stringify(await read());
  await expect.poll(async () => JSON.stringify(await read()), { timeout: 60_000 }).not.toBe(before);
}

test('a translated page goes on: on every screen, in every dialog, while a run trains', async ({ page }) => {
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  // What a boundary caught is no error of the page.
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await openRoom(page, '?backend=wasm');
  await translate(page);
  await setNumber(page, 'Training images', 256);
  await setNumber(page, 'Batch size', 64);
  await setNumber(page, 'Epochs', 200);
  await button(page, 'Train').click();
  await waitForPhase(page, 'Training');
  await untilItMoves(() => shownStep(page));
  await expect.poll(() => readMatrix(page).catch(() => undefined), { timeout: 60_000 }).toBeDefined();
  await untilItMoves(() => page.getByRole('grid', { name: /Confusion matrix/ }).textContent());
  await untilItMoves(() => page.getByRole('region', { name: 'Per class' }).textContent());
  await untilItMoves(() => page.locator('.legend').first().textContent());

  expect(await translatedNumbers(page)).toEqual([]);

  // What comes and goes beside text.
  await setNumber(page, 'Learning rate', 5);
  await setNumber(page, 'Learning rate', 0.002);
  await setNumber(page, 'Epochs', 199);
  await expect(page.getByText('Settings changed: restart to apply')).toBeVisible();
  await setNumber(page, 'Epochs', 200);
  await expect(page.getByText('Settings changed: restart to apply')).toBeHidden();
  await page.getByRole('gridcell').nth(11).click();
  for (const view of ['Worst mistakes', 'Least sure', 'Calibration']) {
    await page.getByText(view, { exact: true }).click();
    await untilItMoves(() => shownStep(page));
  }
  for (const [opener, closes] of [
    ['Help', 'Close'],
    ['Export', 'Close'],
    ['Share', 'Close'],
  ] as const) {
    await button(page, opener).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await untilItMoves(() => shownStep(page));
    await page.getByRole('dialog').getByRole('button', { name: closes }).click();
    await expect(page.getByRole('dialog')).toBeHidden();
  }
  await button(page, 'Present').click();
  await untilItMoves(() => shownStep(page));
  await page.keyboard.press('Escape');

  await goTo(page, 'Look inside');
  await expect(page.getByRole('region', { name: 'Prediction' })).toContainText('%');
  await untilItMoves(() => page.getByRole('region', { name: 'Layers', exact: true }).textContent());
  await untilItMoves(() => page.getByRole('region', { name: 'Prediction' }).textContent());
  expect(await translatedNumbers(page)).toEqual([]);
  await page.getByText('Grad-CAM', { exact: true }).click();
  await page.getByText('Embedding', { exact: true }).click();
  await button(page, 'Follow training').click();
  await untilItMoves(() => page.getByRole('region', { name: 'Embedding' }).textContent());
  for (const screen of ['Reference', 'Lessons', 'Runs', 'Train']) {
    await goTo(page, screen);
    await expect(page.getByRole('main')).toBeFocused();
  }
  await button(page, 'Pause').click();
  await waitForPhase(page, 'Paused');
  await button(page, 'Evaluate on test set').click();
  await expect(page.getByRole('region', { name: 'Test set' })).toContainText('95% Wilson interval', {
    timeout: 120_000,
  });

  await goTo(page, 'Runs');
  const row = page.getByRole('row').nth(1);
  await row.getByRole('checkbox').check();
  await row.getByRole('button', { name: /^Star/ }).click();
  await goTo(page, 'Lessons');
  await page.getByRole('heading', { level: 3 }).getByRole('link').first().click();
  await page
    .getByRole('button', { name: /^Start/ })
    .first()
    .click();
  await untilItMoves(() => shownStep(page));
  await button(page, 'Stop').click();
  await goTo(page, 'Train');
  await button(page, 'Reset').click();
  await waitForPhase(page, 'Ready');
  await expect(page.getByText('stopped with an error')).toBeHidden();
  expect(errors).toEqual([]);
});
