/** Builds the bench page with the product's own settings and serves it cross-origin isolated. */
import { join } from 'node:path';
import { build, preview } from 'vite';
import { ROOT } from '../run.mjs';

export const OUT = join(ROOT, 'node_modules', '.cache', 'bench');

/** @returns {Promise<{ address: string, close: () => Promise<void> }>} */
export async function servePage() {
  const options = {
    configFile: join(ROOT, 'vite.config.ts'),
    root: import.meta.dirname,
    publicDir: /** @type {const} */ (false),
    logLevel: /** @type {const} */ ('error'),
    build: { outDir: join(OUT, 'page'), emptyOutDir: true },
    preview: { host: '127.0.0.1', port: 4190 },
  };
  await build(options);
  const server = await preview(options);
  return { address: server.resolvedUrls?.local[0] ?? '', close: () => server.close() };
}
