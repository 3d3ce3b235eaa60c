import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/webgpu';
import { env, type TensorInfo } from '@tensorflow/tfjs-core';

/**
 * Runs our own compute programs inside TensorFlow.js' command encoder, in order with its own. Its `runWebGPUProgram`
 * writes one tensor a program, uploads every shape at every call and keeps disposed tensors until the next submit; here
 * a program writes as many tensors as it likes, in place too, constant parameters are uploaded once, and a disposed
 * tensor's buffer is free for the next program at once (they run in order, so nothing can overtake).
 *
 * This is the only file that touches private members of the backend; they are those of version 4.22, which is frozen.
 */

export type Workgroups = readonly [number, number, number];

export interface Parameter {
  readonly name: string;
  readonly type: 'u32' | 'f32';
  readonly value: number;
}
export const u32 = (name: string, value: number): Parameter => ({ name, type: 'u32', value });
export const f32 = (name: string, value: number): Parameter => ({ name, type: 'f32', value });

/** A tensor's element as WGSL sees it, or raw words of a buffer that belongs to no tensor. */
type Binding = TensorInfo | { readonly words: GPUBuffer };

export interface Program {
  /** Unique to the WGSL text. */
  readonly key: string;
  /** Everything but the bindings, which are arrays by the names below, and `params`. */
  readonly code: () => string;
  readonly reads: Readonly<Record<string, Binding>>;
  /** Written, or updated in place. None of them may be read through `reads` as well. */
  readonly writes: Readonly<Record<string, TensorInfo>>;
  readonly params: readonly Parameter[];
  /** Whether the parameters differ from step to step. Those that don't are uploaded once. */
  readonly paramsChange?: boolean;
  readonly workgroups: Workgroups;
}

interface Internals {
  computePassEncoder: GPUComputePassEncoder | null;
  readonly commandEncoder: GPUCommandEncoder | null;
  dispatchCountInPass: number;
  readonly uniformPendingDisposal: GPUBuffer[];
}

type Pipeline = GPUComputePipeline | Promise<GPUComputePipeline>;

interface State {
  readonly pipelines: Map<string, Pipeline>;
  readonly constants: Map<string, GPUBuffer>;
}

const states = new WeakMap<WebGPUBackend, State>();

function stateOf(gpu: WebGPUBackend): State {
  const known = states.get(gpu);
  if (known !== undefined) return known;
  const state: State = { pipelines: new Map(), constants: new Map() };
  states.set(gpu, state);
  return state;
}

const isTensor = (binding: Binding): binding is TensorInfo => 'dataId' in binding;

function elementType(binding: Binding): string {
  if (!isTensor(binding)) return 'u32';
  return binding.dtype === 'int32' ? 'i32' : 'f32';
}

function shaderText(program: Program): string {
  const declarations = [
    ...Object.entries(program.reads).map(([name, binding]) => ['read', name, elementType(binding)] as const),
    ...Object.entries(program.writes).map(([name, binding]) => ['read_write', name, elementType(binding)] as const),
  ].map(([access, name, type], index) => {
    return `@group(0) @binding(${index}) var<storage, ${access}> ${name} : array<${type}>;`;
  });
  const members = program.params.map(({ name, type }) => `${name} : ${type},`).join(' ');
  const params =
    program.params.length === 0
      ? ''
      : `struct Params { ${members} };\n@group(0) @binding(${declarations.length}) var<uniform> params : Params;`;
  return `${declarations.join('\n')}\n${params}\n${program.code()}`;
}

function describePipeline(device: GPUDevice, program: Program): GPUComputePipelineDescriptor {
  const module = device.createShaderModule({ code: shaderText(program), label: program.key });
  const types: GPUBufferBindingType[] = [
    ...Object.keys(program.reads).map(() => 'read-only-storage' as const),
    ...Object.keys(program.writes).map(() => 'storage' as const),
    ...(program.params.length === 0 ? [] : ['uniform' as const]),
  ];
  // Not 'auto': that leaves out bindings which a variant of a program happens not to use.
  const bindings = device.createBindGroupLayout({
    entries: types.map((type, binding) => ({ binding, visibility: GPUShaderStage.COMPUTE, buffer: { type } })),
  });
  const layout = device.createPipelineLayout({ bindGroupLayouts: [bindings] });
  return { label: program.key, layout, compute: { module } };
}

