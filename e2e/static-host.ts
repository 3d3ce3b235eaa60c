import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { extname, join } from 'node:path';
import { headersOf } from '../scripts/hosting/host-headers.mjs';

const DIST = join(import.meta.dirname, '..', 'dist');
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
};

interface HostOptions {
  /** The folder the app is put into, with slashes around it. */
  readonly base: string;
  /** Whether it sends the headers of `_headers`, as if the folder were the root. */
  readonly sendsHeaders: boolean;
}

/** A plain static host of the built files, on a port of its own. */
export class StaticHost {
  readonly #server: Server;
  /** Paths that were asked for and are not there. */
  readonly missing: string[] = [];
  /** Another edition of the text files, as if another build had been deployed. */
  edit: ((text: string) => string) | undefined;

  private constructor({ base, sendsHeaders }: HostOptions) {
    this.#server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      const path = pathname.startsWith(base) ? pathname.slice(base.length) : undefined;
      this.#read(path).then(
        (body) => {
          const type = TYPES[extname(path || 'index.html')] ?? 'application/octet-stream';
          response.writeHead(200, { ...(sendsHeaders && headersOf(`/${path}`)), 'Content-Type': type }).end(body);
        },
        () => {
          this.missing.push(pathname);
          const headers = { ...(sendsHeaders && headersOf('/404.html')), 'Content-Type': 'text/html' };
          void readFile(join(DIST, '404.html')).then((page) => response.writeHead(404, headers).end(page));
        },
      );
    });
  }

  static async start(options: HostOptions): Promise<{ host: StaticHost; address: string }> {
    const host = new StaticHost(options);
    await new Promise<void>((resolve) => host.#server.listen(0, '127.0.0.1', resolve));
    const address = host.#server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    return { host, address: `http://127.0.0.1:${port}${options.base}` };
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #read(path: string | undefined): Promise<Buffer | string> {
    if (path === undefined) throw new Error('outside of the folder');
    const body = await readFile(join(DIST, path || 'index.html'));
    const isEdited = path === '' || path === 'sw.js';
    return isEdited && this.edit !== undefined ? this.edit(body.toString()) : body;
  }
}
