import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { fakeMeasured, fakeReferenceRun } from '../src/reference/fake-reference-run.ts';
import type { ReferenceRun } from '../src/reference/reference-run.ts';
import { openRoom, waitForPhase } from './room.ts';

/** The page gets the runs of this test, whatever runs it is shipped with. */
async function shipRuns(page: Page): Promise<void> {
  const run = fakeReferenceRun({ change: { seed: 3 } });
  await page.route('**/reference/index.json', (route) => route.fulfill({ json: { version: 1, runs: [run.id] } }));
  await page.route(`**/reference/${run.id}.json`, (route) => route.fulfill({ json: run }));
}

function rowOf(page: Page, network: string): Locator {
  return page
    .getByRole('table', { name: 'Reference runs beside the original study’s' })
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: network, exact: true }) });
}

test('the reference table shows what was trained beside the study, and opens, draws and trains a row', async ({
  page,
}) => {
  await shipRuns(page);
  await openRoom(page, '?backend=wasm');
  await page.getByRole('link', { name: 'Reference' }).click();
  const row = rowOf(page, 'Conv2Dsimple');
  await expect(row).toContainText('93.00% (92.5–93.5%)');
  await expect(row).toContainText(/study: 92\.8%, p = 0\.\d\d/);
  // Train accuracy both ways: measured with dropout off, and running as the study has it.
  await expect(row.getByRole('cell', { name: '99.2%', exact: true })).toBeVisible();
  await expect(row.getByRole('cell', { name: '50.0% study: still low' })).toBeVisible();
  await expect(row).toContainText('30 (12)');
  await expect(row).toContainText('409,034');
  await expect(rowOf(page, 'InceptionCNN')).toContainText('not yet trained');
  await expect(page.getByText('1 of 6 networks trained')).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  // Behind whatever is on screen: on this screen's charts and on those of Train.
  await row.getByRole('checkbox', { name: 'Draw Conv2Dsimple on the charts' }).check();
  const accuracy = page.getByRole('region', { name: 'Accuracy' });
  await expect(accuracy).toContainText('Conv2Dsimple, reference');

  await row.getByRole('button', { name: 'Conv2Dsimple', exact: true }).click();
  await expect(page.getByRole('region', { name: 'About this run' })).toContainText(
    'The reference run of Conv2Dsimple, trained on a CPU with 2 threads',
  );
  await expect(page.getByRole('grid', { name: /Confusion matrix/ })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Test set' })).toContainText('93.0%');

  await page.goBack();
  await row.getByRole('link', { name: 'Train Conv2Dsimple with this recipe' }).click();
  await expect(page.getByRole('spinbutton', { name: 'Epochs', exact: true })).toHaveValue('30');
  await expect(page.getByRole('spinbutton', { name: 'Training images', exact: true })).toHaveValue(/^48,?000$/);
});

test('a trained network is looked into without training one', async ({ page }) => {
  const parameters = 409_034;
  const run: ReferenceRun = {
    ...fakeReferenceRun(),
    weights: {
      file: 'conv2dsimple-seed-1.f16',
      format: 'float16',
      parameters,
      sha256: '0'.repeat(64),
      test: fakeMeasured(1000, 70),
    },
  };
  await page.route('**/reference/index.json', (route) => route.fulfill({ json: { version: 1, runs: [run.id] } }));
  await page.route(`**/reference/${run.id}.json`, (route) => route.fulfill({ json: run }));
  // A network of nothing but zeros gives each class a tenth, whatever the image.
  await page.route('**/reference/*.f16', (route) => route.fulfill({ body: Buffer.alloc(2 * parameters) }));
  await openRoom(page, '?backend=wasm');
  await page.getByRole('link', { name: 'Reference' }).click();
  await page.getByRole('button', { name: 'Look inside the trained Conv2Dsimple' }).click();
  await waitForPhase(page, 'Finished');
  const layers = page.getByRole('region', { name: 'Layers', exact: true });
  await expect(page.getByText('10.0%').first()).toBeVisible();
  // Said of the weights there are: those of the epoch that was kept.
  await expect(layers).toContainText('after 4,500 steps');
  // The test set was measured again, with these weights.
  await page.getByRole('link', { name: 'Train', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Test set' })).toContainText('10.0%');
});

test('a trained network that was not trained here is drawn for, compared with and laid out', async ({ page }) => {
  await openRoom(page, '?backend=wasm');
  await page.getByRole('link', { name: 'Reference' }).click();
  await page.getByRole('button', { name: 'Look inside the trained Conv2Dsimple2' }).click();
  await waitForPhase(page, 'Finished');
  await page.getByText('Your own', { exact: true }).click();
  await drawTrousers(page);
  const answer = page.getByRole('region', { name: 'Prediction' });
  await expect(answer.getByRole('img', { name: 'Image of your own picture' })).toBeVisible();
  await expect(answer).toContainText(/· Trouser at \d/);
  const nearest = page.getByRole('region', { name: 'Nearest training images' });
  await expect(nearest.getByRole('button', { name: /^Trouser ?, no\. / }).first()).toBeVisible({ timeout: 60_000 });
  await page.getByRole('radiogroup', { name: 'What is shown' }).getByText('Embedding').click();
  const panel = page.getByRole('region', { name: 'Embedding' });
  await expect(panel.getByRole('img', { name: /^2,000 images on a plane/ })).toBeVisible({ timeout: 60_000 });
  // Trained to the end, it keeps most classes apart.
  await expect(panel.getByText(/^Closest classes: .*Shirt/)).toBeVisible();
});

/** Two legs on the paper. */
async function drawTrousers(page: Page): Promise<void> {
  const paper = await page.getByRole('img', { name: /Drawing area/ }).boundingBox();
  if (paper === null) throw new Error('there is no paper');
  const { x, y } = paper;
  for (const path of [
    [100, 40, 95, 250],
    [180, 40, 185, 250],
    [100, 40, 180, 40],
    [110, 60, 170, 60],
  ] as const) {
    const [fromX, fromY, toX, toY] = path;
    await page.mouse.move(x + fromX, y + fromY);
    await page.mouse.down();
    await page.mouse.move(x + toX, y + toY, { steps: 6 });
    await page.mouse.up();
  }
}

test('reference runs that cannot be fetched are said to be so, and asked for again', async ({ page }) => {
  await page.route('**/reference/index.json', (route) => route.abort());
  await page.goto('./?backend=wasm#screen=reference');
  const alert = page.getByRole('alert').filter({ hasText: 'The reference runs could not be loaded' });
  await expect(alert).toBeVisible();
  await expect(rowOf(page, 'Conv2Dsimple')).not.toContainText('not yet trained');
  await page.unroute('**/reference/index.json');
  await shipRuns(page);
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(rowOf(page, 'Conv2Dsimple')).toContainText('93.00%');
  await expect(alert).toBeHidden();
});
