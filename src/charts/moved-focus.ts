/** Where a key of the ARIA grid pattern moves the focus; undefined for a key that doesn't move it. */
export interface GridPosition {
  readonly row: number;
  readonly column: number;
}

export function movedFocus(
  { row, column }: GridPosition,
  key: string,
  withControl: boolean,
  rowCount: number,
  columnCount: number,
): GridPosition | undefined {
  switch (key) {
    case 'ArrowUp':
      return { row: Math.max(0, row - 1), column };
    case 'ArrowDown':
      return { row: Math.min(rowCount - 1, row + 1), column };
    case 'ArrowLeft':
      return { row, column: Math.max(0, column - 1) };
    case 'ArrowRight':
      return { row, column: Math.min(columnCount - 1, column + 1) };
    case 'Home':
      return { row: withControl ? 0 : row, column: 0 };
    case 'End':
      return { row: withControl ? rowCount - 1 : row, column: columnCount - 1 };
    default:
      return undefined;
  }
}
