import type { EpochSummary } from '../epoch-summaries.ts';

/** As many rows as a page of paper has room for. */
const ROWS_LIMIT = 42;

/** All epochs where they fit on a page, else every so many, and with them the best and the last. */
export function thinnedEpochs<Epoch extends Pick<EpochSummary, 'isBest'>>(epochs: readonly Epoch[]): readonly Epoch[] {
  const stride = Math.ceil(epochs.length / (ROWS_LIMIT - 2));
  if (epochs.length <= ROWS_LIMIT) return epochs;
  return epochs.filter((epoch, index) => index % stride === 0 || epoch.isBest || index === epochs.length - 1);
}
