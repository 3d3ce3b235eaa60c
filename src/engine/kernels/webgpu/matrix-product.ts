import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { freeTensor, makeTensor, type Program, runProgram, u32 } from './encoder.ts';
import { constants, keyOf } from './flat.ts';
import { sumParts } from './sum-parts.ts';
import { chooseParts, chooseTile, type Tile } from './tiles.ts';

/**
 * The matrix product behind every convolution, dense layer and gradient of theirs: tiles in workgroup memory, a block of
 * outputs in each thread's registers. The operands are never materialised: each is a few lines of WGSL that say where an
 * element comes from. Where the outputs alone are too few to fill a GPU, the depth is split into parts (how many follows
 * from the shape alone), whose sums a second program adds in order: the result is the same at every run.
 */

export interface Operand {
  /**
   * WGSL bodies. `line` turns `index` (the row of the left matrix, the column of the right one) into a vec4<i32> worth
   * keeping, `depth` does so for the index summed over; their `w` is taken. `load` gives the f32 of `line` and `depth`,
   * and is called only for indices within the matrix.
   */
  readonly line: string;
  readonly depth: string;
  readonly load: string;
  /** Which index is next to itself in memory: neighbouring threads then read neighbouring elements. */
  readonly contiguous: 'line' | 'depth';
}

export interface MatrixProduct {
  readonly name: string;
  /** In the WGSL as constants; the kernel's own text may use them too. */
  readonly constants: Readonly<Record<string, number>>;
  readonly rows: number;
  readonly columns: number;
  readonly depth: number;
  readonly left: Operand;
  readonly right: Operand;
  /** What the operands are loaded from. */
  readonly reads: Program['reads'];
  /** What `store` reads beside. */
  readonly storeReads?: Program['reads'];
  readonly writes: Program['writes'];
  /** WGSL statements that write `value`, the finished sum of `row` and `column`. */
  readonly store: string;
}

/** The padding of a line of workgroup memory by one vec4 keeps threads that store a column off each other's banks. */
function operandCode(side: 'left' | 'right', operand: Operand, tileSide: number, tile: Tile): string {
  const lines = tileSide / 4;
  const total = lines * tile.depth;
  const slots = Math.ceil(total / tile.threads);
  const each = (text: (slot: number) => string): string => Array.from({ length: slots }, (_, s) => text(s)).join('\n');
  const lineOf = operand.contiguous === 'line' ? `% ${lines}u` : `/ ${tile.depth}u`;
  const depthOf = operand.contiguous === 'line' ? `/ ${lines}u` : `% ${tile.depth}u`;
  return `
    ${each(
      (s) => `
    let ${side}Line${s} = (local + ${s * tile.threads}u) ${lineOf};
    let ${side}Depth${s} = (local + ${s * tile.threads}u) ${depthOf};
    let ${side}Info${s}0 = ${side}LineInfo(${side}First + ${side}Line${s} * 4u);
    let ${side}Info${s}1 = ${side}LineInfo(${side}First + ${side}Line${s} * 4u + 1u);
    let ${side}Info${s}2 = ${side}LineInfo(${side}First + ${side}Line${s} * 4u + 2u);
    let ${side}Info${s}3 = ${side}LineInfo(${side}First + ${side}Line${s} * 4u + 3u);`,
    )}`;
}

function fillCode(side: 'left' | 'right', tileSide: number, tile: Tile): string {
  const lines = tileSide / 4;
  const total = lines * tile.depth;
  const slots = Math.ceil(total / tile.threads);
  const isExact = total % tile.threads === 0;
  return Array.from({ length: slots }, (_, s) => {
    const fill = `
      let depth = ${side}DepthInfo(start + ${side}Depth${s}, end);
      ${side}Tile[${side}Depth${s} * ${lines + 1}u + ${side}Line${s}] = vec4<f32>(
        ${side}Value(${side}Info${s}0, depth), ${side}Value(${side}Info${s}1, depth),
        ${side}Value(${side}Info${s}2, depth), ${side}Value(${side}Info${s}3, depth));`;
    return isExact ? `{${fill}\n}` : `if (local + ${s * tile.threads}u < ${total}u) {${fill}\n}`;
  }).join('\n');
}

function functionsOf(side: 'left' | 'right', operand: Operand, lines: string): string {
  return `
    fn ${side}LineInfo(index : u32) -> vec4<i32> {
      var info = vec4<i32>();
      if (index < ${lines}) { ${operand.line} info.w = 1; }
      return info;
    }
    fn ${side}DepthInfo(index : u32, end : u32) -> vec4<i32> {
      var info = vec4<i32>();
      if (index < end) { ${operand.depth} info.w = 1; }
      return info;
    }
    fn ${side}Value(line : vec4<i32>, depth : vec4<i32>) -> f32 {
      if (line.w * depth.w == 0) { return 0.0; }
      ${operand.load}
    }`;
}

