import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type Program, runProgram, u32 } from './encoder.ts';
import { constants, keyOf } from './flat.ts';

/** Adds up the parts of split sums in an order that never changes. */

export interface PartialSums {
  readonly name: string;
  readonly constants: Readonly<Record<string, number>>;
  /** [parts, rows, columns] */
  readonly partial: TensorInfo;
  readonly parts: number;
  readonly rows: number;
  readonly columns: number;
  readonly reads: Program['reads'];
  readonly writes: Program['writes'];
  /** WGSL statements that write `value`, the finished sum of `row` and `column`. */
  readonly store: string;
}

/** A workgroup finishes 16 sums with 16 threads each: many parts of few sums still have many threads. */
const SUMS = 16;
const LANES = 16;

export function sumParts(gpu: WebGPUBackend, sums: PartialSums): void {
  runProgram(gpu, {
    key: `${keyOf(sums.name, sums.constants)} sum`,
    code: () => /* wgsl */ `
      ${constants(sums.constants)}
      var<workgroup> lanes : array<f32, ${SUMS * LANES}>;
      fn store(row : u32, column : u32, value : f32) { ${sums.store} }
      @compute @workgroup_size(${SUMS * LANES})
      fn main(@builtin(workgroup_id) group : vec3<u32>, @builtin(local_invocation_index) local : u32) {
        let elements = params.rows * params.columns;
        let element = group.x * ${SUMS}u + local % ${SUMS}u;
        var sum = 0.0;
        if (element < elements) {
          for (var part = local / ${SUMS}u; part < params.parts; part += ${LANES}u) {
            sum += sums[part * elements + element];
          }
        }
        lanes[local] = sum;
        for (var half = ${(SUMS * LANES) / 2}u; half >= ${SUMS}u; half /= 2u) {
          workgroupBarrier();
          if (local < half) { lanes[local] += lanes[local + half]; }
        }
        if (local < ${SUMS}u && element < elements) {
          store(element / params.columns, element % params.columns, lanes[local]);
        }
      }
    `,
    reads: { sums: sums.partial, ...sums.reads },
    writes: sums.writes,
    params: [u32('parts', sums.parts), u32('rows', sums.rows), u32('columns', sums.columns)],
    workgroups: [Math.ceil((sums.rows * sums.columns) / SUMS), 1, 1],
  });
}
