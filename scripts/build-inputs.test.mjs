import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildInputs, hashBuildInputs, isUpToDate, recordBuild } from './build-inputs.mjs';
import { ROOT } from './run.mjs';

/** A small project of the same shape. */
let root = '';

/** @type {(path: string, text: string) => void} */
function write(path, text) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** @type {(version: string) => void} */
function build(version) {
  write('dist/index.html', `<meta name="version" content="${version}" />`);
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'build-inputs-'));
  write('index.html', '<p>');
  write('package.json', '{}');
  write('package-lock.json', '{}');
  write('tsconfig.base.json', '{"target":"es2022"}');
  write('vite.config.ts', "import { buildKernels } from './scripts/kernels.mjs';\nimport react from 'react';");
  write('scripts/kernels.mjs', "import { tool } from './deep/tool.mjs'; const FLAGS = ['-O2'];");
  write('scripts/deep/tool.mjs', "const later = () => import('../other.mjs');");
  write('scripts/other.mjs', '1');
  write('scripts/measure.mjs', '1');
  write('public/data/sheet.png', 'pixels');
  write('src/main.tsx', 'main');
  write('src/main.test.ts', 'test');
  write('src/engine/kernels/wasm/built/plain.wasm', 'compiled');
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

describe('what decides the build', () => {
  it.each([
    ['flags of the kernels’ compiler', 'scripts/kernels.mjs', "const FLAGS = ['-O3'];"],
    ['a script that another one imports', 'scripts/deep/tool.mjs', '2'],
    ['a script that is imported later', 'scripts/other.mjs', '2'],
    ['flags of the compiler', 'tsconfig.base.json', '{"target":"es2023"}'],
    ['flags of a part', 'tsconfig.worker.json', '{}'],
    ['the package', 'package.json', '{"imports":{}}'],
    ['a version of a package', 'package-lock.json', '{"a":1}'],
    ['a variable', '.env.production', 'VITE_X=1'],
    ['the configuration', 'vite.config.ts', 'export default {}'],
    ['the page', 'index.html', '<b>'],
    ['a source', 'src/main.tsx', 'niam'],
    ['a new source', 'src/new.ts', ''],
    ['a sheet', 'public/data/sheet.png', 'slexip'],
  ])('%s', (_, path, text) => {
    const before = hashBuildInputs(root);
    write(path, text);
    expect(hashBuildInputs(root)).not.toBe(before);
  });

  it('a name, and whether a file is there', () => {
    const before = hashBuildInputs(root);
    renameSync(join(root, 'src/main.tsx'), join(root, 'src/app.tsx'));
    const renamed = hashBuildInputs(root);
    rmSync(join(root, 'src/app.tsx'));
    expect(new Set([before, renamed, hashBuildInputs(root)]).size).toBe(3);
  });

  it('no time, no test, no other script and nothing that was compiled from the rest', () => {
    const before = hashBuildInputs(root);
    utimesSync(join(root, 'src/main.tsx'), 1, 1);
    write('src/main.test.ts', 'another');
    write('scripts/measure.mjs', '2');
    write('src/engine/kernels/wasm/built/plain.wasm', 'compiled again');
    expect(hashBuildInputs(root)).toBe(before);
  });

  it('of this project: the compiler of the kernels and what the page is served with', () => {
    const inputs = buildInputs(ROOT);
    expect(inputs).toEqual(
      expect.arrayContaining([
        'package.json',
        'scripts/hosting/host-headers.mjs',
        'scripts/kernels.mjs',
        'src/engine/kernels/wasm/assembly/index.ts',
        'tsconfig.base.json',
        'vite.config.ts',
      ]),
    );
    expect(inputs).not.toContain('scripts/measure.mjs');
  });
});

describe('the built app', () => {
  it('is up to date until what it was built from changes, and again when that is taken back', () => {
    expect(isUpToDate(root)).toBe(false);
    const inputs = hashBuildInputs(root);
    build('aa01');
    recordBuild(root, inputs);
    expect(isUpToDate(root)).toBe(true);
    write('scripts/kernels.mjs', "const FLAGS = ['-O3'];");
    expect(isUpToDate(root)).toBe(false);
    write('scripts/kernels.mjs', "import { tool } from './deep/tool.mjs'; const FLAGS = ['-O2'];");
    expect(isUpToDate(root)).toBe(true);
  });

  it('is not when a source changed while it was built, when it is another one, or when it is gone', () => {
    const inputs = hashBuildInputs(root);
    write('src/main.tsx', 'changed meanwhile');
    build('aa01');
    recordBuild(root, inputs);
    expect(isUpToDate(root)).toBe(false);
    recordBuild(root, hashBuildInputs(root));
    expect(isUpToDate(root)).toBe(true);
    build('bb02');
    expect(isUpToDate(root)).toBe(false);
    rmSync(join(root, 'dist'), { recursive: true });
    expect(isUpToDate(root)).toBe(false);
  });
});
