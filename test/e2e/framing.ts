/** A page of another origin that holds frames of the built one. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export class FramingHost {
  readonly #server: Server;
  readonly address: string;

  private constructor(server: Server, name: string) {
    this.#server = server;
    this.address = `http://${name}:${(server.address() as AddressInfo).port}/`;
  }

  /**
   * `body` is the HTML of the page. Under the name `localhost` it is of another site than the built page, which is of
   * 127.0.0.1; under that, of another origin of the same site.
   */
  static async open(body: string, name: 'localhost' | '127.0.0.1'): Promise<FramingHost> {
    const server = createServer((_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
      response.end(`<!doctype html><html lang="en"><title>A lecture</title><body>${body}</body>`);
    });
    await new Promise<void>((resolve) => server.listen(0, name, resolve));
    return new FramingHost(server, name);
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}
