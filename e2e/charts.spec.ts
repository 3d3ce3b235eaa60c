import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { button, openRoom, waitForPhase } from './room.ts';

/** What the charts of a run are on screen and on paper. */

/** A link that holds a whole run: 100 epochs, a change of rate on the way and a test result. Nothing has to be trained. */
const LINK = (await readFile(new URL('../scripts/full-size-link.txt', import.meta.url), 'utf8')).trim();

async function openResults(page: Page, more = ''): Promise<void> {
  await page.goto(`./?backend=wasm${LINK}${more}`);
  await expect(page.getByRole('img', { name: /^Accuracy over epochs. After epoch 100/ })).toBeVisible();
}

type Chart = 'Loss' | 'Accuracy';

/** Of both charts: how high the plot is, in pixels, from the lowest to the highest line of its grid. */
function plotHeights(page: Page): Promise<number[]> {
  return page.getByRole('img', { name: /^(Loss|Accuracy) over epochs/ }).evaluateAll((charts) =>
    charts.map((chart) => {
      const lines = [...chart.querySelectorAll('.recharts-cartesian-grid line')].map((line) =>
        Math.round(line.getBoundingClientRect().y),
      );
      return Math.max(...lines) - Math.min(...lines);
    }),
  );
}

/** What stands at the value axis of a chart, from the lowest up. */
function ticks(page: Page, chart: Chart): Promise<string[]> {
  return page
    .getByRole('region', { name: chart, exact: true })
    .locator('.recharts-yAxis-tick-labels text')
    .allTextContents();
}

test('the axes follow the curves over epochs, say what they leave out, and show everything on request', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await openResults(page);
  const panel = (name: Chart) => page.getByRole('region', { name, exact: true });
  // Losses of up to 0.57 after the epochs, accuracies of 88.7% and more; batches of the first epoch up to 2.75.
  expect(Number((await ticks(page, 'Loss')).at(-1))).toBeLessThanOrEqual(1);
  expect((await ticks(page, 'Accuracy')).at(0)).toBe('80%');
  await expect(panel('Loss').getByText(/batches up to 2\.\d+ not shown/)).toBeVisible();
  await expect(panel('Accuracy').getByText(/batches down to \d+\.\d% not shown/)).toBeVisible();
  for (const height of await plotHeights(page)) expect(height).toBeGreaterThanOrEqual(140);

  await page.getByRole('combobox', { name: 'Vertical range' }).first().selectOption('full');
  await expect(page.getByText(/batches .* not shown/)).toHaveCount(0);
  expect(Number((await ticks(page, 'Loss')).at(-1))).toBeGreaterThan(2.5);
  expect((await ticks(page, 'Accuracy')).at(0)).toBe('0%');
  await page.reload();
  await expect(page.getByRole('combobox', { name: 'Vertical range' }).last()).toHaveValue('full');
  await page.getByRole('combobox', { name: 'Vertical range' }).last().selectOption('fitted');

  // As high above the strip of a schedule, and on a projector.
  await openResults(page, '&present=1');
  await expect(page.locator('.presented')).toBeVisible();
  await expect.poll(() => plotHeights(page).then((heights) => Math.min(...heights))).toBeGreaterThanOrEqual(140);
});

test('a run that diverges leaves no number that is none in any picture', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await openRoom(page, '?backend=wasm#v=1&net=conv2dnet&img=320&bs=16&ep=3&opt=momentum&mom=0.99&lr=1&norm=0&warm=1');
  const strange = () =>
    page
      .locator('svg, svg *')
      .evaluateAll((elements) =>
        elements.flatMap((element) =>
          [...element.attributes]
            .filter(({ value }) => /NaN|Infinity|undefined/.test(value))
            .map(({ name, value }) => `${element.tagName} ${name}="${value.slice(0, 60)}"`),
        ),
      );
  expect(await strange(), 'before the run').toEqual([]);
  await button(page, 'Train').click();
  await waitForPhase(page, 'Diverged');
  expect(await strange(), 'after the run').toEqual([]);
  for (const scale of ['log', 'linear']) {
    await page.getByRole('combobox', { name: 'Loss axis' }).selectOption(scale);
    for (const unit of ['steps', 'seconds', 'epochs']) {
      await page.getByRole('combobox', { name: 'Horizontal axis' }).first().selectOption(unit);
      expect(await strange(), `${scale}, ${unit}`).toEqual([]);
    }
  }
  for (const height of await plotHeights(page)) expect(height).toBeGreaterThanOrEqual(140);
});

