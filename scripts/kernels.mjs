/**
 * Compiles the wasm kernels from AssemblyScript: with and without shared memory (threads), with and without fused
 * multiply-add (relaxed SIMD). Does nothing when the results are newer than every source.
 */
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const sources = join(root, 'src/engine/kernels/wasm/assembly');
const built = join(root, 'src/engine/kernels/wasm/built');

/** 65536 pages = 4 GiB: the import must allow at least the maximum of the memory it will be given. */
const COMMON = ['--runtime', 'stub', '-O3', '--noAssert', '--importMemory', '--maximumMemory', '65536'];
const VARIANTS = [
  { name: 'shared-relaxed', flags: ['--enable', 'simd,threads,relaxed-simd', '--sharedMemory'] },
  { name: 'shared-plain', flags: ['--enable', 'simd,threads', '--sharedMemory'] },
  { name: 'single-relaxed', flags: ['--enable', 'simd,relaxed-simd'] },
  { name: 'single-plain', flags: ['--enable', 'simd'] },
];

const modified = (/** @type {string} */ path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Brings src/engine/kernels/wasm/built/ up to date. */
export async function buildKernels() {
  const newest = Math.max(
    modified(fileURLToPath(import.meta.url)),
    ...readdirSync(sources).map((file) => modified(join(sources, file))),
  );
  const stale = VARIANTS.filter(({ name }) => modified(join(built, `${name}.wasm`)) < newest);
  if (stale.length === 0) return;
  mkdirSync(built, { recursive: true });
  const { default: asc } = await import('assemblyscript/asc');
  for (const { name, flags } of stale) {
    const entry = join(sources, 'index.ts');
    const { error, stderr } = await asc.main([entry, '--outFile', join(built, `${name}.wasm`), ...COMMON, ...flags]);
    if (error) throw new Error(`the wasm kernels do not compile:\n${stderr.toString()}`, { cause: error });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await buildKernels();
