import { expect, test } from '@playwright/test';
import { button, openRoom, recordedLosses, setNumber, takeStep, waitForPhase } from './room.ts';

test('one seed gives one history to the bit, another seed another', async ({ page }) => {
  await openRoom(page, '?backend=wasm');
  await setNumber(page, 'Batch size', 16);
  await setNumber(page, 'Training images', 500);
  const threeSteps = async (): Promise<number[]> => {
    for (let step = 0; step < 3; step++) await takeStep(page);
    return recordedLosses(page);
  };
  const first = await threeSteps();
  expect(first).toHaveLength(3);
  await button(page, 'Reset').click();
  expect(await threeSteps(), 'the same seed after a reset').toEqual(first);
  await page.reload();
  await expect(button(page, 'Train')).toBeEnabled({ timeout: 60_000 });
  await setNumber(page, 'Batch size', 16);
  await setNumber(page, 'Training images', 500);
  expect(await threeSteps(), 'the same seed after a reload').toEqual(first);
  await button(page, 'Reset').click();
  await setNumber(page, 'Seed', 2);
  expect(await threeSteps(), 'another seed').not.toEqual(first);
});

test('a run that was paused, stepped and resumed equals one that was not', async ({ page }) => {
  await openRoom(page, '?backend=wasm');
  await setNumber(page, 'Batch size', 32);
  await setNumber(page, 'Training images', 3200);
  await setNumber(page, 'Epochs', 2);
  await button(page, 'Train').click();
  await waitForPhase(page, 'Finished');
  const whole = await recordedLosses(page);
  expect(whole).toHaveLength(200);

  await button(page, 'Reset').click();
  await takeStep(page);
  await button(page, 'One epoch').click();
  // An epoch ends after its hundredth step and its evaluation.
  await expect(page.getByRole('row', { name: /^1/ }).first()).toBeAttached({ timeout: 60_000 });
  await waitForPhase(page, 'Paused');
  expect(await recordedLosses(page)).toHaveLength(100);
  await button(page, 'Resume').click();
  // A second click that soon would be a double click's.
  await button(page, 'Pause').blur();
  await page.keyboard.press(' ');
  await waitForPhase(page, 'Paused');
  await page.keyboard.press('Escape');
  await button(page, 'Resume').click();
  await waitForPhase(page, 'Finished');
  expect(await recordedLosses(page)).toEqual(whole);
});
