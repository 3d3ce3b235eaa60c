/** The rows as text. */

/** @typedef {import('./rows.mjs').Row} Row */

/** @param {Row} row */
const nameOf = ({ engine, backend }) => `${engine} ${backend}`;
const number = (/** @type {number} */ value) => (value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2));

/**
 * @param {readonly Row[]} rows
 * @param {Row} row
 */
function ratios(rows, row) {
  const median = row.msPerStep?.median ?? 0;
  const peers = rows.filter((peer) => peer.network === row.network);
  const best = Math.min(...peers.flatMap(({ msPerStep }) => (msPerStep === null ? [] : [msPerStep.median])));
  const natives = peers.filter(({ backend }) => backend === 'native');
  const native = Math.min(...natives.flatMap(({ msPerStep }) => (msPerStep === null ? [] : [msPerStep.median])));
  return [Number.isFinite(native) ? number(median / native) : '', number(median / best)];
}

/**
 * @param {readonly Row[]} rows
 * @param {Row} row
 */
function cells(rows, row) {
  if (row.msPerStep === null) return [nameOf(row), 'not measured'];
  const { median, min, max } = row.msPerStep;
  return [
    nameOf(row),
    ...[median, min, max].map(number),
    ((row.batch / median) * 1000).toFixed(0),
    number(row.gflops ?? 0),
    ...ratios(rows, row),
    row.checkpointMs === undefined ? '' : number(row.checkpointMs),
    ...[row.dispatchesPerStep, row.submitsPerStep].map((count) => count?.toFixed(1).replace('.0', '') ?? ''),
    row.bytesUploadedPerStep === undefined ? '' : (row.bytesUploadedPerStep / 1000).toFixed(1),
    row.bytesAllocated === undefined ? '' : (row.bytesAllocated / 1e6).toFixed(0),
  ];
}

const HEAD = ['', 'median', 'min', 'max', 'images/s', 'GFLOP/s', '/native', '/best', 'checkpoint'];
const GPU_HEAD = ['dispatches', 'submits', 'kB up', 'MB held'];

/**
 * @param {readonly Row[]} rows of one network
 * @returns {string}
 */
export function networkTable(rows) {
  const hasGpu = rows.some(({ dispatchesPerStep }) => dispatchesPerStep !== undefined);
  const head = hasGpu ? [...HEAD, ...GPU_HEAD] : HEAD;
  const body = rows.map((row) => cells(rows, row));
  const widths = head.map((title, column) => {
    const lengths = body.filter((line) => line.length > 2 || column === 0).map((line) => line[column]?.length ?? 0);
    return Math.max(title.length, ...lengths);
  });
  const line = (/** @type {string[]} */ parts, /** @type {string | undefined} */ note) => {
    const padded = parts.slice(0, head.length).map((part, column) => {
      const width = widths[column] ?? 0;
      return column === 0 ? part.padEnd(width) : part.padStart(width);
    });
    return `  ${padded.join('  ')}${note === undefined ? '' : `  (${note})`}`.trimEnd();
  };
  return [line(head, undefined), ...rows.map((row, index) => line(body[index] ?? [], row.note))].join('\n');
}

/** The columns of the README's table. */
const README_COLUMNS = [
  { title: 'this engine, in a tab', engine: 'fitting-room' },
  { title: 'augmented', engine: 'fitting-room-augmented' },
  { title: 'PyTorch, native', engine: 'pytorch' },
  { title: 'Keras, native', engine: 'keras' },
];

/**
 * The table of the README, in Markdown: medians, and this engine's against the fastest native peer's.
 * @param {readonly Row[]} rows of all networks, on one backend
 * @param {(network: string) => string} nameOf
 */
export function readmeTable(rows, nameOf) {
  const head = ['network', ...README_COLUMNS.map(({ title }) => title), 'to the faster peer', 'checkpoint'];
  const whole = (/** @type {number | undefined} */ ms) => (ms === undefined ? '' : ms.toFixed(0));
  const body = [...new Set(rows.map(({ network }) => network))].map((network) => {
    const of = (/** @type {string} */ engine) => rows.find((row) => row.network === network && row.engine === engine);
    const median = (/** @type {string} */ engine) => of(engine)?.msPerStep?.median;
    const ours = median('fitting-room');
    const natives = rows.filter((row) => row.network === network && row.backend === 'native');
    const fastest = Math.min(...natives.flatMap(({ msPerStep }) => (msPerStep === null ? [] : [msPerStep.median])));
    const ratio = ours === undefined || !Number.isFinite(fastest) ? '' : (ours / fastest).toFixed(2);
    const times = README_COLUMNS.map(({ engine }) => whole(median(engine)));
    return [nameOf(network), ...times, ratio, whole(of('fitting-room')?.checkpointMs)];
  });
  return [head, head.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Kernels below this share of the step are listed as one. */
const LEAST_SHARE = 0.002;

/**
 * @param {string} name
 * @param {readonly [string, number][]} kernels
 */
export function kernelTable(name, kernels) {
  const total = kernels.reduce((sum, [, ms]) => sum + ms, 0);
  const shown = kernels.filter(([, ms]) => ms >= LEAST_SHARE * total);
  const rest = kernels.slice(shown.length).reduce((sum, [, ms]) => sum + ms, 0);
  const restName = `${kernels.length - shown.length} more`;
  const lines = [...shown, ...(rest > 0 ? [/** @type {const} */ ([restName, rest])] : [])].map(
    ([kernel, ms]) => `  ${ms.toFixed(2).padStart(10)} ms ${((100 * ms) / total).toFixed(1).padStart(5)} %  ${kernel}`,
  );
  return [`  ${name}, by kernel: ${total.toFixed(1)} ms a step`, ...lines].join('\n');
}
