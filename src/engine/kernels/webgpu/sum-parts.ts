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

/** Many sums have a thread each; few have 16 each, so that the parts of few sums still have many threads. */
const MANY_SUMS = 4096;
const LANES = 16;

interface Cut {
  /** Sums of a workgroup, and threads of a sum. */
  readonly sums: number;
  readonly lanes: number;
}

function sumCode(sums: PartialSums, cut: Cut): string {
  const threads = cut.sums * cut.lanes;
  const addLanes = /* wgsl */ `
    lanes[local] = sum;
    for (var reach = ${threads / 2}u; reach >= ${cut.sums}u; reach /= 2u) {
      workgroupBarrier();
      if (local < reach) { lanes[local] += lanes[local + reach]; }
    }
    sum = lanes[local];
  `;
  return /* wgsl */ `
    ${constants(sums.constants)}
    var<workgroup> lanes : array<f32, ${threads}>;
    fn store(row : u32, column : u32, value : f32) { ${sums.store} }
    @compute @workgroup_size(${threads})
    fn main(@builtin(workgroup_id) group : vec3<u32>, @builtin(local_invocation_index) local : u32) {
      let elements = params.rows * params.columns;
      let element = group.x * ${cut.sums}u + local % ${cut.sums}u;
      var sum = 0.0;
      if (element < elements) {
        // Four sums at a time: they don't wait for each other, and round less than one long one.
        var four = vec4<f32>();
        for (var part = local / ${cut.sums}u; part < params.parts; part += ${4 * cut.lanes}u) {
          for (var way = 0u; way < 4u; way++) {
            let own = part + way * ${cut.lanes}u;
            if (own < params.parts) { four[way] += sums[own * elements + element]; }
          }
        }
        sum = (four.x + four.y) + (four.z + four.w);
      }
      ${cut.lanes > 1 ? addLanes : ''}
      if (local < ${cut.sums}u && element < elements) {
        store(element / params.columns, element % params.columns, sum);
      }
    }
  `;
}

export function sumParts(gpu: WebGPUBackend, sums: PartialSums): void {
  const elements = sums.rows * sums.columns;
  const cut = elements < MANY_SUMS ? { sums: 16, lanes: LANES } : { sums: 64, lanes: 1 };
  runProgram(gpu, {
    key: `${keyOf(sums.name, sums.constants)} sum ${cut.lanes}`,
    code: () => sumCode(sums, cut),
    reads: { sums: sums.partial, ...sums.reads },
    writes: sums.writes,
    params: [u32('parts', sums.parts), u32('rows', sums.rows), u32('columns', sums.columns)],
    workgroups: [Math.ceil(elements / cut.sums), 1, 1],
  });
}
