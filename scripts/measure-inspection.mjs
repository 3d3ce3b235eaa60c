/**
 * How fast the page looks inside: from a cell of the matrix to its images, and through 30 epochs of 10,000 images. So many
 * evaluations would take hours to train; they are made up here and given to the page as messages of its own worker, which
 * goes on answering for the pixels.
 */
const EPOCHS = 30;
const IMAGES = 10_000;
const SCRUB_MS = 4000;
/** Of actual and predicted class: few and many images, right and wrong. */
const CELLS = ['6-0', '4-2', '1-1', '6-6', '7-5', '3-3', '8-8', '2-6'];

/**
 * Runs in the page before its own scripts: keeps hold of the engine's worker and the id of its latest run, counts how often
 * it is asked to look at the network and does, and notes when steps (and, as no steps, evaluations) arrive, and which
 * probabilities.
 */
export function keepWorker() {
  const RealWorker = globalThis.Worker;
  const kept = {
    worker: /** @type {Worker | undefined} */ (undefined),
    runId: 0,
    looksAsked: 0,
    looksSeen: 0,
    arrivals: /** @type {{ atMs: number, steps: number }[]} */ ([]),
    predictions: /** @type {Float32Array[]} */ ([]),
  };
  const note = (/** @type {MessageEvent} */ { data }) => {
    if (data.type === 'layers' || data.type === 'embedding' || data.type === 'inspection') kept.looksSeen++;
    if (data.type === 'inspection' && data.answer.kind === 'predict') kept.predictions.push(data.answer.probabilities);
    if (data.type === 'evaluation') kept.arrivals.push({ atMs: performance.now(), steps: 0 });
    if (data.type === 'chunk') kept.arrivals.push({ atMs: performance.now(), steps: data.losses.length });
  };
  Object.assign(globalThis, { kept });
  globalThis.Worker = class extends RealWorker {
    /**
     * @override
     * @param {any[]} parameters
     */
    postMessage(...parameters) {
      const [message] = parameters;
      if (message?.type === 'boot') {
        kept.worker = this;
        this.addEventListener('message', note);
      }
      const isLook = message?.type === 'inspect' || message?.image !== undefined || message?.isOn === true;
      if (isLook) kept.looksAsked++;
      if (message?.type === 'start') kept.runId = message.runId;
      super.postMessage(.../** @type {[any]} */ (parameters));
    }
  };
}

/** Runs in the page: a network that gets better, most unsure about shirts. @param {{ epochs: number, images: number }} size */
function pretendEvaluations({ epochs, images }) {
  const { worker, runId } = Reflect.get(globalThis, 'kept');
  let state = 1;
  const random = () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const counts = new Uint32Array(100);
    const actual = Uint8Array.from({ length: images }, (_, image) => image % 10);
    const probabilities = new Uint16Array(images * 10);
    const predicted = actual.map((label, image) => {
      const isWrong = random() < (label === 6 ? 0.3 : 0.1) * (0.7 + 2 / (epoch + 1));
      const answer = isWrong ? (label + 4 + 2 * Math.floor(3 * random())) % 10 : label;
      const confidence = 0.4 + 0.6 * random();
      probabilities[image * 10 + answer] = confidence * 65_535;
      probabilities[image * 10 + ((answer + 1) % 10)] = (1 - confidence) * 65_535;
      const cell = label * 10 + answer;
      counts[cell] = (counts[cell] ?? 0) + 1;
      return answer;
    });
    const indices = Uint32Array.from({ length: images }, (_, image) => image);
    const about = { type: 'evaluation', runId, split: 'validation', isBest: false, loss: 1 / (epoch + 1) };
    const data = { ...about, epoch, step: epoch, trainingMs: epoch, counts, indices, actual, predicted, probabilities };
    worker.dispatchEvent(new MessageEvent('message', { data }));
  }
}

/**
 * Runs in the page: clicks cells and waits until their images are drawn.
 * @param {string[]} cells
 * @returns {Promise<number>} the longest wait in milliseconds
 */
async function timeCells(cells) {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const area = document.querySelector('[data-area="images"]');
  let longest = 0;
  for (const at of cells) {
    const [actual, predicted] = at.split('-');
    const cell = document.querySelector(`[role=gridcell][data-at="${predicted}-${actual}"]`);
    const count = /^[\d,]+/.exec(cell?.getAttribute('aria-label') ?? '')?.[0] ?? '';
    if (!(cell instanceof HTMLElement) || count === '0') throw new Error(`no images in the cell ${at}`);
    const startedMs = performance.now();
    cell.click();
    const isDrawn = () =>
      cell.getAttribute('aria-selected') === 'true' &&
      area?.textContent?.includes(`Image 1 of ${count}:`) &&
      area.querySelector('[role=listbox]')?.getAttribute('aria-busy') === 'false';
    while (!isDrawn()) {
      if (performance.now() - startedMs > 10_000) throw new Error(`the images of the cell ${at} never came`);
      await frame();
    }
    longest = Math.max(longest, performance.now() - startedMs);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return longest;
}

/**
 * Runs in the page while the mouse holds the slider: moves it at every frame, to and fro once every two seconds.
 * @param {{ left: number, width: number, y: number, forMs: number }} scrub
 */
async function timeScrub({ left, width, y, forMs }) {
  const grid = () => document.querySelector('[role=grid]')?.getAttribute('aria-label') ?? '';
  const startedMs = performance.now();
  let [frames, epochs, last] = [0, 0, grid()];
  while (performance.now() - startedMs < forMs) {
    const share = 0.5 + 0.5 * Math.cos(((performance.now() - startedMs) / 1000) * Math.PI);
    document.dispatchEvent(new MouseEvent('mousemove', { bubbles: true, clientX: left + share * width, clientY: y }));
    await new Promise((resolve) => requestAnimationFrame(resolve));
    frames++;
    if (grid() !== last) epochs++;
    last = grid();
  }
  const seconds = (performance.now() - startedMs) / 1000;
  return { framesPerSecond: frames / seconds, epochsPerSecond: epochs / seconds };
}

/**
 * Of a page whose run was just trained; `keepWorker` ran in it.
 * @param {import('playwright').Page} page
 */
export async function measureInspection(page) {
  const cellWhileTrainingMs = await page.evaluate(timeCells, ['6-6', '1-1', '9-9']);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await page.getByText('Paused', { exact: true }).waitFor({ timeout: 60_000 });
  await page.evaluate(pretendEvaluations, { epochs: EPOCHS, images: IMAGES });
  await page.getByRole('grid', { name: new RegExp(`epoch ${EPOCHS}`) }).waitFor();
  await page.waitForTimeout(1000);
  const cellMs = await page.evaluate(timeCells, CELLS);
  const box = await page.locator('.epoch-slider').boundingBox();
  if (box === null) throw new Error('no slider of epochs on the page');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width - 1, y);
  await page.mouse.down();
  const scrub = await page.evaluate(timeScrub, { left: box.x, width: box.width, y, forMs: SCRUB_MS });
  await page.mouse.up();
  return {
    cellWhileTrainingMs: Math.round(cellWhileTrainingMs),
    cellMs: Math.round(cellMs),
    scrubFramesPerSecond: Math.round(scrub.framesPerSecond),
    scrubEpochsPerSecond: Math.round(scrub.epochsPerSecond),
  };
}
