import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { openRoom, setNumber, takeStep } from './room.ts';

test('a drawing gets probabilities; a file that is no picture gets a sentence', async ({ page }) => {
  await openRoom(page, '?backend=wasm');
  await setNumber(page, 'Training images', 640);
  await setNumber(page, 'Batch size', 64);
  await takeStep(page);
  await page.getByRole('link', { name: 'Look inside' }).click();
  await page.getByText('Your own', { exact: true }).click();
  const paper = page.getByRole('img', { name: /Paper to draw on/ });
  const box = await paper.boundingBox();
  if (box === null) throw new Error('there is no paper');
  await page.mouse.move(box.x + 140, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + 140, box.y + 220, { steps: 8 });
  await page.mouse.up();
  const answer = page.getByRole('region', { name: 'Answer' });
  await expect(answer.getByRole('img', { name: 'Image of your own picture' })).toBeVisible();
  await expect(answer.getByRole('list', { name: 'Probabilities' }).getByText('%').first()).toBeVisible();
  const own = page.getByRole('region', { name: 'Your own picture' });
  await own.locator('input[type=file]').setInputFiles({
    name: 'notes.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('not a picture'),
  });
  await expect(own.getByRole('status')).toContainText('“notes.txt” is not a picture');
  await own.locator('input[type=file]').setInputFiles({
    name: 'broken.png',
    mimeType: 'image/png',
    buffer: Buffer.from('not a picture either'),
  });
  await expect(own.getByRole('status')).toContainText('can’t read “broken.png”');
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});
