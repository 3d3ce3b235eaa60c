/** The README's pictures, taken of the built app after a short run on the real data: `npm run screenshots`. */
import { join } from 'node:path';
import { build, preview } from 'vite';
import { launchChromium } from './chromium.mjs';
import { ROOT } from './run.mjs';

const SHOTS = join(ROOT, 'e2e', 'screenshots');

await build({ root: ROOT, logLevel: 'warn' });
const server = await preview({ root: ROOT, logLevel: 'warn', preview: { host: '127.0.0.1', port: 4181 } });
const browser = await launchChromium();
const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: 'light' });
await page.goto(`${server.resolvedUrls?.local[0]}?backend=wasm`);
await page.getByRole('spinbutton', { name: 'Epochs', exact: true }).fill('4');
await page.getByRole('button', { name: 'Train', exact: true }).click();
await page.getByText('Finished', { exact: true }).waitFor({ timeout: 600_000 });
await page.getByRole('gridcell', { name: /of Shirt were predicted as T-shirt/ }).click();
await page.getByText(/^Image 1 of/).waitFor();
await page.mouse.move(0, 0);
await page.waitForTimeout(500);
await page.screenshot({ path: join(SHOTS, 'train-light.png') });
await page.emulateMedia({ colorScheme: 'dark' });
await page.setViewportSize({ width: 1280, height: 720 });
await page.waitForTimeout(500);
await page.screenshot({ path: join(SHOTS, 'train-dark.png') });
await browser.close();
await server.close();
