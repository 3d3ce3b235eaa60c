/** Where a Chromium is, and how it is started for tests and measurements. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import { chromium } from 'playwright';

/** Set by scripts/test.mjs for the processes it starts; a person may set it too. */
export const CHROMIUM_VARIABLE = 'FITTING_ROOM_CHROMIUM';

/** What makes WebGPU run on the processor. */
const SOFTWARE_ADAPTER = '--use-webgpu-adapter';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'msedge'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ...[process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => [
      join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
    ]),
];

/** @returns {string | undefined} the path of a Chromium that is here already */
function findChromium() {
  const named = process.env[CHROMIUM_VARIABLE];
  if (named) {
    if (!existsSync(named)) throw new Error(`${CHROMIUM_VARIABLE} names ${named}, which does not exist`);
    return named;
  }
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...PLACES, chromium.executablePath(), ...onPath].find((path) => path !== '' && existsSync(path));
}

/** @type {(command: string, ...parameters: string[]) => boolean} */
function succeeds(command, ...parameters) {
  console.log(`$ ${[basename(command), ...parameters].join(' ')}`);
  return spawnSync(command, parameters, { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;
}

/**
 * Playwright's browser with the libraries it needs, else the system's, else Playwright's alone.
 * @returns {string} the path of a Chromium, installed when none was found
 */
export function findOrInstallChromium() {
  const found = findChromium();
  if (found !== undefined) return found;
  const playwright = [join(import.meta.dirname, '..', 'node_modules', 'playwright', 'cli.js'), 'install'];
  const isLinuxRoot = process.platform === 'linux' && process.getuid?.() === 0;
  const isInstalled =
    (isLinuxRoot && succeeds(process.execPath, ...playwright, '--with-deps', 'chromium')) ||
    (isLinuxRoot && succeeds('apt-get', 'update') && succeeds('apt-get', 'install', '-y', 'chromium')) ||
    succeeds(process.execPath, ...playwright, 'chromium');
  const installed = isInstalled ? findChromium() : undefined;
  if (installed === undefined) {
    throw new Error(`no Chromium was found and none could be installed; name one with ${CHROMIUM_VARIABLE}`);
  }
  return installed;
}

/** Quiet, and with a software WebGPU adapter where there is no GPU. */
const ARGUMENTS = [
  '--enable-unsafe-webgpu',
  `${SOFTWARE_ADAPTER}=swiftshader`,
  '--enable-features=Vulkan',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/**
 * For tests: whoever runs them has seen to a Chromium.
 * @returns {import('playwright').LaunchOptions}
 */
export function launchOptions() {
  const executablePath = findChromium();
  return { ...(executablePath === undefined ? {} : { executablePath }), args: ARGUMENTS };
}

/**
 * A Chromium for a command that is no test: installed when none is here.
 * @param {{ softwareGpu?: boolean, moreArguments?: string[] }} [options] without `softwareGpu`, WebGPU is the machine's own or none
 */
export function launchChromium({ softwareGpu = true, moreArguments = [] } = {}) {
  const kept = softwareGpu ? ARGUMENTS : ARGUMENTS.filter((argument) => !argument.startsWith(SOFTWARE_ADAPTER));
  return chromium.launch({ executablePath: findOrInstallChromium(), args: [...kept, ...moreArguments] });
}
