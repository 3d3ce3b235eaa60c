import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { button, openRoom, setNumber, waitForPhase } from './room.ts';

test('a shared link opens the same experiment, and says which part of it could not be', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openRoom(page, '?backend=wasm');
  await setNumber(page, 'Training images', 640);
  await setNumber(page, 'Epochs', 3);
  await button(page, 'Share').click();
  await button(page, 'Copy link').click();
  await expect(button(page, 'Copied')).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toContain('#v=2&');

  const visitor = await context.newPage();
  await visitor.goto(link);
  await expect(visitor.getByRole('spinbutton', { name: 'Training images', exact: true })).toHaveValue(/^640$/);
  await expect(visitor.getByRole('spinbutton', { name: 'Epochs', exact: true })).toHaveValue('3');
  await expect(visitor.getByRole('alert')).toHaveCount(0);
  // Another link in the same tab takes over without a reload.
  await visitor.evaluate(() => {
    location.hash = '#v=1&ep=7&lr=50';
  });
  await expect(visitor.getByRole('spinbutton', { name: 'Epochs', exact: true })).toHaveValue('7');
  await expect(visitor.getByRole('alert')).toContainText('Learning rate must be between');
});

test('the link can be copied by hand where the browser refuses', async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  await openRoom(page, '?backend=wasm');
  await button(page, 'Share').click();
  await button(page, 'Copy link').click();
  await expect(page.getByText('The browser refused to copy it')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Link', exact: true })).toHaveValue(/#v=2$/);
});

test('a lesson is found, run by its one button, and judged by what was measured', async ({ page }) => {
  await openRoom(page, '?backend=wasm');
  await page.getByRole('link', { name: 'Lessons' }).click();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.getByRole('link', { name: 'Learning rate too low' }).click();
  const lesson = page.getByRole('region', { name: 'Lesson', exact: true });
  await expect(lesson.getByRole('listitem').first()).toHaveAttribute('aria-current', 'step');
  // The keys of Train don't start a run that is not the lesson's.
  await page.keyboard.press('e');
  await button(page, 'Start run 1 of 2: a good rate').click();
  await waitForPhase(page, 'Finished');
  await button(page, 'Start run 2 of 2: a hundredth of that').click();
  await waitForPhase(page, 'Finished');
  await expect(lesson).toContainText('Confirmed: Validation accuracy ended at');
  await expect(lesson.getByText('Why?')).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.goBack();
  await expect(page.getByRole('listitem').filter({ hasText: 'Learning rate too low' })).toContainText('Confirmed');
});
