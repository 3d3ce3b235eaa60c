import { test } from '@playwright/test';
import type { RemoteBrowser } from './remote-browser.ts';
import { until } from './until.ts';

/** What journeys do with the page in a browser that is driven from outside, in the words of the page. */
export class Visit {
  readonly browser: RemoteBrowser;

  constructor(browser: RemoteBrowser) {
    this.browser = browser;
  }

  async open(address: string): Promise<void> {
    await this.browser.resize(1440, 900);
    await this.browser.navigate(address);
  }

  /** Presses the button, link or cell of this name once there is one to press. */
  async press(name: string): Promise<void> {
    await this.#until(
      () => this.browser.evaluate(findPressable, name),
      (found) => found !== null && found !== undefined,
      `nothing called “${name}” could be pressed`,
    );
    await this.browser.click(findPressable, name);
  }

  /** Waits until the page says this somewhere. */
  async reads(words: string): Promise<void> {
    await this.#until(
      () => this.text(),
      (text) => text.includes(words),
      `“${words}” could not be read`,
    );
  }

  /** What is to be seen of the page's text. */
  async text(): Promise<string> {
    // biome-ignore lint/performance/useDomNodeTextContent: what is hidden must not count as read
    return String(await this.browser.evaluate(() => document.body.innerText));
  }

  async phase(words: string): Promise<void> {
    await this.#until(
      () => this.browser.evaluate(() => document.querySelector('.run-phase')?.textContent),
      (phase) => phase === words,
      `the run was not “${words}”`,
    );
  }

  /** The matrix on screen, from its cells' accessible names: for each pair of actual and predicted class its images. */
  async matrix(): Promise<{ actual: string; predicted: string; images: number }[]> {
    const names = await this.#until(
      () => this.browser.evaluate(matrixCells),
      (found) => Array.isArray(found) && found.length > 0,
      'no matrix was shown',
    );
    if (!Array.isArray(names)) return [];
    return names.map((name: unknown) => {
      const found = /^([\d,]+) images? of (.+) (?:was|were) predicted as (.+): /.exec(String(name));
      const [, count = '', actual = '', predicted = ''] = found ?? [];
      return { actual, predicted, images: Number(count.replaceAll(',', '') || 'NaN') };
    });
  }

  /** Waits for a picture with such a name that shows more than one colour. */
  async picture(name: string): Promise<void> {
    await this.#until(
      () => this.browser.evaluate(drawnPictures, name),
      (count) => Number(count) > 0,
      `no picture of ${name} was drawn`,
    );
  }

  #until<Value>(look: () => Promise<Value>, isThere: (value: Value) => boolean, complaint: string): Promise<Value> {
    return until(look, isThere, () => `${this.browser.name}: ${complaint}`);
  }
}

/** Runs in the page. */
function matrixCells(): (string | null)[] {
  const cells = document.querySelectorAll('[role="grid"][aria-label^="Confusion matrix"] td');
  return [...cells].map((cell) => cell.getAttribute('aria-label'));
}

/** Runs in the page. */
function findPressable(name: string): Element | undefined {
  const nameOf = (element: Element) => (element.getAttribute('aria-label') ?? element.textContent ?? '').trim();
  const candidates = [...document.querySelectorAll('button, a[href], [role="gridcell"]')];
  return candidates.find(
    (element) =>
      nameOf(element) === name && !element.matches(':disabled, [data-disabled]') && element.checkVisibility(),
  );
}

/** Runs in the page. */
function drawnPictures(name: string): number {
  const canvases = [...document.querySelectorAll('canvas')];
  return canvases.filter((canvas) => {
    if (!canvas.getAttribute('aria-label')?.includes(name)) return false;
    const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
    // Unpainted, framed, and something within the frame.
    return pixels !== undefined && new Set(new Uint32Array(pixels.buffer)).size > 2;
  }).length;
}

/** A browser for as long as somebody visits with it; what it showed when something went wrong is kept. */
export async function visiting(start: Promise<RemoteBrowser>, act: (visit: Visit) => Promise<void>): Promise<void> {
  const browser = await start;
  const visit = new Visit(browser);
  try {
    await act(visit);
  } catch (error) {
    const [shown, read] = await Promise.allSettled([browser.screenshot(), visit.text()]);
    if (shown.status === 'fulfilled')
      await test.info().attach('screenshot', { body: shown.value, contentType: 'image/png' });
    if (read.status === 'fulfilled') await test.info().attach('text', { body: read.value, contentType: 'text/plain' });
    throw error;
  } finally {
    await browser.close();
  }
}
