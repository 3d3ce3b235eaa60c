import { expect, test } from '@playwright/test';
import { expectCheckedDevice, openRoom, setNumber, takeStep } from './room.ts';
import { StaticHost } from './static-host.ts';

test('the built files work from a sub-path of a plain static server', async ({ page }) => {
  const { host, address } = await StaticHost.start({ base: '/classes/2026/fitting-room/', sendsHeaders: true });
  await openRoom(page, '?backend=wasm', address);
  await expectCheckedDevice(page, /^CPU, \d+ threads$/);
  await setNumber(page, 'Training images', 64);
  await setNumber(page, 'Batch size', 64);
  await takeStep(page);
  expect(host.missing).toEqual([]);
  host.stop();
});
