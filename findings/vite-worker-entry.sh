#!/usr/bin/env bash
# Vite: a part of a worker imports the worker's own entry, and the setting of the bundler against that is not passed on.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --prefix . vite@8.3.8 rolldown@1.2.19
cat > page.js <<'JS'
new Worker(new URL('./some.worker.js', import.meta.url), { type: 'module' });
JS
cat > some.worker.js <<'JS'
import { shared } from './shared.js';
import('./later.js').then(({ later }) => postMessage(shared + later));
JS
echo "import { shared } from './shared.js'; export const later = shared + ' later';" > later.js
echo "export const shared = String(globalThis.name) + ' shared';" > shared.js
cat > show.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { build } from 'vite';

const version = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version;

/** Does the part that comes later import the worker's entry? */
async function tangled(worker) {
  const { output } = await build({
    configFile: false,
    logLevel: 'silent',
    worker: { format: 'es', ...worker },
    build: { write: false, rolldownOptions: { input: 'page.js' } },
  });
  const later = output.find(({ fileName }) => fileName.includes('later-'));
  return /some\.worker-/.test(later.code ?? later.source);
}

const alone = await tangled({});
const asSetting = await tangled({ rolldownOptions: { preserveEntrySignatures: 'strict' } });
const asPlugin = await tangled({
  plugins: () => [{ name: 'strict', options: (options) => ({ ...options, preserveEntrySignatures: 'strict' }) }],
});
console.log(`vite ${version('vite')}, rolldown ${version('rolldown')}`);
console.log("expected: nothing imports a worker's entry, at the latest with worker.rolldownOptions.preserveEntrySignatures 'strict'");
console.log(`seen:     its part imports it: ${alone}; with the setting: ${asSetting}; with a plugin that sets the same: ${asPlugin}`);
process.exitCode = alone && asSetting && !asPlugin ? 0 : 1;
JS
node show.mjs
