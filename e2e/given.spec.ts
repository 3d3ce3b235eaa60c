import { expect, type Page, test } from '@playwright/test';
import { zipSync } from 'fflate';
import { fakeRunFile } from '../src/exporting/fake-run-file.ts';
import { writeRunFile } from '../src/exporting/write-run-file.ts';
import { button, openRoom } from './room.ts';
import { StaticHost } from './static-host.ts';

/** What people give to the page: links that were changed on their way, files of all kinds, names in any script, pictures. */

interface Given {
  readonly files?: readonly { readonly name: string; readonly type?: string; readonly bytes: Uint8Array }[];
  readonly text?: string;
}

/** Drops it on the page, as from a folder or from another window. */
async function drop(page: Page, { files = [], text }: Given): Promise<void> {
  await page.evaluate(
    ([given, words]) => {
      const dataTransfer = new DataTransfer();
      for (const { name, type, numbers } of given) {
        dataTransfer.items.add(new File([Uint8Array.from(numbers)], name, { type }));
      }
      if (words !== undefined) dataTransfer.setData('text/plain', words);
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    },
    [files.map(({ name, type = '', bytes }) => ({ name, type, numbers: [...bytes] })), text] as const,
  );
}

function runNamed(name: string, createdAt: number): Uint8Array<ArrayBuffer> {
  const { record } = fakeRunFile('finished');
  const header = { ...record.header, name, createdAt };
  return writeRunFile({ record: { ...record, header }, checkpoint: undefined }).bytes;
}

const epochs = (page: Page) => page.getByRole('spinbutton', { name: 'Epochs' });

test('damaged links, several files and a name in another script end where people meant them to', async ({ page }) => {
  // Behind a question mark, with the bracket that stood around it.
  await openRoom(page, '?backend=wasm&amp;v=1&amp;ep=7)');
  await expect(epochs(page)).toHaveValue('7');
  expect(new URL(page.url()).search).toBe('?backend=wasm');
  await drop(page, { text: 'See https://elsewhere.example/fitting-room/%23v=1&amp;ep=9.' });
  await expect(epochs(page)).toHaveValue('9');
  await drop(page, { text: 'https://elsewhere.example/watch?v=dQw4w9WgXcQ' });
  await expect(page.getByRole('alert')).toContainText('It does not lead to an experiment.');

  const archive = zipSync({
    'both/one.fittingroom': runNamed('One', 1_700_000_000_000),
    '__MACOSX/both/._one.fittingroom': new Uint8Array(3),
    'both/two.fittingroom': runNamed('Two', 1_700_000_000_001),
  });
  await drop(page, {
    files: [
      { name: 'from Ada.zip', bytes: archive },
      { name: 'notes.txt', bytes: new Uint8Array(3) },
    ],
  });
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('2 runs were opened, 1 file was not. two.fittingroom is on screen.');
  await expect(alert).toContainText('notes.txt: It is not a run file.');
  await page.getByRole('link', { name: 'Runs' }).click();
  await expect(page.getByRole('row', { name: /Conv2Dsimple/ })).toHaveCount(2);

  await button(page, 'Rename One').click();
  const name = page.getByRole('textbox', { name: 'Rename One' });
  await name.fill('実験 1/2');
  await name.dispatchEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true });
  await expect(name).toBeVisible();
  await name.press('Enter');
  await expect(name).toHaveCount(0);
  await button(page, 'Export 実験 1/2').click();
  const download = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('button', { name: 'Save the evaluations as CSV' }).click();
  expect((await download).suggestedFilename()).toBe('fitting-room-実験 1-2-evaluations.csv');
});

test('a link whose hash sign was encoded ends at its settings, on a host that has nothing there', async ({ page }) => {
  const { host, address } = await StaticHost.start({ base: '/some/path/', sendsHeaders: true });
  await openRoom(page, '%23v=1&amp;ep=9', address);
  await expect(epochs(page)).toHaveValue('9');
  expect(page.url()).toBe(`${address}#v=1&ep=9`);
  // Where the page would find none of its parts, there are words and the way back.
  await page.goto(`${address}no/such/place`);
  await expect(page.getByText('There is nothing at this address.')).toBeVisible();
  host.stop();
});

test('a picture dropped anywhere is looked at, can be chosen again, and Clear takes it away', async ({ page }) => {
  await openRoom(page, '?backend=wasm');
  /** A dark bar on white, or white alone. */
  const picture = (ink: string) =>
    page.evaluate(async (colour) => {
      const canvas = new OffscreenCanvas(300, 400);
      const context = canvas.getContext('2d');
      if (context === null) throw new Error('no canvas');
      Object.assign(context, { fillStyle: '#fff' });
      context.fillRect(0, 0, 300, 400);
      Object.assign(context, { fillStyle: colour });
      context.fillRect(100, 50, 80, 300);
      return [...new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer())];
    }, ink);
  const [bar, blank] = [await picture('#222'), await picture('#fff')];
  await drop(page, { files: [{ name: 'bar.png', type: 'image/png', bytes: Uint8Array.from(bar) }] });
  const shown = page
    .getByRole('region', { name: 'Prediction' })
    .getByRole('img', { name: 'Image of your own picture' });
  await expect(shown).toBeVisible();
  const own = page.getByRole('region', { name: 'Your own picture' });
  await button(page, 'Clear').click();
  await expect(shown).toHaveCount(0);
  const file = { name: 'bar.png', mimeType: 'image/png', buffer: Buffer.from(bar) };
  for (let time = 0; time < 2; time++) {
    await own.locator('input[type=file]').setInputFiles(file);
    await expect(shown).toBeVisible();
    await button(page, 'Clear').click();
    await expect(shown).toHaveCount(0);
  }
  await drop(page, { files: [{ name: 'blank.png', type: 'image/png', bytes: Uint8Array.from(blank) }] });
  await expect(own.getByRole('status')).toContainText('Nothing stands out from the background in “blank.png”');
});
