import { createContext } from 'react';

/** The size of all text in a chart, in pixels: on a screen, and on a projector. */
export const TEXT_SIZE = 12;
export const PROJECTED_TEXT_SIZE = 18;

/** For what is drawn within a chart. */
export const ChartTextSize = createContext(TEXT_SIZE);

/** A little more than a digit is wide at a text size of 1. */
const CHARACTER_WIDTH = 0.54;

export function charactersWidth(count: number, textSize: number): number {
  return count * CHARACTER_WIDTH * textSize;
}

/** As many characters of the words as there is room for, the last an ellipsis where some are missing. */
export function fittingWords(words: string, width: number, textSize: number): string {
  const count = Math.max(1, Math.floor(width / charactersWidth(1, textSize)));
  return words.length <= count ? words : `${words.slice(0, count - 1).trimEnd()}…`;
}
