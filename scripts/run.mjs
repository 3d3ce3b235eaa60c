import { spawn } from 'node:child_process';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..');

/**
 * @typedef {object} Ended
 * @property {boolean} ok it ended with status 0
 * @property {string} output stdout and stderr, empty when they were passed through
 */

/**
 * Runs a Node script to its end in the repository root.
 * @param {string} script path below node_modules
 * @param {string[]} parameters
 * @param {{ capture?: boolean, env?: Record<string, string> }} [options]
 * @returns {Promise<Ended>}
 */
export function runTool(script, parameters, { capture = false, env = {} } = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(ROOT, 'node_modules', script), ...parameters], {
      cwd: ROOT,
      stdio: ['ignore', capture ? 'pipe' : 'inherit', capture ? 'pipe' : 'inherit'],
      env: { ...process.env, ...env },
    });
    let output = '';
    const collect = (/** @type {Buffer} */ bytes) => {
      output += bytes;
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.on('error', (error) => resolve({ ok: false, output: String(error) }));
    child.on('close', (status) => resolve({ ok: status === 0, output }));
  });
}
