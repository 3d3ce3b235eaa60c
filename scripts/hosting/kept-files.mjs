import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/** @typedef {{ path: string, sha256: string }} KeptFile */

/** The dataset's sheets are kept by the engine, which can tell whether they are right; the others are for hosts. */
const LEFT_OUT = [/^data\/.*\.png$/, /^data\/LICENSE\.txt$/, /^_headers$/, /^404\.html$/, /^sw\.js$/, /\.map$/];

/** @type {(bytes: Uint8Array | string) => string} */
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/**
 * The built files that the service worker keeps for offline use, and a name for just these contents.
 * @param {string} dist
 * @returns {{ version: string, files: KeptFile[] }} paths relative to `dist`, with slashes
 */
export function keptFiles(dist) {
  const files = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(dist.length + 1)
        .split(sep)
        .join('/'),
    )
    .filter((path) => !LEFT_OUT.some((pattern) => pattern.test(path)))
    .sort()
    .map((path) => ({ path, sha256: sha256(readFileSync(join(dist, path))) }));
  return { version: sha256(JSON.stringify(files)).slice(0, 16), files };
}
