import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { unzipSync } from 'fflate';
import { button, openRoom, readMatrix, recordedLosses, setNumber, waitForPhase } from './room.ts';

const STEPS_PER_EPOCH = 20;

async function chooseSettings(page: Page): Promise<void> {
  for (const section of await page.locator('details > summary').all()) await section.click();
  await setNumber(page, 'Batch size', 16);
  await setNumber(page, 'Training images', 16 * STEPS_PER_EPOCH);
  await setNumber(page, 'Epochs', 2);
}

function dialog(page: Page): Locator {
  return page.getByRole('dialog', { name: 'Export' });
}

/** Presses a button of the dialog and gives back the file that comes of it. */
async function save(page: Page, name: string): Promise<{ name: string; path: string }> {
  const coming = page.waitForEvent('download');
  await dialog(page).getByRole('button', { name, exact: true }).click();
  const download = await coming;
  return { name: download.suggestedFilename(), path: await download.path() };
}

/** The whole of the table beside the curves. */
async function epochsTable(page: Page): Promise<string[]> {
  return page.getByRole('table', { name: /epoch/i }).first().getByRole('row').allInnerTexts();
}

async function fileOf({ name, path }: { name: string; path: string }) {
  return { name, mimeType: 'application/octet-stream', buffer: await readFile(path) };
}

/** Drops a file on the page, as from a folder. */
async function drop(page: Page, name: string, bytes: Buffer): Promise<void> {
  await page.evaluate(
    ([fileName, numbers]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([Uint8Array.from(numbers)], fileName));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    },
    [name, [...bytes]] as const,
  );
}

test('a run goes out as a file and comes in on another machine: the same curves and matrix, and it goes on', async ({
  browser,
  baseURL,
  page,
}) => {
  await openRoom(page, '?backend=wasm');
  await chooseSettings(page);
  await button(page, 'One epoch').click();
  await waitForPhase(page, 'Paused');
  const matrix = await readMatrix(page);
  const table = await epochsTable(page);
  await button(page, 'Export').click();
  const runFile = await save(page, 'Save the run file');
  expect(runFile.name).toMatch(/^fitting-room-conv2dsimple2-run-\d+\.fittingroom$/);
  await expect(dialog(page).getByRole('status')).toContainText('is saved');
  await button(page, 'Close').click();
  await button(page, 'Resume').click();
  await waitForPhase(page, 'Finished');
  const losses = await recordedLosses(page);

  const elsewhere = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  const visitor = await elsewhere.newPage();
  await openRoom(visitor, '?backend=wasm');
  await button(visitor, 'Export').click();
  await dialog(visitor)
    .getByLabel('Run file')
    .setInputFiles(await fileOf(runFile));
  const frozen = visitor.getByRole('region', { name: 'About this run' });
  await expect(frozen).toContainText(`from the file ${runFile.name}`);
  await expect.poll(() => readMatrix(visitor)).toEqual(matrix);
  expect(await epochsTable(visitor)).toEqual(table);
  await frozen.getByRole('button', { name: 'Continue' }).click();
  await waitForPhase(visitor, 'Paused');
  await button(visitor, 'Resume').click();
  await waitForPhase(visitor, 'Finished');
  expect(await recordedLosses(visitor), 'to the bit as where it comes from').toEqual(losses.slice(STEPS_PER_EPOCH));
  await visitor.getByRole('link', { name: 'Runs' }).click();
  await expect(visitor.getByRole('row', { name: /Conv2Dsimple2/ })).toHaveCount(1);
  await elsewhere.close();
});

test('a trained network goes out for other libraries, and its history as tables', async ({ page }) => {
  await openRoom(page, '?backend=wasm');
  await chooseSettings(page);
  await button(page, 'Train').click();
  await waitForPhase(page, 'Finished');
  await button(page, 'Export').click();
  await expect(dialog(page).getByRole('region', { name: 'Charts' })).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  const layers = unzipSync(await readFile((await save(page, 'Save the network for TensorFlow.js')).path));
  const model = JSON.parse(new TextDecoder().decode(layers['model.json']));
  expect(model.format).toBe('layers-model');
  // 616,202 parameters of four bytes.
  expect(layers['weights.bin']).toHaveLength(4 * 616_202);
  expect(model.userDefinedMetadata.measured.map(({ split }: { split: string }) => split).sort()).toEqual([
    'test',
    'train',
    'validation',
  ]);
  const keras = await save(page, 'Save the network for Keras');
  expect(Object.keys(unzipSync(await readFile(keras.path))).sort()).toEqual([
    'model.py',
    'notebook.ipynb',
    'weights.npz',
  ]);
  const steps = (await readFile((await save(page, 'Save the steps as CSV')).path, 'utf8')).trimEnd().split('\r\n');
  const losses = await recordedLosses(page);
  expect(steps).toHaveLength(1 + losses.length);
  expect(steps.slice(1).map((row) => Math.fround(Number(row.split(',')[2])))).toEqual(losses);
  const picture = await readFile((await save(page, 'Save the loss chart as PNG')).path);
  expect(picture.subarray(1, 4).toString()).toBe('PNG');

  // Each answer with the image's place in the dataset; by its number the image is found again.
  const [head, first = ''] = (await readFile((await save(page, 'Save the predictions as CSV')).path, 'utf8')).split(
    '\r\n',
  );
  expect(head).toMatch(/^split,dataset_index,actual,predicted,probability T-shirt\/top,/);
  const [, index = '', actual, predicted] = first.split(',');
  await button(page, 'Close').click();
  const images = page.getByRole('region', { name: 'Images' });
  await images.getByText('By number').click();
  const number = images.getByRole('textbox', { name: 'Go to image' });
  await number.fill('60000');
  await number.press('Enter');
  await expect(images.getByRole('alert')).toHaveText(
    'The training file has no such image: they are numbered 0 to 59,999.',
  );
  await number.fill(index);
  await number.press('Enter');
  await expect(images).toContainText(`Image 1 of 1: actual ${actual}, predicted ${predicted} at`);
  await page.getByRole('link', { name: 'Look inside' }).click();
  const choice = page.getByRole('region', { name: 'Image', exact: true });
  await choice.getByRole('textbox', { name: 'Go to image' }).fill('45592');
  await choice.getByRole('button', { name: 'Go', exact: true }).click();
  await expect(choice.getByRole('status')).toHaveText('Shown: no. 45,592 of the training file, Shirt');
});

test('a file that is no run is refused with the reason, wherever it is dropped, and nothing changes', async ({
  page,
}) => {
  await openRoom(page, '?backend=wasm');
  await drop(page, 'holiday.fittingroom', Buffer.from('not a run at all'));
  const alert = page.getByRole('alert').filter({ hasText: 'holiday.fittingroom was not opened.' });
  await expect(alert).toContainText('It is not a run file.');
  await alert.getByRole('button', { name: 'Dismiss' }).click();
  await expect(alert).toBeHidden();
  await expect(button(page, 'Train')).toBeEnabled();
});
