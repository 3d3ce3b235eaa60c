import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { hashBuildInputs, recordBuild } from '../build-inputs.mjs';
import { ROOT } from '../run.mjs';
import { headersFile, headersOf, ISOLATION, PAGE_POLICY, WORKER_POLICY } from './host-headers.mjs';
import { keptFiles } from './kept-files.mjs';

const WORKER_SOURCE = join(ROOT, 'src', 'hosting', 'offline.worker.ts');

/**
 * Makes the built files fit for any static host: the page carries its Content-Security-Policy and its version,
 * `_headers` is written, and so is `sw.js`, the service worker, with the list of files it keeps.
 * @returns {import('vite').Plugin[]}
 */
export function hosting() {
  let dist = '';
  let inputs = '';
  return [
    {
      name: 'hosting-build',
      apply: 'build',
      configResolved(config) {
        dist = join(config.root, config.build.outDir);
      },
      buildStart() {
        // Before anything is read: what changes while the build goes on is not in it for certain.
        inputs = hashBuildInputs(ROOT);
      },
      transformIndexHtml: () => [
        {
          tag: 'meta',
          attrs: { 'http-equiv': 'Content-Security-Policy', content: PAGE_POLICY },
          injectTo: 'head-prepend',
        },
      ],
      async closeBundle() {
        // Other pages, such as the bench's, are built with the same settings.
        if (dist !== join(ROOT, 'dist')) return;
        await finish(dist);
        recordBuild(ROOT, inputs);
      },
    },
    {
      name: 'hosting-preview',
      configurePreviewServer({ middlewares }) {
        middlewares.use((request, response, next) => {
          const { pathname } = new URL(request.url ?? '/', 'http://localhost');
          for (const [name, value] of Object.entries(headersOf(pathname))) response.setHeader(name, value);
          next();
        });
      },
    },
  ];
}

/** @param {string} dist */
async function finish(dist) {
  writeFileSync(join(dist, '_headers'), headersFile());
  const { version, files } = keptFiles(dist);
  const index = join(dist, 'index.html');
  const page = withVersion(readFileSync(index, 'utf8'), version);
  writeFileSync(index, page);
  writeFileSync(join(dist, '404.html'), withWords(page));
  await buildServiceWorker(dist, { version, files });
}

/**
 * The page's version is in the page, so that the service worker can tell whether a host gave it the right one.
 * @type {(html: string, version: string) => string}
 */
function withVersion(html, version) {
  const marked = html.replace('</title>', `</title>\n    <meta name="version" content="${version}" />`);
  if (marked === html) throw new Error('index.html has no title to put the version behind');
  return marked;
}

/**
 * What hosts show for an address that isn't there: the page itself, which finds the settings of a link whose `#` became
 * `%23` on its way. In a folder further down it finds none of its parts; then the words stay.
 * @type {(html: string) => string}
 */
function withWords(html) {
  const loading = /(<div id="root"><p class="starting">).*?(<[/]p><[/]div>)/;
  if (!loading.test(html)) throw new Error('index.html has no words of loading to put others in their place');
  return html.replace(loading, '$1There is nothing at this address. <a href="./">Open Fitting Room</a>$2');
}

/**
 * A build of its own: a service worker is one classic script, and needs to know what the page's build has written.
 * @param {string} dist
 * @param {ReturnType<typeof keptFiles>} kept
 */
async function buildServiceWorker(dist, { version, files }) {
  await build({
    configFile: false,
    root: ROOT,
    publicDir: false,
    logLevel: 'warn',
    define: {
      KEPT_VERSION: JSON.stringify(version),
      KEPT_FILES: JSON.stringify(files),
      ADDED_HEADERS: JSON.stringify(ISOLATION),
      SCRIPT_HEADERS: JSON.stringify({ 'Content-Security-Policy': WORKER_POLICY }),
    },
    build: {
      outDir: dist,
      emptyOutDir: false,
      target: 'es2023',
      modulePreload: false,
      rolldownOptions: { input: WORKER_SOURCE, output: { format: 'iife', entryFileNames: 'sw.js' } },
    },
  });
}
