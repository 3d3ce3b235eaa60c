/** Types, lint and format, import rules, lock file, unused code: `npm run check`. Seconds, no browser. */
import { pathToFileURL } from 'node:url';
import { lockFileProblems } from './lock-file.mjs';
import { runTool } from './run.mjs';

const TYPESCRIPT = ['page', 'worker', 'tests', 'tools'].map((name) => ({
  name: `types of the ${name}`,
  run: () => runTool('typescript/bin/tsc', ['-p', `tsconfig.${name}.json`, '--pretty', 'false'], { capture: true }),
}));

const CHECKS = [
  ...TYPESCRIPT,
  {
    name: 'lint and format',
    run: () => runTool('@biomejs/biome/bin/biome', ['check', '--error-on-warnings'], { capture: true }),
  },
  { name: 'imports', run: checkImports },
  { name: 'lock file', run: checkLockFile },
  { name: 'unused code', run: () => runTool('knip/bin/knip.js', ['--no-progress'], { capture: true }) },
];

/** dependency-cruiser is content when it understood nothing, so the modules it read are counted too. */
async function checkImports() {
  const rules = ['--config', 'scripts/import-rules.mjs'];
  const cruised = ['src', 'scripts/bench/page.ts', 'scripts/bench/workers', 'scripts/reproduce/page.ts'];
  const ended = await runTool('dependency-cruiser/bin/dependency-cruise.mjs', [...rules, ...cruised], {
    capture: true,
  });
  const [, modules, dependencies] = /(\d+) modules, (\d+) dependencies cruised/.exec(ended.output) ?? [];
  if (Number(modules ?? 0) > 0 && Number(dependencies ?? 0) > 0) return ended;
  return { ok: false, output: `${ended.output}\nno modules were read\n` };
}

/** @returns {Promise<import('./run.mjs').Ended>} */
async function checkLockFile() {
  const problems = lockFileProblems();
  return { ok: problems.length === 0, output: problems.join('\n') };
}

/** @returns {Promise<{ passed: number, failed: number }>} */
export async function check() {
  const started = Date.now();
  const results = await Promise.all(CHECKS.map(async ({ name, run }) => ({ name, ...(await run()) })));
  for (const { name, ok, output } of results) {
    console.log(`${ok ? 'ok    ' : 'FAILED'} ${name}`);
    if (!ok) console.log(output.trimEnd());
  }
  const passed = results.filter(({ ok }) => ok).length;
  console.log(`${passed} of ${results.length} checks passed in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return { passed, failed: results.length - passed };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { failed } = await check();
  process.exitCode = failed === 0 ? 0 : 1;
}
