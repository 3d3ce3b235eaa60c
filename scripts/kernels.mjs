/**
 * Compiles the wasm kernels from AssemblyScript: with and without shared memory (threads), with and without fused
 * multiply-add (relaxed SIMD). Does nothing when the results were compiled from just these sources, with these flags.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
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

/** Beside the results: what they were compiled from. */
const record = join(built, 'compiled-from.txt');

/** @returns {string} a hash of the sources, of the compiler's flags and of its version */
function hashInputs() {
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules/assemblyscript/package.json'), 'utf8'));
  const hash = createHash('sha256').update(JSON.stringify({ version, COMMON, VARIANTS }));
  for (const file of readdirSync(sources).sort()) hash.update(file).update(readFileSync(join(sources, file)));
  return hash.digest('hex');
}

/** Brings src/engine/kernels/wasm/built/ up to date. */
export async function buildKernels() {
  const inputs = hashInputs();
  const isCompiled = VARIANTS.every(({ name }) => existsSync(join(built, `${name}.wasm`)));
  if (isCompiled && existsSync(record) && readFileSync(record, 'utf8') === inputs) return;
  mkdirSync(built, { recursive: true });
  const { default: asc } = await import('assemblyscript/asc');
  for (const { name, flags } of VARIANTS) {
    const entry = join(sources, 'index.ts');
    const { error, stderr } = await asc.main([entry, '--outFile', join(built, `${name}.wasm`), ...COMMON, ...flags]);
    if (error) throw new Error(`the wasm kernels do not compile:\n${stderr.toString()}`, { cause: error });
  }
  writeFileSync(record, inputs);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await buildKernels();
