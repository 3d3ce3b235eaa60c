import { expect, type Page, test } from '@playwright/test';
import { button, expectCheckedDevice, openRoom, setNumber, takeStep, waitForPhase } from './room.ts';
import { StaticHost } from './static-host.ts';

test.use({ serviceWorkers: 'allow' });

const QUERY = '?backend=wasm&threads=2';
/** Leaves a core to the service worker that takes a newer version in meanwhile. */
const ONE_THREAD = '?backend=wasm&threads=1';

async function chooseFewImages(page: Page): Promise<void> {
  await setNumber(page, 'Training images', 64);
  await setNumber(page, 'Batch size', 64);
}

/** Waits until the service worker and the engine have kept all they keep. */
async function untilKept(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(async () => (await (await caches.open('fitting-room-dataset')).keys()).length), {
      timeout: 60_000,
    })
    .toBe(14);
  await expect.poll(() => keptVersions(page)).toHaveLength(1);
}

/** The versions of which the service worker has kept all files. */
function keptVersions(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const versions: string[] = [];
    for (const name of await caches.keys()) {
      const page = await (await caches.open(name)).match(new URL('index.html', document.baseURI));
      if (page !== undefined) versions.push(name.split(' ').at(-1) ?? '');
    }
    return versions;
  });
}

test('on a host without headers the service worker isolates the page, which then trains with threads, also offline', async ({
  page,
}) => {
  const { host, address } = await StaticHost.start({ base: '/some/path/', sendsHeaders: false });
  let loads = 0;
  page.on('load', () => loads++);
  await openRoom(page, QUERY, address);
  await expectCheckedDevice(page, 'CPU, 2 threads');
  expect(await page.evaluate(() => globalThis.crossOriginIsolated)).toBe(true);
  await chooseFewImages(page);
  await takeStep(page);
  expect(loads).toBe(2);
  await untilKept(page);
  expect(host.missing).toEqual([]);

  host.stop();
  await page.goto('about:blank');
  await openRoom(page, QUERY, address);
  await expectCheckedDevice(page, 'CPU, 2 threads');
  await chooseFewImages(page);
  await takeStep(page);
  expect(loads).toBe(4);
});

test('where even the service worker brings no isolation, the page is loaded again once and trains on one thread', async ({
  page,
}) => {
  const { host, address } = await StaticHost.start({ base: '/', sendsHeaders: false });
  host.edit = (text) => text.replaceAll('require-corp', 'unsafe-none');
  let loads = 0;
  page.on('load', () => loads++);
  await openRoom(page, QUERY, address);
  await expectCheckedDevice(page, 'CPU, 1 thread');
  await chooseFewImages(page);
  await takeStep(page);
  expect(loads).toBe(2);
  host.stop();
});

test('a newer version is announced, loaded when asked to, and leaves other tabs what they need', async ({
  page,
  context,
}) => {
  const { host, address } = await StaticHost.start({ base: '/', sendsHeaders: true });
  await openRoom(page, ONE_THREAD, address);
  await untilKept(page);
  const [before = ''] = await keptVersions(page);
  const other = await context.newPage();
  await openRoom(other, QUERY, address);

  await chooseFewImages(page);
  await setNumber(page, 'Epochs', 200);
  await button(page, 'Train').click();
  await waitForPhase(page, 'Training');
  const after = 'f'.repeat(before.length);
  host.edit = (text) => text.replaceAll(before, after).replace('<title>', '<title>Newer ');
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await expect.poll(() => keptVersions(page)).toEqual([before, after]);
  await expect(button(other, 'Reload')).toBeVisible();
  await expect(page.locator('.run-phase')).toHaveText(/Training|Evaluating/);
  await expect(button(page, 'Reload')).toBeHidden();

  await button(page, 'Pause').click();
  await expect(button(page, 'Reload')).toBeVisible();
  await other.reload();
  await expect(other).toHaveTitle('Fitting Room');
  await button(page, 'Reload').click();
  await expect(page).toHaveTitle('Newer Fitting Room');
  await expect(page.getByText(/A run of .+ was interrupted /)).toBeVisible();
  await expect(other).toHaveTitle('Fitting Room');
  expect(await keptVersions(page)).toEqual([before, after]);
  await takeStep(other);

  await other.close();
  await page.reload();
  await expect.poll(() => keptVersions(page)).toEqual([after]);
  host.stop();
});

test('what the browser keeps and can no longer read comes from the network', async ({ page, context }) => {
  const { host, address } = await StaticHost.start({ base: '/', sendsHeaders: true });
  await page.goto(address);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await context.serviceWorkers()[0]?.evaluate(() => {
    caches.open = () => Promise.reject(new DOMException('The operation is insecure.', 'SecurityError'));
  });
  const answer = await page.reload();
  expect(answer?.fromServiceWorker()).toBe(true);
  await expect(button(page, 'Train')).toBeVisible();
  host.stop();
});
