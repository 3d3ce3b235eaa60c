/**
 * Everything, from a bare clone: installs what is missing, finds or installs a Chromium, and runs the check, the unit
 * tests, the kernels in the browser, the build, the journeys, and a few of them in WebKit and Firefox. A failing stage does not keep the later ones from
 * running. The last line is `N passed, N failed`.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { ensureInstalled } from './install.mjs';
import { ROOT, runTool } from './run.mjs';

const RESULTS = join(ROOT, 'test-results');

/** @typedef {{ passed: number, failed: number, note?: string }} Counts */

/** A stage that ran no test, or could not say what it ran, has failed. */
/** @type {(ok: boolean, counts: Counts) => Counts} */
function settled(ok, { passed, failed }) {
  const silent = failed === 0 && (!ok || passed === 0);
  return { passed, failed: failed + (silent ? 1 : 0) };
}

/**
 * @param {string} file
 * @returns {any} what a JSON reporter wrote; its shape is the tool's own
 */
function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** @type {(project: string) => Promise<Counts>} */
async function vitest(project) {
  const report = join(RESULTS, `${project}.json`);
  const { ok } = await runTool('vitest/vitest.mjs', [
    'run',
    '--config=scripts/vitest.config.ts',
    `--project=${project}`,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  const { numPassedTests = 0, numFailedTests = 0 } = readReport(report) ?? {};
  return settled(ok, { passed: numPassedTests, failed: numFailedTests });
}

/** @type {() => Promise<Counts>} */
async function build() {
  const { ok } = await runTool('vite/bin/vite.js', ['build', '--logLevel=warn']);
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/**
 * @param {string} name of the report
 * @param {string} config
 * @returns {Promise<Counts>}
 */
async function playwright(name, config) {
  const report = join(RESULTS, `${name}.json`);
  const { ok } = await runTool('@playwright/test/cli.js', ['test', `--config=${config}`, '--reporter=list,json'], {
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report, FITTING_ROOM_PORT: String(await freePort()) },
  });
  const { expected = 0, unexpected = 0, flaky = 0 } = readReport(report)?.stats ?? {};
  return settled(ok, { passed: expected, failed: unexpected + flaky });
}

/** What can't be installed here is named in the summary, and counts as nothing. */
/** @type {() => Promise<Counts>} */
async function otherBrowsers() {
  const { found, missing } = (await import('./other-browsers.mjs')).ensureOtherBrowsers();
  const counts =
    found.length === 0
      ? { passed: 0, failed: 0 }
      : await playwright('other-browsers', 'e2e/other-browsers/playwright.config.ts');
  return missing.length === 0 ? counts : { ...counts, note: `not tested: ${missing.join('; ')}` };
}

/** @type {() => Promise<Counts>} */
async function check() {
  return (await import('./check.mjs')).check();
}

/** @type {[string, () => Promise<Counts>][]} */
const STAGES = [
  ['check', check],
  ['unit', () => vitest('unit')],
  ['kernels', () => vitest('kernels')],
  ['build', build],
  ['journeys', () => playwright('journeys', 'e2e/playwright.config.ts')],
  ['other browsers', otherBrowsers],
];

/** @throws {Error} when what the stages need can be neither found nor installed */
async function prepare() {
  ensureInstalled();
  rmSync(RESULTS, { recursive: true, force: true });
  mkdirSync(RESULTS, { recursive: true });
  const { CHROMIUM_VARIABLE, findOrInstallChromium } = await import('./chromium.mjs');
  process.env[CHROMIUM_VARIABLE] = findOrInstallChromium();
}

/** @type {(name: string, stage: () => Promise<Counts>) => Promise<Counts & { name: string }>} */
async function run(name, stage) {
  console.log(`\n=== ${name} ===`);
  try {
    return { name, ...(await stage()) };
  } catch (error) {
    console.log(error);
    return { name, passed: 0, failed: 1 };
  }
}

const results = [];
try {
  await prepare();
  for (const [name, stage] of STAGES) results.push(await run(name, stage));
} catch (error) {
  console.log(error instanceof Error ? error.message : error);
  results.push({ name: 'preparation', passed: 0, failed: 1 });
}
console.log('\n=== summary ===');
for (const { name, passed, failed, note } of results) {
  console.log(`${name}: ${passed} passed, ${failed} failed${note === undefined ? '' : `; ${note}`}`);
}
const passed = results.reduce((sum, counts) => sum + counts.passed, 0);
const failed = results.reduce((sum, counts) => sum + counts.failed, 0);
process.exitCode = failed === 0 ? 0 : 1;
console.log(`${passed} passed, ${failed} failed`);
