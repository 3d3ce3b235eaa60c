import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { button, CLASSES, openRoom, readMatrix, setNumber, waitForPhase } from './room.ts';

/** From a number to the images: the matrix of two short epochs, walked, turned, ordered, compared and saved. */

const matrixOf = (page: Page) => page.getByRole('region', { name: /^Confusion matrix/ });

/** Of the panels this journey is about, with what opens from them. */
async function violations(page: Page) {
  const about = ['[data-area="matrix"]', '[data-area="classes"]', '[data-area="images"]', '#overlays'];
  const axe = about.reduce((builder, selector) => builder.include(selector), new AxeBuilder({ page }));
  return (await axe.analyze()).violations;
}

async function savedFile(page: Page, kind: string): Promise<{ name: string; text: string }> {
  const download = page.waitForEvent('download');
  await button(page, kind).click();
  const file = await download;
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'latin1') };
}

test('the matrix of any epoch is walked, ordered, compared and saved, with its images', async ({ page }) => {
  test.setTimeout(120_000);
  await openRoom(page, '?backend=wasm');
  await setNumber(page, 'Training images', 640);
  await setNumber(page, 'Batch size', 64);
  await setNumber(page, 'Epochs', 2);
  await button(page, 'Train').click();
  await waitForPhase(page, 'Finished');
  // The end of a run may measure the test set and show it.
  await page.getByText('Validation', { exact: true }).first().click();
  const matrix = matrixOf(page);
  const grid = page.getByRole('grid', { name: /Confusion matrix, validation, epoch 2/ });
  await expect(grid).toBeVisible();
  const atTwo = await readMatrix(page);

  // The scrubber moves matrix and table to another epoch, by keyboard.
  await page.getByRole('slider', { name: 'Epoch shown' }).press('ArrowLeft');
  await expect(page.getByRole('grid', { name: /Confusion matrix, validation, epoch 1/ })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Per class' })).toContainText('validation, epoch 1');
  const atOne = await readMatrix(page);
  // The film plays to the end by itself.
  await button(page, 'Play the epochs').click();
  await expect(grid).toBeVisible();
  await expect(button(page, 'Play the epochs')).toBeVisible();

  // Another order: rows and columns move, the numbers stay with their classes.
  await expect(matrix).toContainText('order: by dataset');
  await button(page, 'View').click();
  await page.getByLabel('Order of the classes').selectOption('group');
  await expect(matrix).toContainText('order: by group');
  await expect(grid.getByRole('columnheader').nth(2)).toHaveAccessibleName('Pullover');
  expect(await readMatrix(page)).toEqual(atTwo);
  expect(await violations(page)).toEqual([]);

  // A file of what is shown, made of data.
  const csv = await savedFile(page, 'CSV');
  expect(csv.name).toMatch(/^fitting-room-conv2dsimple2-run-\d+-confusion-matrix-validation-epoch-2\.csv$/);
  const [about, head, firstRow] = csv.text.split('\r\n');
  expect(about).toMatch(/^"Run \d+; validation, epoch 2; number of images; order: by group"$/);
  expect(head).toMatch(/^rows: predicted; columns: actual,T-shirt\/top,Pullover,Coat,Shirt,Sandal,/);
  expect(firstRow?.split(',').slice(0, 4)).toEqual(
    ['T-shirt/top', atTwo[0]?.[0], atTwo[2]?.[0], atTwo[4]?.[0]].map(String),
  );
  const svg = await savedFile(page, 'SVG');
  expect(svg.text).toContain('Confusion matrix, validation, epoch 2');
  const png = await savedFile(page, 'PNG');
  expect(png.text.slice(1, 4)).toBe('PNG');

  // And what is selected on the page and copied has the names as they are written.
  const selected = await grid.evaluate((table) => {
    getSelection()?.selectAllChildren(table);
    const text = getSelection()?.toString() ?? '';
    getSelection()?.removeAllRanges();
    return text;
  });
  const order = [0, 2, 4, 6, 5, 7, 9, 1, 3, 8].map((label) => CLASSES[label] ?? '');
  expect(selected.trim().split('\n')[0]?.split('\t').slice(1)).toEqual(order);

  // The change since the first epoch, in the matrix and in the table.
  await page.getByLabel('Show the change since').selectOption('1');
  await page.keyboard.press('Escape');
  await expect(matrix).toContainText('epochs 2 − 1');
  const change = (atTwo[6]?.[6] ?? 0) - (atOne[6]?.[6] ?? 0);
  const diagonal = grid.getByRole('gridcell', { name: /of Shirt (was|were) predicted as Shirt/ });
  await expect(diagonal).toHaveText(change === 0 ? '0' : `${change > 0 ? '+' : '−'}${Math.abs(change)}`);
  await expect(diagonal).toHaveAccessibleName(/(more|fewer|as many as) .*at epoch 1/);
  await expect(page.getByRole('region', { name: 'Per class' })).toContainText('epochs 2 − 1, change in points');
  expect(await violations(page)).toEqual([]);

  // A cell by keyboard, and its images one by one.
  const most = atTwo.flat().indexOf(Math.max(...atTwo.flat()));
  const [actual, predicted] = [CLASSES[Math.floor(most / 10)] ?? '', CLASSES[most % 10] ?? ''];
  await grid.getByRole('gridcell', { name: new RegExp(`of ${actual} (was|were) predicted as ${predicted}:`) }).focus();
  await page.keyboard.press('Enter');
  const images = page.getByRole('region', { name: 'Images' });
  await expect(images).toContainText(`Image 1 of ${atTwo.flat()[most]}`);
  await images.getByRole('listbox').focus();
  await page.keyboard.press('ArrowRight');
  await expect(images).toContainText('Image 2 of');
  await page.keyboard.press('End');
  await expect(images).toContainText(`Image ${atTwo.flat()[most]} of`);

  // Pointing at a class in the table lights it in the matrix.
  await page.getByRole('region', { name: 'Per class' }).getByRole('row', { name: /^Bag / }).hover();
  await expect(grid.getByRole('columnheader', { name: 'Bag' })).toHaveAttribute('data-lit', 'true');

  await page.getByText('Calibration', { exact: true }).click();
  await expect(images).toContainText('Expected calibration error');
  expect(await violations(page)).toEqual([]);
});

test('the table sorts by any figure and says what is missed; wrong labels that were learned are listed', async ({
  page,
}) => {
  await openRoom(page, '?backend=wasm#v=1&noise=0.4');
  await setNumber(page, 'Training images', 640);
  await setNumber(page, 'Batch size', 64);
  await setNumber(page, 'Epochs', 2);
  await button(page, 'Train').click();
  await waitForPhase(page, 'Finished');
  await page.getByText('Validation', { exact: true }).first().click();
  const classes = page.getByRole('region', { name: 'Per class' });
  await expect(classes).toContainText(/ has the lowest recall \([\d.]+%\): \d+ of \d+ (is|are) predicted as /);
  // The last column is named for all, not only for who has it read out.
  const lastHead = classes.getByRole('columnheader').last();
  await expect(lastHead).toHaveText('Recall by epoch');
  await expect(lastHead.locator('.visually-hidden')).toHaveCount(0);
  const recallHead = classes.getByRole('columnheader').filter({ hasText: 'Recall' }).first();
  await recallHead.getByRole('button').click();
  await expect(recallHead).toHaveAttribute('aria-sort', /ascending|descending/);
  const column = await recallHead.evaluate((head: HTMLTableCellElement) => head.cellIndex);
  const recalls = await classes
    .locator('tbody tr')
    .evaluateAll(
      (rows, at) => rows.map((row) => Number.parseFloat(row.children[at]?.textContent?.replace('*', '') ?? '')),
      column,
    );
  const sorted = recalls.toSorted((a, b) => a - b);
  expect([sorted, sorted.toReversed()]).toContainEqual(recalls);

  const images = page.getByRole('region', { name: 'Images' });
  await images.getByText('Memorised noise', { exact: true }).click();
  await images.getByRole('button', { name: 'Show the train split' }).click();
  await expect(images).toContainText(/\d+ of \d+ wrong labels were memorised/);
  await expect(images).toContainText(/Image 1 of \d+: .+ labelled .+, predicted /);
  expect(await violations(page)).toEqual([]);
});
