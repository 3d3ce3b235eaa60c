import { expect, test } from '@playwright/test';
import { button, CLASSES, expectCheckedDevice, openRoom, readMatrix, setNumber, waitForPhase } from './room.ts';

/** The main job, on the real Fashion-MNIST: train, look at the matrix and the table, measure the test set. */
test('trains Conv2Dsimple2 on wasm to at least 0.80, with a matrix and a table that agree', async ({ page }) => {
  test.setTimeout(600_000);
  await openRoom(page, '?backend=wasm');
  await expectCheckedDevice(page, /^CPU, \d+ threads$/);
  await expect(page.getByRole('img', { name: 'Images of each class, one row per class' })).toBeVisible();
  await setNumber(page, 'Training images', 6000);
  await setNumber(page, 'Batch size', 64);
  await setNumber(page, 'Epochs', 2);
  await button(page, 'Train').click();
  await waitForPhase(page, 'Finished', 500_000);

  const lastEpoch = page.getByRole('row', { name: /^2/ }).getByRole('cell');
  const cells = await lastEpoch.allTextContents();
  const accuracy = Number.parseFloat(cells[3] ?? '') / 100;
  expect(accuracy).toBeGreaterThanOrEqual(0.8);

  // The matrix holds each validation image once, and its diagonal is the accuracy of the curves.
  const counts = await readMatrix(page);
  const total = counts.flat().reduce((sum, count) => sum + count, 0);
  expect(total).toBe(1500);
  const right = counts.reduce((sum, row, label) => sum + (row[label] ?? 0), 0);
  expect(Math.abs(right / total - accuracy)).toBeLessThan(0.0006);

  // The table follows from the matrix.
  for (const [label, name] of CLASSES.entries()) {
    const row = page.getByRole('region', { name: 'Per class' }).getByRole('row', { name: new RegExp(`^${name} `) });
    const [precision, recall, f1, missRate, specificity, , support] = await row.getByRole('cell').allTextContents();
    const hits = counts[label]?.[label] ?? 0;
    const actual = counts[label]?.reduce((sum, count) => sum + count, 0) ?? 0;
    const predicted = counts.reduce((sum, other) => sum + (other[label] ?? 0), 0);
    const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;
    expect(actual).toBe(150);
    expect([precision?.replace('*', ''), recall, f1, missRate, specificity, support]).toEqual([
      percent(predicted === 0 ? 0 : hits / predicted),
      percent(hits / actual),
      percent((2 * hits) / (actual + predicted)),
      percent(1 - hits / actual),
      percent(1 - (predicted - hits) / (total - actual)),
      '150',
    ]);
  }

  // A cell, reached by keyboard, shows its images and what the network thought of them.
  const grid = page.getByRole('grid', { name: /Confusion matrix, validation/i });
  const diagonal = grid.getByRole('gridcell', { name: /images of Trouser were predicted as Trouser/ });
  await diagonal.focus();
  await page.keyboard.press('Enter');
  const images = page.getByRole('region', { name: 'Images' });
  await expect(images.getByRole('listbox').getByRole('option').first()).toBeVisible();
  await expect(images).toContainText(`of ${counts[1]?.[1]}`);
  await expect(images).toContainText('Trouser at');
  await page.keyboard.press('ArrowDown');
  await expect(diagonal).not.toBeFocused();

  // The test set was measured once at the end, with the best weights, and is kept apart.
  const testPanel = page.getByRole('region', { name: 'Test set' });
  await expect(testPanel.getByText('95% Wilson interval')).toBeVisible({ timeout: 240_000 });
  await expect(testPanel).toContainText(/with the weights of epoch [12], the best by validation accuracy/);
  await expect(testPanel).toContainText('Intervals can’t tell two runs apart: compare them in Runs.');
  await page.getByRole('radiogroup', { name: 'Split' }).getByText('Test').click();
  const testCounts = await readMatrix(page);
  expect(testCounts.flat().reduce((sum, count) => sum + count, 0)).toBe(10_000);
});
