import { type Browser, expect, type Page, test } from '@playwright/test';
import { button, openRoom, recordedLosses, setNumber, takeStep, waitForPhase } from './room.ts';

/** What is stored of the newest run, but times: those differ from run to run. */
interface StoredRun {
  readonly status: string;
  readonly step: number;
  readonly losses: number[];
  readonly accuracies: number[];
  readonly learningRates: number[];
  readonly evaluations: { split: string; epoch: number; step: number; loss: number; counts: number[] }[];
}

const STEPS_PER_EPOCH = 20;

/** All that draws random numbers: augmentation, label noise, and the dropout of Conv2Dsimple2. */
async function chooseSettings(page: Page): Promise<void> {
  for (const section of await page.locator('details > summary').all()) await section.click();
  await setNumber(page, 'Batch size', 16);
  await setNumber(page, 'Training images', 16 * STEPS_PER_EPOCH);
  await setNumber(page, 'Epochs', 2);
  await setNumber(page, 'Label noise', 1);
  await setNumber(page, 'Shift', 2);
  await setNumber(page, 'Rotation', 10);
}

async function newestStoredRun(page: Page): Promise<StoredRun | undefined> {
  return page.evaluate(async () => {
    const settled = <Value>(request: IDBRequest<Value>): Promise<Value> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await settled(indexedDB.open('fitting-room', 1));
    const transaction = database.transaction(['runs', 'histories']);
    const headers = await settled(transaction.objectStore('runs').index('savedAt').getAll());
    const header = headers.at(-1);
    const history = header && (await settled(transaction.objectStore('histories').get(header.key)));
    database.close();
    if (history === undefined) return undefined;
    const { losses, accuracies, learningRates } = history.columns;
    const evaluations = history.evaluations.map((evaluation: StoredRun['evaluations'][number]) => {
      const { split, epoch, step, loss, counts } = evaluation;
      return { split, epoch, step, loss, counts: [...counts] };
    });
    return {
      status: header.status,
      step: header.step,
      losses: [...losses],
      accuracies: [...accuracies],
      learningRates: [...learningRates],
      evaluations,
    };
  });
}

async function finishedRun(page: Page): Promise<StoredRun | undefined> {
  await waitForPhase(page, 'Finished');
  await expect.poll(async () => (await newestStoredRun(page))?.status).toBe('finished');
  return newestStoredRun(page);
}

let uninterrupted: StoredRun | undefined;

/** The run that never stopped, trained once for all journeys. */
async function wholeRun(browser: Browser, baseURL: string | undefined): Promise<StoredRun | undefined> {
  if (uninterrupted !== undefined) return uninterrupted;
  const page = await browser.newPage(baseURL === undefined ? {} : { baseURL });
  await openRoom(page, '?backend=wasm');
  await chooseSettings(page);
  await button(page, 'Train').click();
  uninterrupted = await finishedRun(page);
  expect(uninterrupted?.losses).toEqual(await recordedLosses(page));
  expect(uninterrupted?.losses).toHaveLength(2 * STEPS_PER_EPOCH);
  expect(uninterrupted?.evaluations.map(({ split }) => split).sort()).toEqual([
    'test',
    'train',
    'train',
    'validation',
    'validation',
  ]);
  await page.close();
  return uninterrupted;
}

/** A run of an epoch and three steps, paused and saved there. */
async function pausedInSecondEpoch(page: Page): Promise<void> {
  await openRoom(page, '?backend=wasm');
  await chooseSettings(page);
  await button(page, 'One epoch').click();
  await waitForPhase(page, 'Paused');
  for (let step = 0; step < 3; step++) await takeStep(page);
  await expect.poll(async () => (await newestStoredRun(page))?.step).toBe(STEPS_PER_EPOCH + 3);
}

function offer(page: Page) {
  return page.getByRole('region', { name: 'Interrupted run' });
}

async function resume(page: Page): Promise<void> {
  await expect(offer(page)).toContainText(/A run of Conv2Dsimple2 was interrupted just now, in epoch 2 of 2/);
  await offer(page).getByRole('button', { name: 'Resume' }).click();
  await waitForPhase(page, 'Paused');
  // Its history is there before the engine has it: curves, table and matrix.
  await expect(offer(page)).toBeHidden();
  await expect(page.getByRole('row', { name: /^1/ }).first()).toBeAttached();
  await expect(page.getByRole('grid', { name: /Confusion matrix/ })).toBeVisible();
}

