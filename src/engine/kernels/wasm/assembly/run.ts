import { normApplyItem, normGradientItem, normMomentsItem, normSumsItem } from './batch-norm';
import { convolveItem } from './conv2d';
import { convolveGradientsItem } from './conv2d-gradients';
import { denseFinishItem, denseInputGradientItem, denseItem, denseKernelGradientItem } from './dense';
import { dropoutItem } from './dropout';
import { awaitDone, awaitJob, claim, finishItem, jobOp, publish, workers } from './jobs';
import { columnScaleItem, columnSquaresItem } from './max-norm';
import { maxPoolGradientItem, maxPoolItem } from './max-pool';
import * as op from './ops';
import { optimizeItem } from './optimizers';
import { reluGradientItem } from './relu-gradient';
import { sumPartsItem } from './sum-parts';

/** The table from an op's number to the code of one item. */
function work(which: i32, item: i32): void {
  switch (which) {
    case op.CONVOLVE:
      return convolveItem(item);
    case op.CONVOLVE_GRADIENTS:
      return convolveGradientsItem(item);
    case op.SUM_PARTS:
      return sumPartsItem(item);
    case op.DENSE:
      return denseItem(item);
    case op.DENSE_FINISH:
      return denseFinishItem(item);
    case op.DENSE_KERNEL_GRADIENT:
      return denseKernelGradientItem(item);
    case op.DENSE_INPUT_GRADIENT:
      return denseInputGradientItem(item);
    case op.MAX_POOL:
      return maxPoolItem(item);
    case op.MAX_POOL_GRADIENT:
      return maxPoolGradientItem(item);
    case op.NORM_MOMENTS:
      return normMomentsItem(item);
    case op.NORM_APPLY:
      return normApplyItem(item);
    case op.NORM_SUMS:
      return normSumsItem(item);
    case op.NORM_GRADIENT:
      return normGradientItem(item);
    case op.DROPOUT:
      return dropoutItem(item);
    case op.RELU_GRADIENT:
      return reluGradientItem(item);
    case op.OPTIMIZE:
      return optimizeItem(item);
    case op.COLUMN_SQUARES:
      return columnSquaresItem(item);
    case op.COLUMN_SCALE:
      return columnScaleItem(item);
    default:
      unreachable();
  }
}

/** Runs all items of a job whose arguments are set, with the workers' help, and returns when all are done. */
export function run(which: i32, items: i32): void {
  if (items < 2 || workers() == 0) {
    for (let item = 0; item < items; item++) work(which, item);
    return;
  }
  publish(which, items);
  while (true) {
    const item = claim();
    if (item < 0) break;
    work(which, item);
    finishItem();
  }
  awaitDone(items);
}

/** A worker's whole life. */
export function serve(): void {
  while (awaitJob()) {
    const item = claim();
    if (item < 0) continue;
    work(jobOp(), item);
    finishItem();
  }
}
