/** Where a WebKit and a Firefox are, for the journeys that every browser must pass: `e2e/other-browsers/`. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** @typedef {{ driver: string, browser: string, screen: string }} WebKitPrograms */

const PATH = (process.env.PATH ?? '').split(delimiter);
/** Where Debian, Ubuntu and Fedora have what is no command of its own. */
const LIBRARIES = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/libexec', '/usr/lib64', '/usr/lib'];

/** @type {(...names: string[]) => string | undefined} */
function command(...names) {
  return names.flatMap((name) => PATH.map((folder) => join(folder, name))).find((path) => existsSync(path));
}

/** @returns {string | undefined} WebKit's own plain browser, of the newest version that is here */
function miniBrowser() {
  return LIBRARIES.filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => /^webkit2?gtk-/.test(name))
        .sort()
        .reverse()
        .map((name) => join(folder, name, 'MiniBrowser')),
    )
    .find((path) => existsSync(path));
}

/** @returns {WebKitPrograms | undefined} */
export function findWebKit() {
  const [driver, browser, screen] = [command('WebKitWebDriver'), miniBrowser(), command('Xvfb')];
  if (driver === undefined || browser === undefined || screen === undefined) return undefined;
  return { driver, browser, screen };
}

/** @returns {string | undefined} */
export function findFirefox() {
  return command('firefox-esr', 'firefox');
}

/** What is looked for, and the Debian packages that bring it. */
const BROWSERS = [
  { name: 'WebKit', find: findWebKit, packages: ['webkit2gtk-driver', 'xvfb'] },
  { name: 'Firefox', find: findFirefox, packages: ['firefox-esr'] },
];

const missing = () => BROWSERS.filter(({ find }) => find() === undefined);

/** @type {(...parameters: string[]) => boolean} */
function aptGet(...parameters) {
  console.log(`$ apt-get ${parameters.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', parameters, { stdio: ['ignore', 'inherit', 'inherit'], env }).status === 0;
}

/**
 * Installs what is not here, where that is possible: as root on Debian.
 * @returns {{ found: string[], missing: string[] }} names of browsers, those that are missing with what brings them
 */
export function ensureOtherBrowsers() {
  const isDebianRoot = process.getuid?.() === 0 && existsSync('/etc/debian_version');
  const wanted = missing();
  if (isDebianRoot && wanted.length > 0 && aptGet('update', '-q')) {
    // One by one: a Debian that has only one of them still gets that.
    for (const { packages } of wanted) aptGet('install', '-q', '-y', '--no-install-recommends', ...packages);
  }
  const stillMissing = missing();
  return {
    found: BROWSERS.filter((browser) => !stillMissing.includes(browser)).map(({ name }) => name),
    missing: stillMissing.map(({ name, packages }) => `${name} (Debian: ${packages.join(', ')})`),
  };
}