test('the paper is a report of the run: light, without buttons, and nothing on it is above 100%', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await openResults(page);
  const report = page.getByRole('article', { name: 'Report of the run' });
  await expect(report).toHaveCount(0);
  // What prints it comes with the first measurement.
  await page.waitForLoadState('networkidle');
  // Narrower than the charts are drawn, as A5 is: they shrink as a whole.
  await page.setViewportSize({ width: 520, height: 720 });
  await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
  await expect(report).toBeVisible();
  await expect(report.getByRole('heading', { level: 1 })).toHaveText('Shared run: Conv2Dsimple2');
  for (const part of [
    'Settings',
    'Loss',
    'Accuracy',
    'Confusion matrix',
    'Per class',
    'Test set',
    'Device',
    'Epochs',
  ]) {
    await expect(report.getByRole('region', { name: part, exact: true })).toBeVisible();
  }
  await expect(report.getByRole('region', { name: 'Settings' })).toContainText('Epochs 100 (default 10)');
  await expect(report.getByRole('region', { name: 'Settings' })).toContainText('616,202 parameters');
  await expect(report.getByRole('region', { name: 'Test set' })).toContainText('95% Wilson interval');
  await expect(report.getByRole('region', { name: 'Device' })).toContainText('CPU with 2 threads (WebAssembly');
  await expect(page.getByRole('button')).toHaveCount(0);
  await expect(page.getByRole('navigation')).toHaveCount(0);

  const seen = await report.evaluate((element) => {
    const box = (selector: string) =>
      element.querySelector(`[aria-label="Accuracy"] ${selector}`)?.getBoundingClientRect();
    const shirt = element.querySelector('.confusion-cell[data-right]');
    return {
      ink: getComputedStyle(element).color,
      line: getComputedStyle(element.querySelector('.own-line path') ?? element).stroke,
      adjust: getComputedStyle(shirt ?? element).printColorAdjust,
      shade: getComputedStyle(shirt ?? element).backgroundColor,
      chartWidth: box('.recharts-surface')?.width ?? 0,
      // At 80% and at 100%.
      grid: box('.recharts-cartesian-grid'),
      batch: box('.batch-raw'),
      train: box('.own-line path'),
      strays: [...element.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
        .length,
    };
  });
  expect(seen.ink).toBe('rgb(27, 32, 39)');
  expect(seen.line).toBe('rgb(0, 104, 168)');
  expect(seen.adjust).toBe('exact');
  expect(seen.shade).not.toBe('rgba(0, 0, 0, 0)');
  expect(seen.chartWidth).toBeLessThanOrEqual(520);
  expect(seen.strays).toBe(0);
  // Batches of 99.2% are the best there are: below the line of 100%, and beside the train curve at the same scale.
  const [top = 0, bottom = 0] = [seen.grid?.top, seen.grid?.bottom];
  expect(seen.batch?.top).toBeGreaterThan(top);
  expect(seen.batch?.top).toBeLessThan(top + (bottom - top) * 0.1);
  expect(seen.train?.top).toBeGreaterThan(top);
  expect(Math.abs((seen.batch?.right ?? 0) - (seen.train?.right ?? 9))).toBeLessThan(1);

  // By the browser's own word, on the way to a printer or a PDF, which is called after the run; then the page is as it was.
  await page.emulateMedia({ colorScheme: 'dark', media: null });
  await expect(report).toHaveCount(0);
  await page.evaluate(() => addEventListener('beforeprint', () => (document.body.dataset.printed = document.title)));
  expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(20_000);
  await expect(page.locator('body')).toHaveAttribute('data-printed', 'Shared run: Conv2Dsimple2 (Fitting Room)');
  await expect(report).toHaveCount(0);
  expect(await page.title()).toBe('Fitting Room');
});
