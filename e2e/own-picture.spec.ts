import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { button, openRoom, setNumber, takeStep } from './room.ts';

test('a drawing gets probabilities; a file that is no picture gets a sentence', async ({ page }) => {
  await openRoom(page, '?backend=wasm');
  await setNumber(page, 'Training images', 640);
  await setNumber(page, 'Batch size', 64);
  await takeStep(page);
  await page.getByRole('link', { name: 'Look inside' }).click();
  await page.getByText('Your own', { exact: true }).click();
  const paper = page.getByRole('img', { name: /Drawing area/ });
  const box = await paper.boundingBox();
  if (box === null) throw new Error('there is no paper');
  await page.mouse.move(box.x + 140, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + 140, box.y + 220, { steps: 8 });
  await page.mouse.up();
  const answer = page.getByRole('region', { name: 'Prediction' });
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
  // 20,000 by 20,000 pixels, says a header of 33 bytes.
  await own.locator('input[type=file]').setInputFiles({
    name: 'huge.png',
    mimeType: 'image/png',
    buffer: Buffer.from('89504e470d0a1a0a0000000d4948445200004e2000004e20080200000000000000', 'hex'),
  });
  await expect(own.getByRole('status')).toContainText('“huge.png” has more than 50 million pixels');
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});

test('a picture is dropped or pasted, prepared as the dataset is, and a bright ground makes no difference', async ({
  page,
}) => {
  await openRoom(page, '?backend=wasm');
  await page.getByRole('link', { name: 'Look inside' }).click();
  await page.getByText('Your own', { exact: true }).click();
  const own = page.getByRole('region', { name: 'Your own picture' });
  /** A bar as wide as a third of its height, off the middle. */
  const give = (kind: 'drop' | 'paste', ground: string, ink: string) =>
    own.evaluate(
      async (section, [event, back, fore]) => {
        const canvas = new OffscreenCanvas(400, 500);
        const context = canvas.getContext('2d');
        if (context === null) throw new Error('no canvas');
        Object.assign(context, { fillStyle: back });
        context.fillRect(0, 0, 400, 500);
        Object.assign(context, { fillStyle: fore });
        context.fillRect(40, 60, 100, 300);
        const data = new DataTransfer();
        data.items.add(new File([await canvas.convertToBlob()], 'bar.png', { type: 'image/png' }));
        const about = { bubbles: true, cancelable: true };
        section.dispatchEvent(
          event === 'drop'
            ? new DragEvent('drop', { ...about, dataTransfer: data })
            : new ClipboardEvent('paste', { ...about, clipboardData: data }),
        );
      },
      [kind, ground, ink] as const,
    );
  const shown = page
    .getByRole('region', { name: 'Prediction' })
    .getByRole('img', { name: 'Image of your own picture' });
  /** Of the 28x28 pixels: leftmost and rightmost column, highest and lowest row that are light. */
  const light = () =>
    shown.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
      const { width, height } = canvas;
      const bytes = canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
      const isLight = (x: number, y: number) =>
        (bytes[4 * (Math.floor(((y + 0.5) * height) / 28) * width + Math.floor(((x + 0.5) * width) / 28))] ?? 0) > 128;
      const places = Array.from({ length: 784 }, (_, at) => [at % 28, Math.floor(at / 28)] as const);
      const found = places.filter(([x, y]) => isLight(x, y));
      const [columns, rows] = [found.map(([x]) => x), found.map(([, y]) => y)];
      return [Math.min(...columns), Math.max(...columns), Math.min(...rows), Math.max(...rows)];
    });
  await give('drop', '#fff', '#222');
  await expect(shown).toBeVisible();
  // As high as the image, a third of it wide (28 / 3 is 9 columns), in the middle.
  await expect.poll(light).toEqual([9, 17, 0, 27]);
  await give('drop', '#fff', '#fff');
  await expect(own.getByRole('status')).toContainText('Nothing stands out');
  await give('paste', '#111', '#ddd');
  await expect(own.getByRole('status')).toContainText('It stays in this browser');
  await expect.poll(light).toEqual([9, 17, 0, 27]);
});

test('a photograph is taken in a dialog, which lets go of the camera; a refused camera gets a sentence', async ({
  page,
}) => {
  // A camera that sees a dark shirt on white; the second time it is refused.
  await page.addInitScript(() => {
    const canvas = document.createElement('canvas');
    const tracks: MediaStreamTrack[] = [];
    Object.assign(window, { tracks });
    navigator.mediaDevices.enumerateDevices = async () => [
      { kind: 'videoinput', deviceId: '', groupId: '', label: '', toJSON: () => ({}) },
    ];
    navigator.mediaDevices.getUserMedia = async () => {
      if (tracks.length > 0) throw new DOMException('no', 'NotAllowedError');
      Object.assign(canvas, { width: 640, height: 480 });
      const context = canvas.getContext('2d');
      const draw = () => {
        if (context === null) return;
        context.fillStyle = '#fff';
        context.fillRect(0, 0, 640, 480);
        context.fillStyle = '#222';
        context.fillRect(250, 100, 140, 280);
        requestAnimationFrame(draw);
      };
      draw();
      const stream = canvas.captureStream();
      tracks.push(...stream.getTracks());
      return stream;
    };
  });
  await openRoom(page, '?backend=wasm');
  await page.getByRole('link', { name: 'Look inside' }).click();
  await page.getByText('Your own', { exact: true }).click();
  await button(page, 'Camera').click();
  await expect(page.getByLabel('What the camera sees')).toBeVisible();
  await expect(button(page, 'Take photo')).toBeEnabled();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await button(page, 'Take photo').click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('img', { name: 'Image of your own picture' })).toBeVisible();
  const states = () =>
    page.evaluate(() => Reflect.get(window, 'tracks').map(({ readyState }: MediaStreamTrack) => readyState));
  expect(await states()).toEqual(['ended']);
  await button(page, 'Camera').click();
  await expect(page.getByRole('dialog').getByRole('status')).toContainText('is not allowed to use the camera');
  await expect(button(page, 'Take photo')).toHaveCount(0);
  await button(page, 'Cancel').click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});