function productCode(product: MatrixProduct, tile: Tile, store: string): string {
  const { rows, columns, blockRows } = tile;
  const leftLine = rows / 4 + 1;
  const rightLine = columns / 4 + 1;
  const blocks = blockRows / 4;
  const components = ['x', 'y', 'z', 'w'];
  const sums = Array.from({ length: blockRows }, (_, index) => index);
  return /* wgsl */ `
    ${constants(product.constants)}
    var<workgroup> leftTile : array<vec4<f32>, ${tile.depth * leftLine}>;
    var<workgroup> rightTile : array<vec4<f32>, ${tile.depth * rightLine}>;
    ${functionsOf('left', product.left, 'params.rows')}
    ${functionsOf('right', product.right, 'params.columns')}
    fn store(row : u32, column : u32, part : u32, value : f32) {
      if (row >= params.rows || column >= params.columns) { return; }
      ${store}
    }
    @compute @workgroup_size(${tile.threads})
    fn main(@builtin(workgroup_id) group : vec3<u32>, @builtin(local_invocation_index) local : u32) {
      let leftFirst = group.x * ${rows}u;
      let rightFirst = group.y * ${columns}u;
      let begin = group.z * params.partDepth;
      let end = min(begin + params.partDepth, params.depth);
      let blockRow = local / ${columns / 4}u;
      let blockColumn = local % ${columns / 4}u;
      ${sums.map((index) => `var sum${index} = vec4<f32>();`).join('\n')}
      ${operandCode('left', product.left, rows, tile)}
      ${operandCode('right', product.right, columns, tile)}
      for (var step = 0u; step < params.partDepth; step += ${tile.depth}u) {
        let start = begin + step;
        ${fillCode('left', rows, tile)}
        ${fillCode('right', columns, tile)}
        workgroupBarrier();
        for (var k = 0u; k < ${tile.depth}u; k++) {
          let b = rightTile[k * ${rightLine}u + blockColumn];
          ${Array.from({ length: blocks }, (_, block) => {
            const load = `let a${block} = leftTile[k * ${leftLine}u + blockRow * ${blocks}u + ${block}u];`;
            const adds = components.map(
              (c, lane) => `sum${block * 4 + lane} = fma(vec4(a${block}.${c}), b, sum${block * 4 + lane});`,
            );
            return [load, ...adds].join('\n');
          }).join('\n')}
        }
        workgroupBarrier();
      }
      // Only a copy is indexed by the loop: the sums themselves stay in registers, and the text short to compile.
      var block = array<vec4<f32>, ${blockRows}>(${sums.map((index) => `sum${index}`).join(', ')});
      for (var row = 0u; row < ${blockRows}u; row++) {
        for (var column = 0u; column < 4u; column++) {
          store(leftFirst + blockRow * ${blockRows}u + row, rightFirst + blockColumn * 4u + column, group.z,
            block[row][column]);
        }
      }
    }
  `;
}

export function runMatrixProduct(gpu: WebGPUBackend, product: MatrixProduct): void {
  const { rows, columns, depth } = product;
  const tile = chooseTile(rows, columns, depth);
  const parts = chooseParts(rows, columns, depth, tile);
  const key = keyOf(`${product.name} ${tile.key}`, product.constants);
  const partial: TensorInfo | undefined = parts.count > 1 ? makeTensor(gpu, [parts.count, rows, columns]) : undefined;
  runProgram(gpu, {
    key: partial === undefined ? key : `${key} parts`,
    code: () =>
      productCode(
        product,
        tile,
        partial === undefined ? product.store : 'sums[(part * params.rows + row) * params.columns + column] = value;',
      ),
    reads: partial === undefined ? { ...product.reads, ...product.storeReads } : product.reads,
    writes: partial === undefined ? product.writes : { sums: partial },
    params: [u32('rows', rows), u32('columns', columns), u32('depth', depth), u32('partDepth', parts.depth)],
    workgroups: [Math.ceil(rows / tile.rows), Math.ceil(columns / tile.columns), parts.count],
  });
  if (partial === undefined) return;
  sumParts(gpu, {
    name: product.name,
    constants: product.constants,
    partial,
    parts: parts.count,
    rows,
    columns,
    reads: product.storeReads ?? {},
    writes: product.writes,
    store: product.store,
  });
  freeTensor(gpu, partial);
}
