/** The parts of the wasm backend's package that it ships without types, as far as they are used. */

interface TfjsWasmModule {
  readonly cwrap: (name: string, result: string | null, parameters: string[]) => (...values: number[]) => number;
  readonly _malloc: (bytes: number) => number;
  readonly _free: (offset: number) => void;
  /** The instance's exports, their names shortened; the unthreaded builds' memory is one of them. */
  readonly asm: Readonly<Record<string, unknown>>;
}
type TfjsWasmFactory = (settings: {
  readonly wasmMemory?: WebAssembly.Memory;
  readonly locateFile: (file: string) => string;
  readonly onAbort: (reason: unknown) => void;
}) => Promise<import('@tensorflow/tfjs-backend-wasm/dist/backend_wasm').BackendWasm['wasm'] & TfjsWasmModule>;

declare module '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.js' {
  const factory: TfjsWasmFactory;
  export default factory;
}
declare module '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.js' {
  const factory: TfjsWasmFactory;
  export default factory;
}
