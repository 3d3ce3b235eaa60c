/** The contestants under Node on the npm package `webgpu`, for machines with a GPU and no browser. */
import { join } from 'node:path';
import { build } from 'vite';
import { ROOT } from '../run.mjs';
import { processEntrant } from './contestants.mjs';
import { OUT } from './serve.mjs';

/** Not a dependency: 130 MB that only machines with a GPU and no browser need. */
export const WEBGPU_PACKAGE = 'webgpu';

const CONTESTANTS = [
  { engine: 'fitting-room', entry: 'src/engine/bench/engine.ts', name: 'EngineContestant' },
  { engine: 'fitting-room-augmented', entry: 'src/engine/bench/engine.ts', name: 'AugmentedContestant' },
  { engine: 'tfjs', entry: 'scripts/bench/workers/tfjs.ts', name: 'TfjsContestant' },
  { engine: 'jax-js', entry: 'scripts/bench/workers/jax.ts', name: 'JaxContestant' },
];

/** @returns {boolean} */
export function hasWebgpuPackage() {
  try {
    import.meta.resolve(WEBGPU_PACKAGE);
    return true;
  } catch {
    return false;
  }
}

/**
 * Bundles the contestants with all they import.
 * @param {readonly string[]} engines
 * @returns {Promise<import('./contestants.mjs').Entrant[]>}
 */
export async function nodeEntrants(engines) {
  const chosen = CONTESTANTS.filter(({ engine }) => engines.includes(engine));
  const outDir = join(OUT, 'node');
  await build({
    configFile: join(ROOT, 'vite.config.ts'),
    root: ROOT,
    publicDir: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      rolldownOptions: {
        input: Object.fromEntries(chosen.map(({ engine, entry }) => [engine, join(ROOT, entry)])),
        output: { entryFileNames: '[name].mjs' },
      },
    },
  });
  const host = join(import.meta.dirname, 'node-host.mjs');
  return chosen.map(({ engine, name }) =>
    processEntrant(engine, process.execPath, [host, join(outDir, `${engine}.mjs`), name, WEBGPU_PACKAGE]),
  );
}
