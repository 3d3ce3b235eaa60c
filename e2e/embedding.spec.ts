import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { button, openRoom, setNumber, waitForPhase } from './room.ts';

declare global {
  interface Window {
    /** Whether each command to watch the embedding turned it on. */
    watched: boolean[];
  }
}

async function openEmbedding(page: Page, epochs = 2): Promise<void> {
  await setNumber(page, 'Training images', 640);
  await setNumber(page, 'Batch size', 64);
  await setNumber(page, 'Epochs', epochs);
  await page.getByRole('link', { name: 'Look inside' }).click();
  await page.getByRole('radiogroup', { name: 'What is shown' }).getByText('Embedding').click();
}

async function middleOf(page: Page): Promise<{ x: number; y: number }> {
  const box = await page.getByRole('img', { name: /images on a plane/ }).boundingBox();
  if (box === null) throw new Error('there is no plane');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test('images are laid out while a run is followed, stepped through, and chosen by class, line and point', async ({
  page,
}) => {
  await openRoom(page, '?backend=wasm');
  await openEmbedding(page);
  const panel = page.getByRole('region', { name: 'Embedding' });
  await expect(panel).toContainText('Train for a step or more');
  await panel.getByRole('button', { name: 'Follow training' }).click();
  await expect(panel.getByRole('button', { name: 'Follow training' })).toHaveAttribute('aria-pressed', 'true');
  await button(page, 'Train').click();
  await waitForPhase(page, 'Finished');
  const plane = panel.getByRole('img', { name: /images on a plane at epoch 2/ });
  await expect(plane).toBeVisible({ timeout: 60_000 });
  await expect(panel.getByText(/nearest neighbours/)).toBeVisible();

  // Back over the layouts seen, and on to the latest.
  const slider = panel.getByRole('slider', { name: 'Layout shown' });
  await slider.focus();
  await page.keyboard.press('Home');
  await expect(plane).toBeHidden();
  await page.keyboard.press('End');
  await expect(plane).toBeVisible();

  await expect(panel.getByText(/Misclassified\. Image 1 of \d+/)).toBeVisible();

  // By keyboard: a class lights its points, and lists its images.
  await panel.getByRole('button', { name: 'Sneaker' }).focus();
  await expect(panel.getByText(/^Closest to Sneaker|^Sneaker:/)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(panel.getByText(/Sneaker\. Image 1 of \d+: actual Sneaker/)).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  // A line around the right half of the plane.
  const { x, y } = await middleOf(page);
  const corners = [
    [0, -300],
    [600, -300],
    [600, 300],
    [0, 300],
  ] as const;
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (const [right, down] of corners) await page.mouse.move(x + right, y + down, { steps: 2 });
  await page.mouse.up();
  await expect(panel.getByText(/Selected\. Image 1 of \d+/)).toBeVisible();

  const answer = page.getByRole('region', { name: 'Prediction' });
  const listed = panel.getByRole('listbox', { name: 'Images', exact: true });
  await listed.focus();
  await page.keyboard.press('End');
  const looked = (await panel.getByText(/Selected\. Image/).textContent()) ?? '';
  await page.keyboard.press('Enter');
  await expect(answer.getByRole('img', { name: `Image of ${/actual ([^,]+),/.exec(looked)?.[1]}` })).toBeVisible();

  // The point nearest to the middle, found by looking around it.
  const card = page.locator('.point-card');
  for (let offset = 0; offset < 300 && !(await card.isVisible()); offset += 4) {
    await page.mouse.move(x + offset * Math.cos(offset), y + offset * Math.sin(offset) * 0.8);
  }
  const words = await card.textContent();
  await page.mouse.down();
  await page.mouse.up();
  await expect(panel.getByText(/Selected\. Image 1 of 1:/)).toBeVisible();
  const actual = /actual (.+)predicted/.exec(words ?? '')?.[1] ?? '';
  await expect(answer.getByRole('img', { name: `Image of ${actual}` })).toBeVisible();
});

test('points are walked over by keyboard, their image beside them, and followed', async ({ page }) => {
  await openRoom(page, '?backend=wasm');
  await openEmbedding(page, 1);
  await button(page, 'Train').click();
  await waitForPhase(page, 'Finished');
  const panel = page.getByRole('region', { name: 'Embedding' });
  await expect(panel.getByRole('img', { name: /images on a plane at epoch 1/ })).toBeVisible({ timeout: 60_000 });
  await panel.getByRole('listbox', { name: 'Images on the plane' }).focus();
  await page.keyboard.press('ArrowRight');
  const point = panel.getByRole('option', { name: /^actual .+, predicted .+ at [\d.]+%$/ });
  const card = page.locator('.point-card');
  await expect(card).toBeVisible();
  const first = await point.textContent();
  await page.keyboard.press('ArrowDown');
  await expect(point).not.toHaveText(first ?? '');
  await page.keyboard.press('ArrowUp');
  const words = (await point.textContent()) ?? '';
  await expect(card).toHaveText(words.replace(', ', ''));
  await page.keyboard.press('Enter');
  const actual = /^actual (.+), predicted/.exec(words)?.[1];
  const answer = page.getByRole('region', { name: 'Prediction' });
  await expect(answer.getByRole('img', { name: `Image of ${actual}` })).toBeVisible();
  await expect(panel.getByText(/Selected\. Image 1 of 1:/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(card).toBeHidden();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});

test('the best epoch is laid out when it is asked for, and stands before the latest in the film', async ({ page }) => {
  await openRoom(page, '?backend=wasm');
  await setNumber(page, 'Training images', 640);
  await setNumber(page, 'Batch size', 64);
  await button(page, 'One epoch').click();
  await waitForPhase(page, 'Paused');
  // A rate that ruins the network: the first epoch stays the best.
  await setNumber(page, 'Learning rate', 0.3);
  await button(page, 'One epoch').click();
  await expect(page.getByText('epoch 2/')).toBeVisible();
  await waitForPhase(page, 'Paused');
  await page.getByRole('link', { name: 'Look inside' }).click();
  await page.getByRole('radiogroup', { name: 'What is shown' }).getByText('Embedding').click();
  const panel = page.getByRole('region', { name: 'Embedding' });
  const plane = (epoch: number) => panel.getByRole('img', { name: new RegExp(`images on a plane at epoch ${epoch}`) });
  await expect(plane(2)).toBeVisible({ timeout: 60_000 });
  await panel.getByText('Best epoch', { exact: true }).click();
  await expect(plane(1)).toBeVisible({ timeout: 60_000 });
  await panel.getByRole('slider', { name: 'Layout shown' }).focus();
  await page.keyboard.press('End');
  await expect(plane(2)).toBeVisible();
  await page.keyboard.press('Home');
  await expect(plane(1)).toBeVisible();
  await panel.getByText('Latest weights', { exact: true }).click();
  await expect(plane(2)).toBeVisible();
});

test('who wants less motion steps from layout to layout, and the images are there at once', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openRoom(page, '?backend=wasm');
  await openEmbedding(page);
  const panel = page.getByRole('region', { name: 'Embedding' });
  await panel.getByRole('button', { name: 'Follow training' }).click();
  await button(page, 'Train').click();
  await waitForPhase(page, 'Finished');
  const plane = (words: string) => panel.getByRole('img', { name: new RegExp(`images on a plane at ${words}`) });
  await expect(plane('epoch 2')).toBeVisible({ timeout: 60_000 });
  const slider = panel.getByRole('slider', { name: 'Layout shown' });
  await slider.focus();
  await page.keyboard.press('Home');
  await expect(plane('epoch 2')).toBeHidden();
  const frames = Number(await slider.getAttribute('aria-valuemax'));
  for (let frame = 1; frame <= frames; frame++) await button(page, 'Next layout').click();
  await expect(plane('epoch 2')).toBeVisible();
  await expect(panel.getByRole('button', { name: 'Play the layouts' })).toHaveCount(0);

  // What is drawn two frames after a step on is what stays.
  const drawnAfter = (key: string) =>
    panel.locator('.point-cloud > canvas').evaluate(async (canvas: HTMLCanvasElement, pressed) => {
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      const slider = document.querySelector('.embedding [role=slider]');
      slider?.dispatchEvent(new KeyboardEvent('keydown', { key: pressed, bubbles: true }));
      await frame();
      await frame();
      const soon = canvas.toDataURL();
      await new Promise((resolve) => setTimeout(resolve, 700));
      return { soon, later: canvas.toDataURL() };
    }, key);
  const steadily = await drawnAfter('Home');
  expect(steadily.soon === steadily.later).toBe(true);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await expect(panel.getByRole('button', { name: 'Play the layouts' })).toBeVisible();
  const gliding = await drawnAfter('End');
  expect(gliding.soon === gliding.later).toBe(false);
});

test('the engine is watched only while the embedding can be seen', async ({ page }) => {
  await page.addInitScript(() => {
    window.watched = [];
    const post = window.Worker.prototype.postMessage;
    window.Worker.prototype.postMessage = function (this: Worker, ...given: unknown[]) {
      const [command] = given;
      const isWatch =
        typeof command === 'object' && command !== null && Reflect.get(command, 'type') === 'watchEmbedding';
      if (isWatch) window.watched.push(Reflect.get(command, 'isOn') === true);
      return Reflect.apply(post, this, given);
    };
  });
  const watched = () => page.evaluate(() => window.watched);
  await openRoom(page, '?backend=wasm');
  await openEmbedding(page, 200);
  await button(page, 'Train').click();
  const panel = page.getByRole('region', { name: 'Embedding' });
  await expect(panel).toContainText('Press Follow training');
  expect(await watched()).toEqual([]);
  await panel.getByRole('button', { name: 'Follow training' }).click();
  await expect.poll(watched).toEqual([true]);
  await page.getByRole('radiogroup', { name: 'What is shown' }).getByText('Layers').click();
  await expect.poll(watched).toEqual([true, false]);
  await page.getByRole('radiogroup', { name: 'What is shown' }).getByText('Embedding').click();
  await expect.poll(watched).toEqual([true, false, true]);
  // Out of sight above the lower end of a narrow page.
  await page.setViewportSize({ width: 390, height: 500 });
  await page.evaluate(() => window.scrollTo(0, 0));
  await expect.poll(watched).toEqual([true, false, true, false]);
});

test('what lies nearest to a drawing is shown with its classes, and leads to that image', async ({ page }) => {
  await openRoom(page, '?backend=wasm');
  await openEmbedding(page);
  await button(page, 'Train').click();
  await waitForPhase(page, 'Finished');
  await page.getByText('Your own', { exact: true }).click();
  const paper = await page.getByRole('img', { name: /Drawing area/ }).boundingBox();
  if (paper === null) throw new Error('there is no paper');
  await page.mouse.move(paper.x + 140, paper.y + 60);
  await page.mouse.down();
  await page.mouse.move(paper.x + 140, paper.y + 220, { steps: 8 });
  await page.mouse.up();
  const nearest = page.getByRole('region', { name: 'Nearest training images' });
  await expect(nearest).toContainText(/The closest of \d+ training images/);
  await expect(nearest.getByRole('button')).toHaveCount(6);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  const first = nearest.getByRole('button').first();
  const name = (await first.getAttribute('title'))?.split(',')[0] ?? '';
  await first.click();
  const answer = page.getByRole('region', { name: 'Prediction' });
  await expect(answer.getByRole('img', { name: `Image of ${name}` })).toBeVisible();
  await nearest.getByRole('button', { name: 'Back to your own' }).click();
  await expect(answer.getByRole('img', { name: 'Image of your own picture' })).toBeVisible();
});

test('a phone shows the plane without scrolling sideways, and axe finds nothing in dark', async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({ colorScheme: 'dark', ...(baseURL === undefined ? {} : { baseURL }) });
  const page = await context.newPage();
  await openRoom(page, '?backend=wasm');
  await openEmbedding(page);
  await button(page, 'Train').click();
  await waitForPhase(page, 'Finished');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('region', { name: 'Embedding' }).scrollIntoViewIfNeeded();
  await expect(page.getByRole('img', { name: /images on a plane/ })).toBeVisible({ timeout: 60_000 });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await context.close();
});
