/**
 * What the built app was built from: the contents of all files that decide it, as one hash. Contents, because a checkout or
 * a copy gives files times that say nothing. Every build of `dist/` leaves the hash behind; `npm start` compares.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

const CONFIG = 'vite.config.ts';
/** Files and folders beside the configuration and what that imports. */
const INPUTS = ['index.html', 'package.json', 'package-lock.json', 'public', 'src'];
/** The compiler's flags, and the variables that Vite reads. */
const INPUT_NAMES = /^(tsconfig.*\.json|\.env.*)$/;
/** Tests are no part of the app, and what the build writes between the sources is none of them. */
const LEFT_OUT = /\.test\.tsx?$|^src\/engine\/kernels\/wasm\/built\//;
const RELATIVE_IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g;

const RECORD = join('node_modules', '.cache', 'fitting-room', 'build.json');

/**
 * @param {string} root
 * @param {string} path relative to the root
 * @returns {string[]} the file, or all files below the folder
 */
function filesBelow(root, path) {
  const whole = join(root, path);
  if (!existsSync(whole)) return [];
  if (!statSync(whole).isDirectory()) return [path];
  return readdirSync(whole).flatMap((name) => filesBelow(root, join(path, name)));
}

/**
 * @param {string} root
 * @param {string} path of a script, relative to the root
 * @param {Set<string>} found the script and all it imports of this project, from one to the next
 */
function followImports(root, path, found) {
  const whole = join(root, path);
  if (found.has(path) || !existsSync(whole)) return;
  found.add(path);
  for (const [, imported = ''] of readFileSync(whole, 'utf8').matchAll(RELATIVE_IMPORT)) {
    followImports(root, relative(root, join(dirname(whole), imported)), found);
  }
}

/**
 * @param {string} root
 * @returns {string[]} the paths of all files that decide the build, relative to the root, with slashes
 */
export function buildInputs(root) {
  /** @type {Set<string>} */
  const scripts = new Set();
  followImports(root, CONFIG, scripts);
  const named = readdirSync(root).filter((name) => INPUT_NAMES.test(name));
  const files = [...scripts, ...named, ...INPUTS.flatMap((input) => filesBelow(root, input))];
  const paths = files.map((path) => path.split(sep).join('/')).filter((path) => !LEFT_OUT.test(path));
  return [...new Set(paths)].sort();
}

/** @type {(root: string) => string} */
export function hashBuildInputs(root) {
  const hash = createHash('sha256');
  for (const path of buildInputs(root)) {
    const contents = readFileSync(join(root, path));
    hash.update(`${path} ${contents.byteLength}\n`).update(contents);
  }
  return hash.digest('hex');
}

/** @type {(root: string) => string | undefined} the version of the app in `dist/`, as its page has it */
function builtVersion(root) {
  const page = join(root, 'dist', 'index.html');
  if (!existsSync(page)) return undefined;
  return /<meta name="version" content="([0-9a-f]+)"/.exec(readFileSync(page, 'utf8'))?.[1];
}

/**
 * Leaves behind what `dist/` was built from.
 * @param {string} root
 * @param {string} inputs their hash, from before the build
 */
export function recordBuild(root, inputs) {
  const file = join(root, RECORD);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ inputs, version: builtVersion(root) }));
}

/** @type {(root: string) => boolean} whether `dist/` is what a build would make now */
export function isUpToDate(root) {
  const file = join(root, RECORD);
  const version = builtVersion(root);
  if (version === undefined || !existsSync(file)) return false;
  const record = JSON.parse(readFileSync(file, 'utf8'));
  return record.version === version && record.inputs === hashBuildInputs(root);
}
