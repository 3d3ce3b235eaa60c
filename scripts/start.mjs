/** Installs what is missing, builds what is out of date and serves the app: `npm start [-- --port N --host ADDRESS]`. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isUpToDate } from './build-inputs.mjs';
import { ensureInstalled } from './install.mjs';

const ROOT = join(import.meta.dirname, '..');

async function start() {
  const { port, host } = parseArgs({ options: { port: { type: 'string' }, host: { type: 'string' } } }).values;
  ensureInstalled();
  const { build, preview } = await import('vite');

  if (!isUpToDate(ROOT)) {
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
