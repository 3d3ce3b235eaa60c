/** The parts of the wasm backend's package that it ships without types. */
declare module '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.worker.js' {
  export const wasmWorkerContents: string;
}
declare module '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.js' {
  import type { WasmModuleFactory } from './wasm.ts';

  const factory: WasmModuleFactory;
  export default factory;
}
declare module '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.js' {
  import type { WasmModuleFactory } from './wasm.ts';

  const factory: WasmModuleFactory;
  export default factory;
}