/** Undefined while only compiling: the pipeline is then on its way. */
function pipelineOf(gpu: WebGPUBackend, program: Program): GPUComputePipeline | undefined {
  const { pipelines } = stateOf(gpu);
  const known = pipelines.get(program.key);
  if (env().getBool('WEBGPU_ENGINE_COMPILE_ONLY')) {
    if (known === undefined) {
      pipelines.set(program.key, gpu.device.createComputePipelineAsync(describePipeline(gpu.device, program)));
    }
    return undefined;
  }
  if (known !== undefined && !(known instanceof Promise)) return known;
  const compiled = gpu.device.createComputePipeline(describePipeline(gpu.device, program));
  pipelines.set(program.key, compiled);
  return compiled;
}

/** Resolves when every pipeline asked for while only compiling is ready to use. */
export async function pipelinesReady(gpu: WebGPUBackend): Promise<void> {
  const { pipelines } = stateOf(gpu);
  await Promise.all([...pipelines].map(async ([key, pipeline]) => pipelines.set(key, await pipeline)));
}

function paramsBuffer(gpu: WebGPUBackend, program: Program): GPUBuffer {
  const words = new Uint32Array(Math.ceil(program.params.length / 4) * 4);
  const floats = new Float32Array(words.buffer);
  for (const [index, { type, value }] of program.params.entries()) {
    if (type === 'u32') words[index] = value;
    else floats[index] = value;
  }
  const usage = GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST;
  if (program.paramsChange === true) {
    // The queue writes ahead of the encoder, so this buffer must not be reused before the next submit.
    const buffer = gpu.bufferManager.acquireBuffer(words.byteLength, usage);
    gpu.queue.writeBuffer(buffer, 0, words);
    internalsOf(gpu).uniformPendingDisposal.push(buffer);
    return buffer;
  }
  const { constants } = stateOf(gpu);
  const content = words.join();
  const known = constants.get(content);
  if (known !== undefined) return known;
  const buffer = gpu.device.createBuffer({ size: words.byteLength, usage });
  gpu.queue.writeBuffer(buffer, 0, words);
  constants.set(content, buffer);
  return buffer;
}

function internalsOf(gpu: WebGPUBackend): Internals {
  return gpu as unknown as Internals;
}

/** The tensor's buffer, filled from its values on the CPU or new if need be. */
function bufferOf(gpu: WebGPUBackend, binding: Binding): GPUBuffer {
  if (!isTensor(binding)) return binding.words;
  gpu.uploadToGPU(binding.dataId);
  const { resource } = gpu.tensorMap.get(binding.dataId);
  if (!(resource instanceof GPUBuffer)) throw new TypeError('a tensor of ours is not in a GPU buffer');
  return resource;
}

/** A new tensor, whose values are whatever its buffer held before. */
export function makeTensor(gpu: WebGPUBackend, shape: readonly number[]): TensorInfo {
  return gpu.makeTensorInfo([...shape], 'float32');
}

/** Frees a tensor that only our own programs have used; its buffer is at once free for the next. */
export function freeTensor(gpu: WebGPUBackend, tensor: TensorInfo): void {
  gpu.disposeData(tensor.dataId);
}

/** Records a program; while only compiling, asks for its pipeline instead. */
export function runProgram(gpu: WebGPUBackend, program: Program): void {
  const pipeline = pipelineOf(gpu, program);
  if (pipeline === undefined) return;
  const buffers = [...Object.values(program.reads), ...Object.values(program.writes)].map((binding) =>
    bufferOf(gpu, binding),
  );
  if (program.params.length > 0) buffers.push(paramsBuffer(gpu, program));
  const bindGroup = gpu.device.createBindGroup({
    layout: pipeline.getBindGroupLayout(0),
    entries: buffers.map((buffer, binding) => ({ binding, resource: { buffer } })),
  });
  // Uploads end the pass, so it is begun only now.
  gpu.ensureCommandEncoderReady();
  const internals = internalsOf(gpu);
  internals.computePassEncoder ??= internals.commandEncoder?.beginComputePass() ?? null;
  const pass = internals.computePassEncoder;
  if (pass === null) throw new TypeError('the backend has no command encoder');
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, bindGroup);
  pass.dispatchWorkgroups(...program.workgroups);
  internals.dispatchCountInPass++;
  // The backend may hold a copy of a tensor on the CPU from an earlier read; it is stale now.
  for (const { dataId } of Object.values(program.writes)) {
    const data: { values?: unknown } = gpu.tensorMap.get(dataId);
    data.values = null;
  }
  if (internals.dispatchCountInPass >= env().getNumber('WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE')) {
    gpu.endComputePassEncoder();
    gpu.submitQueue();
  }
}
