import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './run.mjs';

/**
 * Faults npm itself lets into a lock file and a bare clone suffers from: packages of other platforms left out because a
 * registry did not have them (`npm ci` then refuses everywhere), and the addresses of one machine's own mirror.
 * @returns {string[]} a sentence each
 */
export function lockFileProblems() {
  /** @type {Record<string, { optionalDependencies?: Record<string, string>, resolved?: string }>} */
  const packages = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {}, resolved }]) => [
    ...Object.keys(optionalDependencies)
      .filter((name) => !(`node_modules/${name}` in packages) && !(`${path}/node_modules/${name}` in packages))
      .map((name) => `${path} wants ${name}, which package-lock.json does not hold`),
    ...(resolved?.startsWith('http') ? [`${path} names the address ${resolved}`] : []),
  ]);
}
