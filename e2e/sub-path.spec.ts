import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { openRoom, setNumber, takeStep } from './room.ts';

const DIST = join(import.meta.dirname, '..', 'dist');
const BASE = '/classes/2026/fitting-room/';
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.png': 'image/png',
};

test('the built files work from a sub-path of a plain static server', async ({ page }) => {
  const missing: string[] = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const file = path.startsWith(BASE) ? path.slice(BASE.length) || 'index.html' : undefined;
    const headers = {
      'Content-Type': TYPES[extname(file ?? '')] ?? 'application/octet-stream',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
    };
    const answer = file === undefined ? Promise.reject(new Error('outside')) : readFile(join(DIST, file));
    answer.then(
      (body) => response.writeHead(200, headers).end(body),
      () => {
        missing.push(path);
        response.writeHead(404).end();
      },
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  await openRoom(page, '?backend=wasm', `http://127.0.0.1:${port}${BASE}`);
  await expect(page.getByText(/wasm, \d+ threads, verified/)).toBeVisible();
  await setNumber(page, 'Training images', 64);
  await setNumber(page, 'Batch size', 64);
  await takeStep(page);
  expect(missing.filter((path) => path !== '/favicon.ico')).toEqual([]);
  server.closeAllConnections();
  server.close();
});
