import { expect, type Page, test } from '@playwright/test';
import { button, openRoom, setNumber, takeStep } from './room.ts';

/** What the page's policy and those of its workers have refused so far. */
async function watchRefusals(page: Page): Promise<string[]> {
  const refusals: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) refusals.push(message.text());
  });
  await page.exposeFunction('reportRefusal', (refusal: string) => refusals.push(refusal));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      Reflect.get(window, 'reportRefusal')(`${violatedDirective} ${blockedURI} ${sample}`);
    });
  });
  return refusals;
}

test('nothing the app does is refused by its content policy: training, every screen, every dialog', async ({
  page,
}) => {
  const refusals = await watchRefusals(page);
  await openRoom(page, '?backend=wasm&threads=2');
  await setNumber(page, 'Training images', 64);
  await setNumber(page, 'Batch size', 64);
  await takeStep(page);
  await button(page, 'Help').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: /^Colours:/ }).click();
  const links = page.getByRole('navigation').getByRole('link');
  for (let index = 0; index < (await links.count()); index++) {
    await links.nth(index).click();
    await expect(page.getByRole('main')).toBeVisible();
  }
  await links.first().click();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: /^Experiment:/ }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(refusals).toEqual([]);
});

test('an injected script is refused, as an element and as an attribute', async ({ page }) => {
  const refusals = await watchRefusals(page);
  await page.goto('./');
  await page.evaluate(() => {
    const inline = document.createElement('script');
    inline.textContent = 'window.isInjected = true';
    const handler = document.createElement('div');
    handler.innerHTML = '<img src="missing.png" onerror="window.isInjected = true">';
    document.body.append(inline, handler);
  });
  // One policy comes with the answer, as from a host that takes `_headers`, the other with the page; each reports.
  await expect.poll(() => refusals).toContain('script-src-elem inline ');
  await expect.poll(() => refusals).toContain('script-src-attr inline ');
  expect(await page.evaluate(() => Reflect.get(window, 'isInjected'))).toBeUndefined();
});
