/** The page that trains: built once into a folder of its own, and served cross-origin isolated, so that wasm has threads. */
import { createReadStream, existsSync, renameSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { build } from 'vite';
import { ROOT } from '../run.mjs';
import { decode, encode } from './binary-json.mjs';

const HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

/** @type {Record<string, string>} */
const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
};

/** @param {string} folder is there as a whole or not at all afterwards */
export async function buildPage(folder) {
  if (existsSync(folder)) return;
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  await build({
    configFile: join(ROOT, 'vite.config.ts'),
    root: import.meta.dirname,
    publicDir: false,
    logLevel: 'error',
    build: { outDir: unfinished, emptyOutDir: true },
  });
  renameSync(unfinished, folder);
}

/** @param {import('node:http').IncomingMessage} request */
async function readBody(request) {
  /** @type {Buffer[]} */
  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  return new Uint8Array(Buffer.concat(pieces));
}

/**
 * @param {string} folder of `buildPage`
 * @param {(event: import('../../src/protocol/messages.ts').EngineEvent) => void} onEvent
 */
export async function servePage(folder, onEvent) {
  /** @type {unknown} */
  let checkpoint;
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
    if (path === '/events') {
      const body = await readBody(request).catch(() => undefined);
      response.writeHead(204, HEADERS).end();
      if (body !== undefined) onEvent(/** @type {any} */ (decode(body)));
    } else if (path === '/checkpoint') {
      response.writeHead(200, HEADERS);
      for (const part of encode(checkpoint)) response.write(part);
      response.end();
    } else {
      const file = path.startsWith('/data/')
        ? join(ROOT, 'public', path)
        : join(folder, path.replace(/\/$/, '/index.html'));
      if (existsSync(file)) {
        response.writeHead(200, { ...HEADERS, 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream' });
        createReadStream(file).pipe(response);
      } else response.writeHead(404, HEADERS).end();
    }
  });
  await /** @type {Promise<void>} */ (new Promise((resolve) => server.listen(0, '127.0.0.1', resolve)));
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  return {
    address: `http://127.0.0.1:${port}/`,
    /** @param {unknown} value what the page may fetch as `checkpoint` from now on */
    offer: (value) => {
      checkpoint = value;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
