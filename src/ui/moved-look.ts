/**
 * Which image a key moves to in a sheet of `count` images, `columns` a row; undefined for a key that doesn't move. Left
 * and right go on over the ends of rows: previous and next.
 * @param rowsInSight how far Page Up and Page Down go
 */
export function movedLook(
  looked: number,
  key: string,
  count: number,
  columns: number,
  rowsInSight: number,
): number | undefined {
  const by: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
    PageUp: -columns * rowsInSight,
    PageDown: columns * rowsInSight,
    Home: -count,
    End: count,
  };
  const step = by[key];
  if (step === undefined) return undefined;
  const wanted = looked + step;
  // Up from the first row stays in its column; down goes to the last image there is.
  if ((key === 'ArrowUp' || key === 'PageUp') && wanted < 0) return looked % columns;
  return Math.max(0, Math.min(count - 1, wanted));
}
