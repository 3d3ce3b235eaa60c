import type { TableFigures } from './class-figures.ts';

/** What is said of the areas under the ROC curves beside a table by class, on screen and on paper. */

/** Why a class of this table has no area. */
export function whyNoAuc(table: TableFigures | undefined): string {
  return table?.aucFrom === 'nothing'
    ? 'This epoch came without its areas, and without the answers to single images they could be had from'
    : 'No image of this class, or none of another: no area';
}

export function isAucRounded(table: TableFigures | undefined): boolean {
  return table?.aucFrom === 'rounded';
}

/** What stands below a table whose areas are marked as rounded. */
export const AUC_IS_ROUNDED =
  '≈ AUC of probabilities as an older version kept them, rounded to 1/65,535: the third decimal may be too low.';
