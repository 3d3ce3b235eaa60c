import type { TableFigures } from './class-figures.ts';

/** What is said of the areas under the ROC curves beside a table by class, on screen and on paper. */

/** Why a class of this table has no area. */
export function whyNoAuc(table: TableFigures | undefined): string {
  return table?.aucFrom === 'nothing'
    ? 'AUC was not saved for this epoch, nor were the predictions for single images that it could be computed from'
    : 'No images of this class, or none of any other: AUC is undefined';
}

export function isAucRounded(table: TableFigures | undefined): boolean {
  return table?.aucFrom === 'rounded';
}

/** What stands below a table whose areas are marked as rounded. */
export const AUC_IS_ROUNDED = '≈ AUC from rounded probabilities: the third decimal may be too low.';
