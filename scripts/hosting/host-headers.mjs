/**
 * What a host should send with the built files: written to `dist/_headers` (Netlify and Cloudflare Pages read it there),
 * sent by `npm run preview`, and as far as a host can't be told, by the page's own meta element and service worker.
 */

/**
 * Scripts, styles and connections from the page's own origin only; no inline script, no inline style element, no eval.
 * Pictures may come from memory: charts are saved as PNG through a blob, and a picture of your own may be a data URL.
 * `frame-ancestors` is left out on purpose: anybody may embed the page.
 */
export const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Workers have a policy of their own, that of their script's response: it is they who compile WebAssembly. */
export const WORKER_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "connect-src 'self'",
  "worker-src 'self'",
].join('; ');

/** Cross-origin isolation: without these headers there is no SharedArrayBuffer, so no threads in the wasm backend. */
export const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  // An isolated page of somebody else may embed this one.
  'Cross-Origin-Resource-Policy': 'cross-origin',
};

/** Asked for again each time, and answered "not modified" while it is the same. */
const REVALIDATED = { 'Cache-Control': 'no-cache' };
const IMMUTABLE = { 'Cache-Control': 'public, max-age=31536000, immutable' };

/**
 * No header is set by two rules that match one path: Netlify and Cloudflare join such values. The dataset's files keep
 * their names when they change, so the network is asked; the engine keeps them by the hash of their pixels and asks only
 * for those it doesn't have.
 * @type {readonly { readonly path: string, readonly headers: Readonly<Record<string, string>> }[]}
 */
const RULES = [
  { path: '/*', headers: { ...ISOLATION, 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer' } },
  { path: '/', headers: { 'Content-Security-Policy': PAGE_POLICY, ...REVALIDATED } },
  { path: '/index.html', headers: { 'Content-Security-Policy': PAGE_POLICY, ...REVALIDATED } },
  { path: '/sw.js', headers: { 'Content-Security-Policy': WORKER_POLICY, ...REVALIDATED } },
  { path: '/assets/*', headers: { 'Content-Security-Policy': WORKER_POLICY, ...IMMUTABLE } },
  { path: '/data/*', headers: REVALIDATED },
];

/** The text of `_headers`. */
export function headersFile() {
  return RULES.map(({ path, headers }) =>
    [path, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`), ''].join('\n'),
  ).join('\n');
}

/**
 * @param {string} path of a request, from the site's root, with its slash and without a query
 * @returns {Record<string, string>}
 */
export function headersOf(path) {
  const matching = RULES.filter((rule) =>
    rule.path.endsWith('*') ? path.startsWith(rule.path.slice(0, -1)) : path === rule.path,
  );
  return Object.assign({}, ...matching.map(({ headers }) => headers));
}
