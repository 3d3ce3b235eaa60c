import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { ISOLATION } from './scripts/hosting/host-headers.mjs';
import { hosting } from './scripts/hosting/hosting-plugin.mjs';
import { buildKernels } from './scripts/kernels.mjs';
import { loneEntries } from './scripts/lone-entries.mjs';
import { textScaledCss } from './scripts/text-scaled-css.mjs';

/** What a page begins with: its own HTML and the script that it names. */
const PAGE_ENTRY = /[/](index[.]html|src[/]main[.]tsx)$/;

export default defineConfig({
  /** Relative, so that the build works from any path of any host. */
  base: './',
  css: { postcss: { plugins: [textScaledCss] } },
  // The pages' own JSX: src/jsx/ says what for.
  plugins: [
    react({ jsxImportSource: '#jsx' }),
    { name: 'wasm-kernels', buildStart: buildKernels },
    hosting(),
    loneEntries(),
  ],
  // zod asks whether `new Function` is allowed, which the page's policy forbids and reports; with this it doesn't ask.
  define: { 'globalThis.__zod_globalConfig': '{"jitless":true}' },
  // The scanner does not follow `new Worker`: with both entries named, nothing is found late and no page reloads for it.
  optimizeDeps: { entries: ['index.html', 'src/engine/engine.worker.ts', 'src/runs/store.worker.ts'] },
  server: { headers: ISOLATION },
  build: {
    target: 'es2023',
    chunkSizeWarningLimit: 2000,
    // What every visit loads is one file: in the fifty it would be else, each is asked for and compressed alone. The entry
    // stays out of it, since the parts that come later import that file.
    rolldownOptions: {
      output: {
        codeSplitting: { groups: [{ name: 'app', tags: ['$initial'], test: (id) => !PAGE_ENTRY.test(id) }] },
      },
    },
  },
  worker: {
    format: 'es',
    plugins: () => [loneEntries()],
  },
});
