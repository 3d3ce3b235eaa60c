/** Other runs on a chart: each has a place, and with it a colour. */

/** As many as there are colours for. */
export const OTHER_RUNS_LIMIT = 5;

export interface OtherRun {
  readonly name: string;
  /** Of its line in the legend, in pixels: the names of marks keep out of it. */
  readonly legendWidth: number;
}

/** @param place 0..4 */
export function otherColour(place: number): string {
  return `var(--chart-run-${place + 1})`;
}