test('a run that was paused, reloaded and resumed equals one that never stopped', async ({
  browser,
  baseURL,
  page,
}) => {
  const whole = await wholeRun(browser, baseURL);
  await pausedInSecondEpoch(page);
  await page.reload();
  await resume(page);
  await expect(page.getByText(`step ${STEPS_PER_EPOCH + 3}/${2 * STEPS_PER_EPOCH}`)).toBeVisible();
  await button(page, 'Resume').click();
  expect(await finishedRun(page)).toEqual(whole);
  expect(await recordedLosses(page), 'only what was missing was trained').toHaveLength(STEPS_PER_EPOCH - 3);
});

test('an interrupted run that is gone on with from the list of runs equals one that never stopped', async ({
  browser,
  baseURL,
  page,
}) => {
  const whole = await wholeRun(browser, baseURL);
  await pausedInSecondEpoch(page);
  await openRoom(page, '?backend=wasm');
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Runs' }).click();
  await button(page, 'Continue Run 1').click();
  await waitForPhase(page, 'Paused');
  await expect(page.getByText(`step ${STEPS_PER_EPOCH + 3}/${2 * STEPS_PER_EPOCH}`)).toBeVisible();
  await button(page, 'Resume').click();
  expect(await finishedRun(page)).toEqual(whole);
  expect(await recordedLosses(page), 'only what was missing was trained').toHaveLength(STEPS_PER_EPOCH - 3);
});

test('a run whose page died while it trained goes on from its last checkpoint', async ({ browser, baseURL, page }) => {
  const whole = await wholeRun(browser, baseURL);
  await pausedInSecondEpoch(page);
  const before = await page.evaluate(() => window.recordedChunks.length);
  await button(page, 'Resume').click();
  await page.waitForFunction((count) => window.recordedChunks.length > count, before);
  await page.reload();
  await resume(page);
  await button(page, 'Resume').click();
  expect(await finishedRun(page)).toEqual(whole);
});

test('a run whose worker was killed goes on from its last checkpoint', async ({ browser, baseURL, page }) => {
  const whole = await wholeRun(browser, baseURL);
  await pausedInSecondEpoch(page);
  const worker = page.workers().find((candidate) => candidate.url().includes('engine.worker'));
  await worker?.evaluate(() => {
    setTimeout(() => {
      throw new Error('broken on purpose');
    });
  });
  const alert = page.getByRole('alert').filter({ hasText: 'Training stopped unexpectedly' });
  await alert.getByRole('button', { name: 'Resume from epoch 2' }).click({ timeout: 60_000 });
  expect(await finishedRun(page)).toEqual(whole);
});

test('a run that one tab has open is not offered in another; a discarded one is gone', async ({ context, page }) => {
  await openRoom(page, '?backend=wasm');
  await chooseSettings(page);
  await takeStep(page);
  await expect.poll(async () => (await newestStoredRun(page))?.step).toBe(1);
  const other = await context.newPage();
  await openRoom(other, '?backend=wasm');
  await expect(offer(other)).toBeHidden();
  await page.close();
  await other.reload();
  await offer(other).getByRole('button', { name: 'Discard' }).click();
  await expect(offer(other)).toBeHidden();
  await expect.poll(() => newestStoredRun(other)).toBeUndefined();
});

test('a run that was reset or finished is not offered', async ({ page }) => {
  await openRoom(page, '?backend=wasm');
  await chooseSettings(page);
  await takeStep(page);
  await expect.poll(async () => (await newestStoredRun(page))?.status).toBe('paused');
  await button(page, 'Reset').click();
  await expect.poll(async () => (await newestStoredRun(page))?.status).toBe('stopped');
  await page.reload();
  await expect(button(page, 'Train')).toBeEnabled({ timeout: 60_000 });
  await expect(offer(page)).toBeHidden();
});

test('a store that fails is said once, and training goes on', async ({ page }) => {
  await page.route('**/store.worker*.js', (route) => route.abort());
  await openRoom(page, '?backend=wasm');
  await chooseSettings(page);
  await takeStep(page);
  const alert = page.getByRole('alert').filter({ hasText: 'can’t be saved' });
  await expect(alert).toBeVisible();
  await alert.getByRole('button', { name: 'Dismiss' }).click();
  await takeStep(page);
  await takeStep(page);
  await expect(alert).toBeHidden();
});
