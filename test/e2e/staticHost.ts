/** The built page on the plainest of hosts: files under a deep path, no header but their type. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.txt': 'text/plain',
  '.webmanifest': 'application/manifest+json',
};

const FOLDER = '/some/deep/path/';

export class StaticHost {
  readonly #server: Server;
  /** Files that are served in place of those of the build: how a new version appears. */
  readonly replaced = new Map<string, string>();

  address = '';

  private constructor(server: Server) {
    this.#server = server;
  }

  static async open(): Promise<StaticHost> {
    const root = fileURLToPath(new URL('../../dist', import.meta.url));
    if (!existsSync(join(root, 'index.html')))
      throw new Error('the page is not built: run `npm test -- build e2e`');
    const server = createServer(async (request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://host');
      const name = pathname.slice(FOLDER.length) || 'index.html';
      try {
        if (!pathname.startsWith(FOLDER)) throw new Error('outside the folder');
        const content = host.replaced.get(name) ?? (await readFile(join(root, name)));
        response.writeHead(200, {
          'Content-Type': TYPES[extname(name)] ?? 'application/octet-stream',
        });
        response.end(content);
      } catch {
        response.writeHead(404).end();
      }
    });
    const host = new StaticHost(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    host.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}${FOLDER}`;
    return host;
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}
