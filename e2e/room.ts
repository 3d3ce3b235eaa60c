import { expect, type Locator, type Page } from '@playwright/test';

/** What journeys do with the page, in the words of the page. */

interface RecordedChunk {
  readonly runId: number;
  readonly firstStep: number;
  readonly losses: number[];
}

declare global {
  interface Window {
    recordedChunks: RecordedChunk[];
  }
}

/** What trains, as the header says it; that it was checked is in the words behind it. */
export async function expectCheckedDevice(page: Page, words: string | RegExp): Promise<void> {
  const badge = page.locator('.device-badge');
  await expect(badge).toHaveText(words);
  await expect(badge).toHaveAccessibleDescription(/trained two known steps and got the expected losses/);
}

/**
 * Opens the page and waits until it can train. Losses are also recorded as they leave the worker, in full precision: the
 * page rounds them.
 */
export async function openRoom(page: Page, query: string, address = './'): Promise<void> {
  await page.addInitScript(() => {
    // A page that is opened again brings this script twice.
    if (Reflect.has(window, 'recordedChunks')) return;
    window.recordedChunks = [];
    const RealWorker = window.Worker;
    window.Worker = class extends RealWorker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        this.addEventListener('message', ({ data }: MessageEvent) => {
          if (data.type !== 'chunk') return;
          window.recordedChunks.push({ runId: data.runId, firstStep: data.firstStep, losses: [...data.losses] });
        });
      }
    };
  });
  await page.goto(`${address}${query}`);
  await expect(button(page, 'Train')).toBeEnabled({ timeout: 120_000 });
}

export function button(page: Page, name: string): Locator {
  return page.getByRole('button', { name, exact: true });
}

export async function setNumber(page: Page, label: string, value: number | string): Promise<void> {
  const field = page.getByRole('spinbutton', { name: label, exact: true });
  await field.fill(String(value));
  await field.blur();
}

/** Every loss of the latest run, by step. */
export async function recordedLosses(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    const latest = Math.max(...window.recordedChunks.map(({ runId }) => runId));
    return window.recordedChunks.filter(({ runId }) => runId === latest).flatMap(({ losses }) => losses);
  });
}

export async function waitForPhase(page: Page, words: string, timeout = 120_000): Promise<void> {
  await expect(page.locator('.run-phase')).toHaveText(words, { timeout });
}

/** Presses "One step" and waits until it was taken. */
export async function takeStep(page: Page): Promise<void> {
  const before = await page.evaluate(() => window.recordedChunks.length);
  await button(page, 'One step').click();
  await page.waitForFunction((count) => window.recordedChunks.length > count, before, { timeout: 120_000 });
  await waitForPhase(page, 'Paused');
}

/** The matrix on screen as counts[actual][predicted], read from its cells' accessible names. */
export async function readMatrix(page: Page): Promise<number[][]> {
  const names = await page
    .getByRole('grid', { name: /Confusion matrix/ })
    .getByRole('gridcell')
    .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('aria-label') ?? ''));
  const counts = Array.from({ length: 10 }, () => new Array<number>(10).fill(0));
  for (const name of names) {
    const match = /^([\d,]+) images? of (.+) (?:was|were) predicted as (.+): /.exec(name);
    const row = counts[CLASSES.indexOf(match?.[2] ?? '')];
    if (match === null || row === undefined) throw new Error(`cannot read the cell "${name}"`);
    row[CLASSES.indexOf(match[3] ?? '')] = Number((match[1] ?? '').replaceAll(',', ''));
  }
  return counts;
}

export const CLASSES = [
  'T-shirt/top',
  'Trouser',
  'Pullover',
  'Dress',
  'Coat',
  'Sandal',
  'Shirt',
  'Sneaker',
  'Bag',
  'Ankle boot',
];
