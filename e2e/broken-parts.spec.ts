import { expect, type Page, test } from '@playwright/test';
import { button, openRoom, recordedLosses, setNumber, waitForPhase } from './room.ts';

/** What is left of the page when a part of it can't be loaded, or breaks while it is drawn. */

const SCREENS = [
  { link: 'Runs', chunk: 'RunsScreen', sign: 'No runs are saved yet.' },
  { link: 'Reference', chunk: 'ReferenceScreen', sign: 'Reference runs' },
  { link: 'Look inside', chunk: 'InsideScreen', sign: 'Layers' },
  { link: 'Lessons', chunk: 'LessonsScreen', sign: 'Ready-made experiments' },
] as const;

function alertWith(page: Page, text: string) {
  return page.getByRole('alert').filter({ hasText: text });
}

async function goTo(page: Page, link: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: link, exact: true }).click();
}

async function trainForLong(page: Page): Promise<void> {
  await setNumber(page, 'Training images', 256);
  await setNumber(page, 'Batch size', 64);
  await setNumber(page, 'Epochs', 200);
  await button(page, 'Train').click();
  await waitForPhase(page, 'Training');
}

const stepsRecorded = (page: Page) => page.evaluate(() => window.recordedChunks.length);

test('a screen that does not come leaves the way to the others, says that the run goes on, and comes when tried again', async ({
  page,
}) => {
  await openRoom(page, '?backend=wasm');
  await trainForLong(page);
  await page.route('**/assets/*Screen-*.js', (route) => route.fulfill({ status: 404 }));
  for (const { link } of SCREENS) {
    await goTo(page, link);
    const alert = alertWith(page, 'This screen could not be loaded. The server answers, but this part did not arrive.');
    await expect(alert).toContainText('Training goes on.');
    await expect(page.getByRole('navigation', { name: 'Screens' })).toBeVisible();
  }
  const before = await stepsRecorded(page);
  await expect.poll(() => stepsRecorded(page)).toBeGreaterThan(before);
  await button(page, 'Try again').click();
  await expect(alertWith(page, 'It did not arrive on the second try either.')).toBeVisible();
  await page.unroute('**/assets/*Screen-*.js');
  await button(page, 'Try again').click();
  await expect(page.getByRole('heading', { name: 'Ready-made experiments' })).toBeVisible();
  for (const { link, sign } of SCREENS.slice(1)) {
    await goTo(page, link);
    await expect(page.getByText(sign, { exact: true }).first()).toBeVisible();
  }
  await goTo(page, 'Train');
  await expect(page.locator('.run-phase')).toHaveText(/Training|Evaluating/);
});

test('without a network it says so; styles that did not come with their part come when it is tried again', async ({
  page,
  context,
}) => {
  await openRoom(page, '?backend=wasm');
  await context.setOffline(true);
  await goTo(page, 'Look inside');
  await expect(alertWith(page, 'The server doesn’t answer. Try again once the network is back.')).toBeVisible();
  await context.setOffline(false);
  await page.route('**/assets/InsideScreen-*.css', (route) => route.fulfill({ status: 404 }));
  await button(page, 'Try again').click();
  await expect(alertWith(page, 'It did not arrive on the second try either.')).toBeVisible();
  await page.unroute('**/assets/InsideScreen-*.css');
  await button(page, 'Try again').click();
  await expect(page.locator('.inside')).toHaveCSS('display', 'grid');
});

