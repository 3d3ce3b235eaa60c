import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { buildKernels } from './scripts/kernels.mjs';

/** Cross-origin isolation: without these headers there is no SharedArrayBuffer, so no threads in the wasm backend. */
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

export default defineConfig({
  /** Relative, so that the build works from any path of any host. */
  base: './',
  plugins: [react(), { name: 'wasm-kernels', buildStart: buildKernels }],
  // The scanner does not follow `new Worker`: with both entries named, nothing is found late and no page reloads for it.
  optimizeDeps: { entries: ['index.html', 'src/engine/engine.worker.ts', 'src/runs/store.worker.ts'] },
  server: { headers: isolation },
  preview: { headers: isolation },
  build: { target: 'es2023', chunkSizeWarningLimit: 2000 },
  worker: {
    format: 'es',
    rolldownOptions: {
      output: {
        // The default minifier breaks the threaded wasm glue of TensorFlow.js: `ReferenceError: e is not defined`.
        minify: { compress: false, mangle: true, codegen: { removeWhitespace: true } },
      },
    },
  },
});
