import { createServer } from 'node:net';
import { type ProcessGroup, startGroup } from './process-group.ts';
import { type Command, type RemoteBrowser, remoteBrowser, type WebDriver } from './remote-browser.ts';
import { until } from './until.ts';

/**
 * WebKit as Debian has it: WebKitWebDriver, which starts a MiniBrowser and speaks the WebDriver standard over HTTP, on a
 * screen of its own (Xvfb), since a MiniBrowser has no headless mode.
 */

export interface WebKitPrograms {
  readonly driver: string;
  readonly browser: string;
  readonly screen: string;
}

/** @param moreArguments for the MiniBrowser */
export async function startWebKit(programs: WebKitPrograms, moreArguments: string[] = []): Promise<RemoteBrowser> {
  const started: ProcessGroup[] = [];
  const endAll = async () => {
    for (const group of started.reverse()) await group.end();
  };
  try {
    const { screen, display } = await startScreen(programs.screen);
    started.push(screen);
    const port = await freePort();
    started.push(
      startGroup(programs.driver, [`--port=${port}`], {
        stdio: 'ignore',
        // No graphics processor, no compositor and no desktop to ask.
        env: {
          ...process.env,
          DISPLAY: display,
          WAYLAND_DISPLAY: '',
          GDK_BACKEND: 'x11',
          GTK_A11Y: 'none',
          NO_AT_BRIDGE: '1',
          LIBGL_ALWAYS_SOFTWARE: '1',
          WEBKIT_DISABLE_DMABUF_RENDERER: '1',
        },
      }),
    );
    const address = `http://127.0.0.1:${port}`;
    await until(
      () => request('GET', `${address}/status`).then(String, () => ''),
      (status) => status !== '',
      () => 'WebKitWebDriver did not answer',
    );
    const session = await request('POST', `${address}/session`, {
      capabilities: {
        alwaysMatch: {
          browserName: 'MiniBrowser',
          'webkitgtk:browserOptions': { binary: programs.browser, args: ['--automation', ...moreArguments] },
        },
      },
    });
    const id = typeof session === 'object' && session !== null ? Reflect.get(session, 'sessionId') : undefined;
    return remoteBrowser('WebKit', new HttpDriver(`${address}/session/${id}`, endAll));
  } catch (error) {
    await endAll();
    throw error;
  }
}

const PATHS: Readonly<Record<Command, (parameters: object) => string>> = {
  navigate: () => 'POST /url',
  refresh: () => 'POST /refresh',
  execute: () => 'POST /execute/sync',
  clickElement: (parameters) => `POST /element/${Reflect.get(parameters, 'id')}/click`,
  setWindowRect: () => 'POST /window/rect',
  screenshot: () => 'GET /screenshot',
};

class HttpDriver implements WebDriver {
  readonly #session: string;
  readonly #endAll: () => Promise<void>;

  constructor(session: string, endAll: () => Promise<void>) {
    this.#session = session;
    this.#endAll = endAll;
  }

  send(command: Command, parameters: object = {}): Promise<unknown> {
    const [method = '', path = ''] = PATHS[command](parameters).split(' ');
    return request(method, this.#session + path, method === 'GET' ? undefined : parameters);
  }

  end(): Promise<void> {
    return this.#endAll();
  }
}

/** A page that does not answer for so long is stuck. */
const PATIENCE_MS = 30_000;

/** @throws what the driver says went wrong */
async function request(method: string, address: string, parameters?: object): Promise<unknown> {
  const body = parameters === undefined ? {} : { body: JSON.stringify(parameters) };
  const headers = { 'Content-Type': 'application/json' };
  const response = await fetch(address, { method, headers, ...body, signal: AbortSignal.timeout(PATIENCE_MS) });
  const answer: unknown = await response.json();
  const value: unknown = typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'value') : undefined;
  if (!response.ok) throw new Error(`WebKit: ${JSON.stringify(value)}`);
  return value;
}

/** Xvfb chooses a free display and writes its number to the fourth of its files. */
async function startScreen(executable: string): Promise<{ screen: ProcessGroup; display: string }> {
  const screen = startGroup(executable, ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await new Promise<string>((resolve, reject) => {
    let written = '';
    screen.child.stdio[3]?.on('data', (bytes: Buffer) => {
      written += bytes;
      if (written.includes('\n')) resolve(written.trim());
    });
    screen.child.once('exit', () => reject(new Error('Xvfb ended before it had a display')));
    screen.child.once('error', reject);
  });
  return { screen, display: `:${number}` };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
