/** How a matrix product is cut up. All of it follows from the shape, so that a run repeats to the bit. */

export interface Tile {
  /** Outputs of a workgroup. */
  readonly rows: number;
  readonly columns: number;
  /** How many of the summed indices are in workgroup memory at a time. */
  readonly depth: number;
  /** Outputs of a thread: this many rows of 4 columns. */
  readonly blockRows: 4 | 8;
  readonly threads: number;
  readonly key: string;
}

/** Enough workgroups to keep a large GPU busy. */
const MANY_WORKGROUPS = 256;
/** A part shorter than this costs more to add up than it wins. */
const SHORTEST_PART = 128;
/** Up to here one pass is quicker than a second dispatch. */
const UNSPLIT_DEPTH = 512;

const count = (length: number, side: number): number => Math.ceil(length / side);

export function chooseTile(rows: number, columns: number, depth: number): Tile {
  const tileColumns = columns <= 16 ? 16 : columns <= 32 ? 32 : 64;
  const isLarge = count(rows, 128) * count(columns, tileColumns) >= MANY_WORKGROUPS / 2;
  const tileRows = isLarge ? 128 : rows <= 32 && tileColumns > 16 ? 32 : 64;
  const blockRows = isLarge ? 8 : 4;
  const tileDepth = depth <= 4 ? 4 : 16;
  return {
    rows: tileRows,
    columns: tileColumns,
    depth: tileDepth,
    blockRows,
    threads: (tileRows / blockRows) * (tileColumns / 4),
    key: `${tileRows}x${tileColumns}x${tileDepth}`,
  };
}

/** How many parts the depth is split into, and the length of each but the last. */
export function chooseParts(
  rows: number,
  columns: number,
  depth: number,
  tile: Tile,
): { count: number; depth: number } {
  const tiles = count(rows, tile.rows) * count(columns, tile.columns);
  const whole = { count: 1, depth };
  if (depth <= UNSPLIT_DEPTH || tiles >= MANY_WORKGROUPS / 2) return whole;
  const wanted = Math.min(Math.floor(MANY_WORKGROUPS / tiles), count(depth, SHORTEST_PART));
  if (wanted <= 1) return whole;
  const partDepth = count(count(depth, wanted), tile.depth) * tile.depth;
  return { count: count(depth, partDepth), depth: partDepth };
}
