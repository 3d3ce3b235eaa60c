import { noteWidth } from './mark-layout.ts';

/** Other runs on a chart: each has a place, and with it a colour. */

/** As many as there are colours for. */
export const OTHER_RUNS_LIMIT = 5;

export interface OtherRun {
  readonly name: string;
  /** As the chart names it: its name and, among few, what is different about it. */
  readonly words: string;
}

/** Of the piece of line behind a name, in pixels. */
export const OTHER_SAMPLE_WIDTH = 20;

/** What its name takes on a chart, in pixels: the names of marks keep out of it. */
export function otherNameWidth({ words }: OtherRun, textSize: number): number {
  return noteWidth(words, textSize) + OTHER_SAMPLE_WIDTH;
}

/** @param place 0..4 */
export function otherColour(place: number): string {
  return `var(--chart-run-${place + 1})`;
}
