import { expect, test } from '@playwright/test';
import { expectCheckedDevice, openRoom, recordedLosses, setNumber, takeStep } from './room.ts';

test('WebGPU starts with the losses of wasm for the same seed', async ({ page }) => {
  test.setTimeout(600_000);
  const losses: Record<string, number[]> = {};
  for (const backend of ['wasm', 'webgpu']) {
    await openRoom(page, `?backend=${backend}`);
    await expectCheckedDevice(page, backend === 'wasm' ? /^CPU, / : 'GPU');
    await setNumber(page, 'Batch size', 4);
    await setNumber(page, 'Training images', 100);
    for (let step = 0; step < 3; step++) await takeStep(page);
    losses[backend] = await recordedLosses(page);
  }
  expect(losses.webgpu).toHaveLength(3);
  for (const [step, loss] of (losses.wasm ?? []).entries()) {
    expect(Math.abs(loss - (losses.webgpu?.[step] ?? Number.NaN)), `step ${step}`).toBeLessThan(1e-3);
  }
});
