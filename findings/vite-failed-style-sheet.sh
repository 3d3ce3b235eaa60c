#!/usr/bin/env bash
# Vite: a part whose style sheet failed is there without it the second time, and nobody hears of it.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --prefix . vite@8.3.8 rolldown@1.2.19 linkedom@0.18.12
echo "globalThis.loadPart = () => import('./part.js');" > page.js
echo "import './part.css'; export const name = 'part';" > part.js
echo '.part { color: red; }' > part.css
cat > show.mjs <<'JS'
import { readFileSync, writeFileSync } from 'node:fs';
import { parseHTML } from 'linkedom';
import { build } from 'vite';

const { version } = JSON.parse(readFileSync('node_modules/vite/package.json', 'utf8'));
const rolldownOptions = { input: 'page.js', output: { entryFileNames: 'page.js' } };
await build({ configFile: false, logLevel: 'silent', base: './', build: { rolldownOptions } });
writeFileSync('dist/package.json', '{ "type": "module" }');

// A page that fetches nothing: what a network would answer is said to each link by hand.
const { window, document, Event } = parseHTML('<!doctype html><html><head></head><body></body></html>');
Object.assign(globalThis, { window, document, Event });
await import(`file://${process.cwd()}/dist/page.js`);

/** Asks for the part. @returns how many sheets it asked for, and how it ended when these were answered so */
async function partWhen(answer) {
  for (const link of document.querySelectorAll('link')) link.remove();
  const loading = globalThis.loadPart().then(({ name }) => `the ${name} is there`, ({ message }) => message.replace(/ for .*/, ''));
  const sheets = [...document.querySelectorAll('link[rel=stylesheet]')];
  for (const sheet of sheets) sheet.dispatchEvent(new Event(answer));
  return `style sheets asked for: ${sheets.length}, then "${await loading}"`;
}

const [first, second] = [await partWhen('error'), await partWhen('load')];
console.log(`vite ${version}`);
console.log('expected: import() after a style sheet that failed asks for that sheet again, or fails again');
console.log(`seen:     first time, ${first}; second time, ${second}`);
const failed = first === 'style sheets asked for: 1, then "Unable to preload CSS"';
const unstyled = second === 'style sheets asked for: 0, then "the part is there"';
process.exitCode = failed && unstyled ? 0 : 1;
JS
node show.mjs
