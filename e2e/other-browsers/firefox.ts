import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { type ProcessGroup, startGroup } from './process-group.ts';
import { type Command, type RemoteBrowser, remoteBrowser, type WebDriver } from './remote-browser.ts';
import { until } from './until.ts';

/**
 * Firefox has the commands of the WebDriver standard built in, behind a socket of its own: Marionette
 * (https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html), which geckodriver translates to. Without
 * that translation nothing has to be downloaded.
 */

type Preferences = Readonly<Record<string, string | number | boolean>>;

const QUIET: Preferences = {
  // A free one, which it writes into the profile.
  'marionette.port': 0,
  'app.update.disabledForTesting': true,
  'browser.aboutwelcome.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.page': 0,
  'datareporting.policy.dataSubmissionEnabled': false,
  'datareporting.policy.firstRunURL': '',
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'toolkit.telemetry.reportingpolicy.firstRun': false,
};

/** As the setting "Block all cookies" has it, which takes all storage with the cookies. */
export const COOKIES_BLOCKED: Preferences = { 'network.cookie.cookieBehavior': 2 };

/**
 * @param executable the path of a Firefox
 * @param profile a folder, made anew
 */
export async function startFirefox(
  executable: string,
  profile: string,
  preferences: Preferences = {},
): Promise<RemoteBrowser> {
  await rm(profile, { recursive: true, force: true });
  await mkdir(profile, { recursive: true });
  const lines = Object.entries({ ...QUIET, ...preferences }).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
  );
  await writeFile(join(profile, 'user.js'), lines.join(''));
  const firefox = startGroup(executable, ['--headless', '--marionette', '--no-remote', '--profile', profile], {
    stdio: 'ignore',
    env: { ...process.env, HOME: profile },
  });
  try {
    const portFile = join(profile, 'MarionetteActivePort');
    const port = await until(
      async () => (existsSync(portFile) ? Number(await readFile(portFile, 'utf8')) : 0),
      (found) => found > 0,
      () => 'Firefox opened no port to be driven by',
    );
    const marionette = await Marionette.connect(port, firefox);
    await marionette.call('WebDriver:NewSession', {});
    return remoteBrowser('Firefox', marionette);
  } catch (error) {
    await firefox.end();
    throw error;
  }
}

const NAMES: Readonly<Record<Command, string>> = {
  navigate: 'WebDriver:Navigate',
  refresh: 'WebDriver:Refresh',
  execute: 'WebDriver:ExecuteScript',
  clickElement: 'WebDriver:ElementClick',
  setWindowRect: 'WebDriver:SetWindowRect',
  screenshot: 'WebDriver:TakeScreenshot',
};

/** Both ways a message is its length in bytes, a colon, and JSON: `[0, id, name, parameters]`, `[1, id, error, result]`. */
class Marionette implements WebDriver {
  readonly #socket: Socket;
  readonly #process: ProcessGroup;
  readonly #waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  #received: Buffer = Buffer.alloc(0);
  #lastId = 0;
  readonly #greeted: Promise<void>;
  #greet = (): void => undefined;

  private constructor(socket: Socket, process: ProcessGroup) {
    this.#socket = socket;
    this.#process = process;
    this.#greeted = new Promise((resolve) => {
      this.#greet = resolve;
    });
    socket.on('data', (bytes) => this.#receive(bytes));
    socket.on('close', () => this.#lose(new Error('Firefox closed the connection')));
    socket.on('error', (error) => this.#lose(error));
  }

  static async connect(port: number, process: ProcessGroup): Promise<Marionette> {
    const marionette = new Marionette(connect(port, '127.0.0.1'), process);
    await marionette.#greeted;
    return marionette;
  }

  async send(command: Command, parameters: object = {}): Promise<unknown> {
    const result = await this.call(NAMES[command], parameters);
    // A single value comes wrapped, as in the standard; several come as they are.
    return typeof result === 'object' && result !== null && 'value' in result ? result.value : result;
  }

  call(name: string, parameters: object): Promise<unknown> {
    const id = ++this.#lastId;
    const text = JSON.stringify([0, id, name, parameters]);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
  }

  async end(): Promise<void> {
    this.#socket.destroy();
    await this.#process.end();
  }

  #receive(bytes: Buffer): void {
    this.#received = Buffer.concat([this.#received, bytes]);
    for (;;) {
      const colon = this.#received.indexOf(':');
      const end = colon + 1 + Number(this.#received.subarray(0, Math.max(colon, 0)));
      if (colon < 0 || this.#received.length < end) return;
      const message: unknown = JSON.parse(this.#received.toString('utf8', colon + 1, end));
      this.#received = this.#received.subarray(end);
      if (Array.isArray(message)) this.#answer(message);
      else this.#greet();
    }
  }

  #answer([, id, error, result]: readonly unknown[]): void {
    const waiting = this.#waiting.get(Number(id));
    this.#waiting.delete(Number(id));
    if (error === null) waiting?.resolve(result);
    else waiting?.reject(new Error(`Firefox: ${JSON.stringify(error)}`));
  }

  #lose(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
