/** What a click or a key does to the runs that are selected. Those that the filter hides stay as they are. */

/** What keys and clicks are counted from: where the last one was. */
export interface ChoosingStep {
  /** Keys of the rows, in the order shown. */
  readonly shown: readonly string[];
  /** Keys of the runs selected until now, in the order they were. */
  readonly chosen: readonly string[];
  /** Where a range starts: the row that was clicked last. */
  readonly anchor: string | undefined;
}

/** All rows from the anchor to this one are selected, or none of them; without an anchor that is shown, this one alone. */
export function chosenRange({ shown, chosen, anchor }: ChoosingStep, key: string, isChosen: boolean): string[] {
  const from = anchor === undefined ? -1 : shown.indexOf(anchor);
  const to = shown.indexOf(key);
  const range = from < 0 || to < 0 ? [key] : shown.slice(Math.min(from, to), Math.max(from, to) + 1);
  const others = chosen.filter((other) => !range.includes(other));
  if (!isChosen) return others;
  // Those that were selected before keep their places, and with them their colours on the charts.
  return [...chosen, ...range.filter((other) => !chosen.includes(other))];
}

/** Selects every row that is shown; when all are already, none of them. */
export function allToggled({ shown, chosen }: Pick<ChoosingStep, 'shown' | 'chosen'>): string[] {
  const missing = shown.filter((key) => !chosen.includes(key));
  return missing.length > 0 ? [...chosen, ...missing] : chosen.filter((key) => !shown.includes(key));
}

/** How much of what is shown is selected. */
export function chosenOf({ shown, chosen }: Pick<ChoosingStep, 'shown' | 'chosen'>): 'all' | 'some' | 'none' {
  const count = shown.filter((key) => chosen.includes(key)).length;
  if (count === 0) return 'none';
  return count === shown.length ? 'all' : 'some';
}
