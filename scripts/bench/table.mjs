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
  const native = peers.find(({ engine }) => engine === 'pytorch')?.msPerStep?.median;
  return [native === undefined ? '' : number(median / native), number(median / best)];
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

const HEAD = ['', 'median', 'min', 'max', 'images/s', 'GFLOP/s', '/pytorch', '/best', 'checkpoint'];
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
