import type { NetworkId } from '../core/networks.ts';

/**
 * What the study "CNN architecture and parameters tuning for Fashion MNIST dataset" reports of its five networks, in its
 * own words where it gives no figure. Shares, 0..1.
 */
export interface StudyRow {
  readonly network: NetworkId;
  readonly train?: string;
  readonly validation?: number;
  readonly test?: number;
  /** Said instead of a test accuracy. */
  readonly testWords?: string;
  /** The least test accuracy that counts as reproduced. */
  readonly bar: number;
  /** The network is there to overfit: the least train accuracy, and the least it must lie above validation. */
  readonly overfit?: { readonly train: number; readonly gap: number };
}

export const STUDY_ROWS: readonly StudyRow[] = [
  { network: 'conv2dnet', train: 'plateaus early', testWords: 'over 93% inspired it', bar: 0.925 },
  {
    network: 'inceptioncnn',
    train: 'over 99.5%',
    validation: 0.927,
    bar: 0.915,
    overfit: { train: 0.99, gap: 0.06 },
  },
  { network: 'conv2dsimple', train: 'still low', test: 0.928, bar: 0.923 },
  { network: 'conv2dsimple2', train: '96%', validation: 0.93, test: 0.936, bar: 0.93 },
  { network: 'conv2dsimple3', train: '98%', validation: 0.938, test: 0.939, bar: 0.933 },
];
