import { MAX_NORM_EPSILON, type UpdateRule } from '../../ops/optimizer-update.ts';
import { COLUMN_LANES, columnMain } from './columns.ts';
import { flatMain } from './flat.ts';
import { updateFunction } from './update-rules.ts';

/** The WGSL of the optimiser's update and max-norm; optimizer-update.ts says which parameter takes which. */

const SCALE = /* wgsl */ `
  fn scaleOf(squares : f32, limit : f32) -> f32 {
    let norm = sqrt(squares);
    return min(norm, limit) / (${MAX_NORM_EPSILON} + norm);
  }
`;

const forEach = (targets: number, text: (n: number) => string): string =>
  Array.from({ length: targets }, (_, n) => text(n)).join('\n');

/** 16 threads a column. The workgroups in the second dimension are the parameters. */
export function wholeColumnsCode(rule: UpdateRule, targets: number): string {
  return columnMain(
    `${SCALE}${forEach(targets, (n) => updateFunction(rule, n))}`,
    /* wgsl */ `
      var squares = 0.0;
      ${forEach(
        targets,
        (n) => /* wgsl */ `
      if (group.y == ${n}u && column < params.columns${n}) {
        for (var row = lane; row < params.rows${n}; row += ${COLUMN_LANES}u) {
          let moved = update${n}(row * params.columns${n} + column);
          squares += moved * moved;
        }
      }`,
      )}
      let total = addLanes(vec2<f32>(squares, 0.0), local).x;
      ${forEach(
        targets,
        (n) => /* wgsl */ `
      if (group.y == ${n}u && column < params.columns${n} && params.limit${n} > 0.0) {
        let scale = scaleOf(total, params.limit${n});
        for (var row = lane; row < params.rows${n}; row += ${COLUMN_LANES}u) {
          weights${n}[row * params.columns${n} + column] *= scale;
        }
      }`,
      )}
    `,
  );
}

/** Columns of a workgroup of `shortColumnsCode`. */
export const SHORT_THREADS = 64;

/** One thread a column; neighbouring threads have neighbouring columns. */
export function shortColumnsCode(rule: UpdateRule, targets: number): string {
  return /* wgsl */ `
    ${SCALE}
    ${forEach(targets, (n) => updateFunction(rule, n))}
    @compute @workgroup_size(${SHORT_THREADS})
    fn main(@builtin(workgroup_id) group : vec3<u32>, @builtin(local_invocation_index) local : u32) {
      let column = group.x * ${SHORT_THREADS}u + local;
      var squares = 0.0;
      ${forEach(
        targets,
        (n) => /* wgsl */ `
      if (group.y == ${n}u && column < params.columns${n}) {
        for (var row = 0u; row < params.rows${n}; row++) {
          let moved = update${n}(row * params.columns${n} + column);
          squares += moved * moved;
        }
        if (params.limit${n} > 0.0) {
          let scale = scaleOf(squares, params.limit${n});
          for (var row = 0u; row < params.rows${n}; row++) { weights${n}[row * params.columns${n} + column] *= scale; }
        }
      }`,
      )}
    }
  `;
}

/** One thread a column of a chunk of rows; leaves the chunks' sums of squares in `parts`. */
export function chunksCode(rule: UpdateRule): string {
  return `
    ${updateFunction(rule, 0)}
    ${flatMain(/* wgsl */ `
      let column = index % params.columns;
      let chunk = index / params.columns;
      if (chunk >= params.chunks) { return; }
      var squares = 0.0;
      let first = chunk * params.chunkRows;
      for (var row = first; row < min(params.rows, first + params.chunkRows); row++) {
        let moved = update0(row * params.columns + column);
        squares += moved * moved;
      }
      parts[index] = squares;
    `)}
  `;
}

/** Max-norm by the columns' finished `squares`, which `chunksCode` began. */
export const SHORTEN_CODE = `
  ${SCALE}
  ${flatMain(/* wgsl */ `
    if (index >= params.elements) { return; }
    weights[index] *= scaleOf(squares[index % params.columns], params.limit);
  `)}
`;
