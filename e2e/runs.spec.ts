import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { unzipSync } from 'fflate';
import { button, openRoom, setNumber, takeStep, waitForPhase } from './room.ts';

/** Opens the page and trains two short runs that differ in their learning rate. */
async function trainTwo(page: Page): Promise<void> {
  await openRoom(page, '?backend=wasm');
  await setNumber(page, 'Training images', 320);
  for (const section of await page.locator('details > summary').all()) await section.click();
  await setNumber(page, 'Batch size', 32);
  await setNumber(page, 'Epochs', 2);
  await button(page, 'Train').click();
  await waitForPhase(page, 'Finished');
  await setNumber(page, 'Learning rate', 0.01);
  await button(page, 'Train').click();
  await waitForPhase(page, 'Finished');
}

const openRuns = (page: Page) =>
  page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Runs' }).click();
const rowOf = (page: Page, name: string) =>
  page
    .getByRole('table', { name: 'Saved runs' })
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name }) });
const choose = (page: Page, name: string) => page.getByRole('checkbox', { name: `Select ${name}` });

/** The file that pressing a button gives. */
async function savedBy(page: Page, name: string): Promise<Buffer> {
  const coming = page.waitForEvent('download');
  await button(page, name).click();
  return readFile(await (await coming).path());
}

/** What axe finds in light and in dark. */
async function violations(page: Page) {
  const light = await new AxeBuilder({ page }).analyze();
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  const dark = await new AxeBuilder({ page }).analyze();
  await page.emulateMedia({ colorScheme: 'light' });
  return [...light.violations, ...dark.violations];
}

async function edit(page: Page, label: string, text: string): Promise<void> {
  await page.getByRole('button', { name: label }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: label }).fill(text);
  await page.keyboard.press('Enter');
}

test('runs are listed, named, starred, drawn, compared, deleted and put back, and are there after a reload', async ({
  page,
}) => {
  await page.goto('./?backend=wasm#screen=runs');
  await expect(page.getByText('No runs are saved yet.')).toBeVisible();
  expect(await violations(page)).toEqual([]);

  await page.goto('./');
  await trainTwo(page);
  await openRuns(page);
  // The screen is fetched only now; the keyboard goes on at its top all the same.
  await expect(page.locator('main')).toBeFocused();
  await expect(rowOf(page, 'Run 2')).toContainText('Learning rate 0.001 → 0.01');
  await expect(rowOf(page, 'Run 2')).toContainText('on screen');
  await expect(rowOf(page, 'Run 1')).toContainText('the first run');
  await expect(rowOf(page, 'Run 1')).toContainText('2/2');
  await expect(page.getByText(/Runs take up [\d.]+ MB, of which weights [\d.]+ MB/)).toBeVisible();

  // Names, notes and stars, by keyboard.
  await edit(page, 'Rename Run 1', 'Slow and steady');
  await edit(page, 'Note on Slow and steady', 'for Monday');
  await page.getByRole('button', { name: 'Star Slow and steady' }).press('Space');
  await expect(rowOf(page, 'Slow and steady')).toContainText('for Monday');
  await page.getByRole('searchbox', { name: 'Find runs' }).fill('monday');
  await expect(rowOf(page, 'Run 2')).toHaveCount(0);
  await page.getByRole('searchbox', { name: 'Find runs' }).fill('');

  // Drawn beside the run on screen; the row that is pointed at is lit on the charts.
  await choose(page, 'Slow and steady').check();
  const chart = page.getByRole('img', { name: /^Accuracy over epochs/ });
  await expect(chart).toHaveAccessibleName(/Also drawn: Slow and steady: Learning rate 0.001/);
  await rowOf(page, 'Slow and steady').hover();
  await expect(chart).toHaveAttribute('data-lit-run', '0');
  await chart.locator('.other-line path').first().hover({ force: true });
  await expect(rowOf(page, 'Slow and steady')).toHaveAttribute('data-lit', 'true');
  expect(await violations(page)).toEqual([]);

  // Two side by side.
  await choose(page, 'Run 2').check();
  await button(page, 'Compare two').click();
  const settings = page.getByRole('table', { name: 'Settings that differ' });
  await expect(settings.getByRole('row', { name: 'Learning rate 0.001 0.01' })).toBeVisible();
  await expect(page.getByRole('table', { name: 'Results' })).toContainText(/\(\d+\.\d–\d+\.\d\), epoch/);
  // The run on screen against one that made way for it: both answered the same images, and the answers are at hand.
  await expect(
    page.getByText(/^Test accuracy: on the same 10,000 images, only Slow and steady is correct on \d/),
  ).toContainText(/McNemar’s exact test, p [=<] [\d.]+\)\. If both were equally good/);
  await expect(
    page.getByRole('grid', { name: 'Difference of the confusion matrices, Run 2 minus Slow' }),
  ).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await button(page, 'All runs').click();

  // Both as files: their table for a spreadsheet that wants decimal commas, and one archive of both.
  await button(page, 'Export 2').click();
  const files = page.getByRole('dialog', { name: 'Export 2 runs' });
  await files
    .getByRole('combobox', { name: 'Numbers in CSV files' })
    .selectOption({ label: 'CSV: 0,5 with semicolons' });
  expect(await violations(page)).toEqual([]);
  const table = (await savedBy(page, 'Table as CSV')).toString('utf8');
  expect(table).toMatch(/^\uFEFFrun;starred;/);
  expect(table).toMatch(/\r\nSlow and steady;yes;.*;0,001;/);
  const archive = unzipSync(await savedBy(page, 'Zip of 2 runs'));
  expect(Object.keys(archive).sort()).toEqual([
    'fitting-room-Slow and steady.fittingroom',
    'fitting-room-conv2dsimple2-run-2.fittingroom',
  ]);
  await expect(files.getByRole('status')).toContainText('with 2 runs is saved.');
  await page.keyboard.press('Escape');

  // Both deleted by keyboard, after a question that names the starred one; one Undo brings both back.
  await choose(page, 'Run 2').press('ArrowDown');
  await expect(choose(page, 'Slow and steady')).toBeFocused();
  await page.keyboard.press('Delete');
  const question = page.getByRole('dialog', { name: 'Delete 2 runs?' });
  await expect(question).toContainText('One of them is starred: Slow and steady.');
  await question.getByRole('button', { name: 'Delete 2', exact: true }).click();
  await expect(page.getByText('No runs are saved yet.')).toBeVisible();
  await button(page, 'Undo').click();
  await page.getByRole('checkbox', { name: 'Select all 2 shown' }).check();
  await expect(choose(page, 'Run 2')).toBeChecked();
  await expect(choose(page, 'Slow and steady')).toBeChecked();

  // Nothing is removed while it can be put back.
  await page.getByRole('button', { name: 'Delete Run 2' }).click();
  await expect(rowOf(page, 'Run 2')).toHaveCount(0);
  await button(page, 'Undo').click();
  await expect(rowOf(page, 'Run 2')).toHaveCount(1);
  await page.getByRole('button', { name: 'Delete Run 2' }).click();
  await button(page, 'Delete for good now').click();
  await expect(button(page, 'Undo')).toBeHidden();

  await page.reload();
  await expect(rowOf(page, 'Slow and steady')).toContainText('for Monday');
  await expect(page.getByRole('button', { name: 'Star Slow and steady' })).toHaveAttribute('aria-pressed', 'true');
  await expect(rowOf(page, 'Run 2')).toHaveCount(0);

  // Open one to look at: its curves and matrix, frozen.
  await page.getByRole('button', { name: 'Slow and steady', exact: true }).click();
  await expect(page.getByRole('region', { name: 'About this run' })).toContainText('A saved run of Conv2Dsimple2');
  await expect(page.getByRole('grid', { name: /Confusion matrix/ })).toBeVisible();
});

