/** Programs that reduce a [rows, columns] matrix by column: a workgroup takes 16 columns with 16 threads to each. */

export const COLUMNS = 16;
export const COLUMN_LANES = 16;

/** Rows of a chunk: short enough for many workgroups, long enough for few chunks to merge. */
const SHORTEST_CHUNK = 128;
const MOST_CHUNKS = 256;

export function chooseChunks(rows: number): { readonly count: number; readonly rows: number } {
  const chunkRows = Math.max(SHORTEST_CHUNK, Math.ceil(rows / MOST_CHUNKS));
  return { count: Math.ceil(rows / chunkRows), rows: chunkRows };
}

export function columnGroups(columns: number): number {
  return Math.ceil(columns / COLUMNS);
}

/** `body` sees `group`, `local`, `column` and `lane`; `addLanes` gives the sum over a column's lanes, in fixed order. */
export function columnMain(declarations: string, body: string): string {
  return /* wgsl */ `
    var<workgroup> laneSums : array<vec2<f32>, ${COLUMNS * COLUMN_LANES}>;
    fn addLanes(own : vec2<f32>, local : u32) -> vec2<f32> {
      laneSums[local] = own;
      for (var reach = ${(COLUMNS * COLUMN_LANES) / 2}u; reach >= ${COLUMNS}u; reach /= 2u) {
        workgroupBarrier();
        if (local < reach) { laneSums[local] += laneSums[local + reach]; }
      }
      workgroupBarrier();
      return laneSums[local % ${COLUMNS}u];
    }
    ${declarations}
    @compute @workgroup_size(${COLUMNS * COLUMN_LANES})
    fn main(@builtin(workgroup_id) group : vec3<u32>, @builtin(local_invocation_index) local : u32) {
      let column = group.x * ${COLUMNS}u + local % ${COLUMNS}u;
      let lane = local / ${COLUMNS}u;
      ${body}
    }
  `;
}
