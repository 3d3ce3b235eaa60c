/** Where what a reproduction needs and leaves is kept. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../run.mjs';

/** Builds, checkpoints and trials: large, and of this machine alone. */
const STATE = join(ROOT, '.reproduce');
export const TRIALS = join(STATE, 'trials');
export const PUBLISHED = join(ROOT, 'public', 'reference');

/** What training depends on. */
const SOURCES = [
  'src',
  'public/data',
  'scripts/reproduce',
  'scripts/kernels.mjs',
  'vite.config.ts',
  'package-lock.json',
];

/** @param {string} name */
export const buildFolder = (name) => join(STATE, 'builds', name);
/** @param {string} id */
export const stateFile = (id) => join(STATE, 'runs', `${id}.state`);

/** @param {string[]} parameters */
function git(...parameters) {
  const { status, stdout } = spawnSync('git', parameters, { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) throw new Error('git could not say which commit this is');
  return stdout.trim();
}

/**
 * The code as it is now. With changes that no commit holds it gets a build of its own each time.
 * @returns {{ commit: string, modified: boolean, build: string }}
 */
export function currentCode() {
  const commit = git('rev-parse', 'HEAD');
  const modified = git('status', '--porcelain', '--', ...SOURCES) !== '';
  return { commit, modified, build: modified ? `${commit}-modified-${Date.now()}` : commit };
}