test('a run that one tab has open is marked in another, and can neither be deleted nor continued there', async ({
  context,
  page,
}) => {
  await openRoom(page, '?backend=wasm');
  await setNumber(page, 'Training images', 320);
  await takeStep(page);
  const other = await context.newPage();
  await other.goto('./?backend=wasm#screen=runs');
  await expect(rowOf(other, 'Run 1')).toContainText('in another tab');
  await expect(other.getByRole('button', { name: 'Continue Run 1' })).toHaveAttribute('aria-disabled', 'true');
  await other.getByRole('button', { name: 'Delete Run 1' }).press('Enter');
  await expect(rowOf(other, 'Run 1')).toHaveCount(1);

  // What one tab writes, the other shows.
  await edit(other, 'Rename Run 1', 'Named next door');
  await openRuns(page);
  await expect(rowOf(page, 'Named next door')).toContainText('on screen');
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Train' }).click();
  await takeStep(page);
  await expect(rowOf(other, 'Named next door').getByTitle('2 steps')).toBeVisible();

  // Once the first tab is gone, the second may go on with it.
  await page.close();
  await expect(rowOf(other, 'Named next door')).toContainText('paused', { timeout: 10_000 });
  await other.getByRole('button', { name: 'Continue Named next door' }).click();
  await waitForPhase(other, 'Paused');
  await expect(other.getByText(/^step 2\//)).toBeVisible();
  await expect(button(other, 'One step')).toBeEnabled({ timeout: 120_000 });
  await button(other, 'One step').click();
  await expect(other.getByText(/^step 3\//)).toBeVisible({ timeout: 60_000 });
});

test('a full store is said once, training goes on, and dropping older weights is offered', async ({
  context,
  page,
  baseURL,
}) => {
  await openRoom(page, '?backend=wasm');
  await setNumber(page, 'Training images', 320);
  await takeStep(page);
  await openRuns(page);
  await expect(rowOf(page, 'Run 1').getByTitle('1 steps')).toBeVisible();
  await page.goto('./?backend=wasm');
  await expect(button(page, 'Train')).toBeEnabled({ timeout: 120_000 });

  const devTools = await context.newCDPSession(page);
  const origin = new URL(baseURL ?? '').origin;
  await devTools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1024 });
  const alert = page.getByRole('alert').filter({ hasText: 'can’t be saved' });
  // The browser believes for a while that there is as much room as when it last looked.
  await expect(async () => {
    await takeStep(page);
    await expect(alert).toContainText('Training goes on', { timeout: 1000 });
  }).toPass({ timeout: 90_000 });
  await takeStep(page);
  await expect(alert).toHaveCount(1);

  await devTools.send('Storage.overrideQuotaForOrigin', { origin });
  await alert.getByRole('button', { name: /^Delete the weights of 1 older run \(/ }).click();
  await expect(alert).toBeHidden();
  await expect(async () => {
    await takeStep(page);
    await expect(alert).toBeHidden({ timeout: 1000 });
  }).toPass({ timeout: 90_000 });
  await openRuns(page);
  // Its history stays; without weights there is nothing to go on with.
  await expect(page.getByRole('button', { name: 'Continue Run 2' })).toBeVisible();
  // The row's other buttons have room beside it.
  const ofRow = rowOf(page, 'Run 2').getByRole('cell').last();
  expect(await ofRow.evaluate((cell) => cell.scrollWidth - cell.clientWidth)).toBe(0);
  await expect(page.getByRole('button', { name: 'Continue Run 1' })).toBeHidden();
  await expect(rowOf(page, 'Run 1')).toHaveCount(1);
});
