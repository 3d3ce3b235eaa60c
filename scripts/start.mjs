/** Installs what is missing, builds what is out of date and serves the app: `npm start [-- --port N --host ADDRESS]`. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureInstalled } from './install.mjs';

const ROOT = join(import.meta.dirname, '..');
const SOURCES = ['index.html', 'package-lock.json', 'public', 'scripts/hosting', 'src', 'vite.config.ts'];

/**
 * @param {string} path
 * @returns {number} when the file, or the newest file or folder below it, was changed; ms since 1970
 */
function newestChange(path) {
  const entry = statSync(path);
  if (!entry.isDirectory()) return entry.mtimeMs;
  return Math.max(entry.mtimeMs, ...readdirSync(path).map((name) => newestChange(join(path, name))));
}

async function start() {
  const { port, host } = parseArgs({ options: { port: { type: 'string' }, host: { type: 'string' } } }).values;
  ensureInstalled();
  const { build, preview } = await import('vite');

  const built = join(ROOT, 'dist', 'index.html');
  const changed = Math.max(...SOURCES.map((source) => newestChange(join(ROOT, source))));
  if (!existsSync(built) || statSync(built).mtimeMs < changed) {
    console.log('Building…');
    await build({ root: ROOT, logLevel: 'warn' });
  }
  const server = await preview({
    root: ROOT,
    preview: { ...(port === undefined ? {} : { port: Number(port) }), ...(host === undefined ? {} : { host }) },
  });
  console.log('Fitting Room is at');
  server.printUrls();
}

await start().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
