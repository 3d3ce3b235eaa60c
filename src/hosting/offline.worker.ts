import { type OfflineRequest, versionLockName } from './offline-messages.ts';

/**
 * The service worker: keeps the files of one version, serves them without a network, and adds the headers of cross-origin
 * isolation where the host can't send them. A version's files are a cache of their own and stay while a page uses them,
 * so tabs of different versions go on side by side. The dataset's sheets pass by: the engine keeps those itself, once it
 * knows that they are right.
 */

declare const self: ServiceWorkerGlobalScope;
/** The build puts these in: scripts/hosting/hosting-plugin.mjs. */
declare const KEPT_VERSION: string;
declare const KEPT_FILES: readonly { readonly path: string; readonly sha256: string }[];
declare const ADDED_HEADERS: Readonly<Record<string, string>>;
declare const SCRIPT_HEADERS: Readonly<Record<string, string>>;

const SCOPE = self.registration.scope;
const CACHE_PREFIX = `fitting-room ${SCOPE} `;
const CACHE = CACHE_PREFIX + KEPT_VERSION;
const PAGE = 'index.html';
/** Their names hold the hash of their contents. */
const HASHED = /^assets\//;
const PATHS = new Set(KEPT_FILES.map(({ path }) => path));

self.addEventListener('install', (event) => {
  // The very first time nothing is waited for, so that a page that needs isolation soon has it; the page asks to keep the
  // files afterwards. An update is complete before it is offered.
  if (self.registration.active !== null) event.waitUntil(keepFiles());
});

self.addEventListener('activate', (event) => {
  // The first page, too, finds all its parts here, though a later version may have replaced them at the host.
  event.waitUntil(self.clients.claim().then(dropUnusedVersions));
});

self.addEventListener('message', (event) => {
  const request: OfflineRequest | undefined = event.data;
  if (request === 'keep') event.waitUntil(keepFiles().then(dropUnusedVersions));
  if (request === 'take-over') event.waitUntil(self.skipWaiting());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const path = pathInScope(request.url);
  if (request.method !== 'GET' || path === undefined) return;
  if (request.mode === 'navigate') {
    if (path === '' || path === PAGE) event.respondWith(answer(request, PAGE));
    return;
  }
  // A retry is for the network.
  const isRetry = request.cache === 'reload' || request.cache === 'no-store';
  if (!isRetry && (PATHS.has(path) || HASHED.test(path))) event.respondWith(answer(request, path));
});

function pathInScope(address: string): string | undefined {
  const { origin, pathname } = new URL(address);
  const whole = origin + pathname;
  return whole.startsWith(SCOPE) ? whole.slice(SCOPE.length) : undefined;
}

async function answer(request: Request, path: string): Promise<Response> {
  // Where the browser has stopped keeping files, or can't read them, the network is still there.
  return withHeaders((await keptAnswer(path).catch(() => undefined)) ?? (await fetch(request)), path);
}

async function keptAnswer(path: string): Promise<Response | undefined> {
  const address = SCOPE + path;
  const own = await (await caches.open(CACHE)).match(address, { ignoreVary: true });
  // A page of an earlier version asks for a part of it that it had not needed so far.
  return own ?? (HASHED.test(path) ? caches.match(address, { ignoreVary: true }) : undefined);
}

/** Made anew, which also clears the mark of a redirect: a browser takes no redirected answer for a page. */
function withHeaders(response: Response, path: string): Response {
  // What the worker may not look into (status 0, such as a redirect of a page) goes on as it is.
  if (response.status === 0 || response.body === null) return response;
  const headers = new Headers(response.headers);
  const added = path.endsWith('.js') ? { ...ADDED_HEADERS, ...SCRIPT_HEADERS } : ADDED_HEADERS;
  for (const [name, value] of Object.entries(added)) headers.set(name, value);
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

/**
 * Keeps what is not kept yet, the page last: where it is, all is.
 * @throws when a file can't be had or is another one; what was kept stays, and the next page asks again
 */
async function keepFiles(): Promise<void> {
  const cache = await caches.open(CACHE);
  const kept = new Set((await cache.keys()).map(({ url }) => pathInScope(url)));
  const missing = KEPT_FILES.filter(({ path }) => path !== PAGE && !kept.has(path));
  await Promise.all(missing.map(({ path, sha256 }) => keepFile(cache, path, sha256)));
  if (!kept.has(PAGE)) await keepPage(cache);
}

async function keepFile(cache: Cache, path: string, sha256: string): Promise<void> {
  const response = (HASHED.test(path) && (await caches.match(SCOPE + path))) || (await download(path));
  if ((await sha256Hex(await response.clone().arrayBuffer())) !== sha256) {
    throw new Error(`${path} is not the file of this version`);
  }
  await cache.put(SCOPE + path, response);
}

/** Hosts may add to a page, so its version is looked for instead of a hash. */
async function keepPage(cache: Cache): Promise<void> {
  const response = await download('');
  const text = await response.clone().text();
  if (!text.includes(KEPT_VERSION)) throw new Error('the page is not that of this version');
  await cache.put(SCOPE + PAGE, response);
}

async function download(path: string): Promise<Response> {
  const response = await fetch(SCOPE + path, { cache: HASHED.test(path) ? 'default' : 'no-cache' });
  if (!response.ok) throw new Error(`${path}: the server answered ${response.status}`);
  return response;
}

async function sha256Hex(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Files of a version that is being installed or waits are its own affair. */
async function dropUnusedVersions(): Promise<void> {
  if (self.registration.installing !== null || self.registration.waiting !== null) return;
  const { held = [] } = await self.navigator.locks.query();
  const inUse = new Set(held.map(({ name }) => name));
  for (const name of await caches.keys()) {
    const version = name.startsWith(CACHE_PREFIX) ? name.slice(CACHE_PREFIX.length) : KEPT_VERSION;
    if (version !== KEPT_VERSION && !inUse.has(versionLockName(SCOPE, version))) await caches.delete(name);
  }
}