test('dialogs and panels that do not come say so, and come when tried again', async ({ page }) => {
  await page.addInitScript(() => {
    navigator.mediaDevices.enumerateDevices = async () => [
      { kind: 'videoinput', deviceId: '', groupId: '', label: '', toJSON: () => undefined },
    ];
  });
  await openRoom(page, '?backend=wasm');
  await page.route(/assets\/(?!Modal|NativeScrollArea).*\.js/, (route) => route.fulfill({ status: 404 }));
  const dialogs = [
    { opener: 'Help', name: 'Help', title: 'Help' },
    { opener: 'Export', name: 'Export', title: 'Export' },
    { opener: 'Share', name: 'Share', title: 'Share this experiment' },
  ];
  for (const { opener, name } of dialogs) {
    await button(page, opener).click();
    const alert = alertWith(page, `${name} could not be loaded.`);
    await expect(alert).toBeVisible();
    await alert.getByRole('button', { name: 'Dismiss' }).click();
    await expect(alert).toBeHidden();
  }
  await page.setViewportSize({ width: 820, height: 1180 });
  await page.getByRole('button', { name: /^Experiment: / }).click();
  await expect(alertWith(page, 'The experiment could not be loaded.')).toBeVisible();
  await page.setViewportSize({ width: 1440, height: 900 });
  await button(page, 'Share').click();
  const alert = alertWith(page, 'Share could not be loaded.');
  await expect(alert).toBeVisible();
  await page.unrouteAll();
  await alert.getByRole('button', { name: 'Try again' }).click();
  const share = page.getByRole('dialog', { name: 'Share this experiment' });
  await expect(share).toBeVisible();

  await page.route(/assets\/(QrDialog|ExportChoices|EmbeddingPanel|CameraDialog|read-picture)-.*\.js/, (route) =>
    route.fulfill({ status: 404 }),
  );
  await share.getByRole('button', { name: 'QR code' }).click();
  await expect(alertWith(page, 'The QR code could not be loaded.')).toBeVisible();
  await share.getByRole('button', { name: 'Close' }).click();
  await button(page, 'Export').click();
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('Export could not be loaded.');
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await goTo(page, 'Look inside');
  await page.getByText('Embedding', { exact: true }).click();
  await expect(alertWith(page, 'Embedding could not be loaded.')).toBeVisible();
  await page.getByText('Your own', { exact: true }).click();
  await button(page, 'Camera').click();
  await expect(alertWith(page, 'The camera could not be loaded.')).toBeVisible();
  await page.locator('input[type=file][accept="image/*"]').setInputFiles({
    name: 'shoe.png',
    mimeType: 'image/png',
    buffer: Buffer.from([1]),
  });
  await expect(page.getByText('What reads pictures could not be loaded.')).toBeVisible();
  await page.unrouteAll();
  await alertWith(page, 'Embedding could not be loaded.').getByRole('button', { name: 'Try again' }).click();
  await expect(button(page, 'Follow training')).toBeVisible();
});

test('after a deployment, the newer version is loaded once the run is saved, and offers to resume it', async ({
  page,
}) => {
  await openRoom(page, '?backend=wasm');
  await trainForLong(page);
  await page.route('**/assets/ReferenceScreen-*.js', (route) => route.fulfill({ status: 404 }));
  await page.route('**/?backend=wasm', async (route) => {
    const response = await route.fetch();
    const html = (await response.text()).replace(/(<meta name="version" content=")[0-9a-f]+/, '$1abc');
    await route.fulfill({ response, body: html });
  });
  await goTo(page, 'Reference');
  await expect(alertWith(page, 'The server now has a newer version of Fitting Room')).toBeVisible();
  const before = (await recordedLosses(page)).length;
  await button(page, 'Load the newer version').click();
  await expect(page.locator('meta[name=version]')).toHaveAttribute('content', 'abc');
  await goTo(page, 'Train');
  await button(page, 'Resume').click();
  await waitForPhase(page, 'Paused');
  const steps = /step ([\d,]+)\//.exec((await page.locator('.run-status').textContent()) ?? '')?.[1] ?? '';
  expect(Number(steps.replaceAll(',', ''))).toBeGreaterThanOrEqual(before);
});

test('an error while a panel is drawn leaves the others, and one in the whole page the way back', async ({ page }) => {
  const errors: Error[] = [];
  page.on('pageerror', (error) => errors.push(error));
  await openRoom(page, '?backend=wasm');
  await page.evaluate(() => {
    const real = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = () => {
      throw new Error('broken on purpose');
    };
    Object.assign(window, {
      mend: () => {
        HTMLCanvasElement.prototype.getContext = real;
      },
    });
  });
  await goTo(page, 'Look inside');
  const broken = page.getByRole('region', { name: 'Image', exact: true });
  await expect(broken.getByRole('alert')).toContainText('Image stopped with an error. This is a bug in Fitting Room');
  await expect(page.getByRole('region', { name: 'Layers', exact: true })).toBeVisible();
  await expect(button(page, 'Train')).toBeEnabled();
  await page.evaluate('mend()');
  await broken.getByRole('button', { name: 'Try again' }).click();
  await expect(broken.getByRole('alert')).toBeHidden();
  await expect(broken.locator('canvas').first()).toBeVisible();

  await page.addInitScript(() => {
    const real = window.matchMedia;
    window.matchMedia = () => {
      throw new Error('broken on purpose');
    };
    Object.assign(window, {
      mend: () => {
        window.matchMedia = real;
      },
    });
  });
  await page.reload();
  await expect(alertWith(page, 'The page stopped with an error.')).toBeVisible();
  await page.evaluate('mend()');
  await goTo(page, 'Lessons');
  await expect(page.getByRole('heading', { name: 'Ready-made experiments' })).toBeVisible();

  await page.addInitScript(() => {
    const real = window.addEventListener.bind(window);
    Object.assign(window, {
      addEventListener: (...parameters: Parameters<typeof real>) => {
        if (parameters[0] === 'hashchange') throw new Error('broken on purpose');
        real(...parameters);
      },
    });
  });
  await page.reload();
  await expect(alertWith(page, 'The page stopped with an error.')).toBeVisible();
  await expect(button(page, 'Reload the page')).toBeVisible();
  expect(errors.map(({ message }) => message)).toEqual([]);
});
