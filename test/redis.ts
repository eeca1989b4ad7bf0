/** A Redis of the tests' own: which one, and how it is started on a free port of this machine. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { installDebian } from './debian.ts';

/** Undefined where there is none. */
export function findRedis(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, 'redis-server')).find((path) => existsSync(path));
}

/** On Debian as root it is installed where it is missing; elsewhere one line says what is not tested. */
export function wantRedis(): void {
  if (findRedis() !== undefined) return;
  const installed = installDebian('No redis-server here', ['redis-server']);
  if (!installed || findRedis() === undefined)
    console.warn('No redis-server here: the tests of queues are skipped.');
}

export interface TestRedis {
  readonly port: number;
  readonly address: string;
  stop(): Promise<void>;
}

/** Keeps nothing on disk. Resolves when it answers. */
export async function startRedis(...args: readonly string[]): Promise<TestRedis> {
  const port = await freePort();
  const own = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const server = spawn(findRedis()!, [...own, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = new Promise<void>((resolve) => server.on('close', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    server.on('close', () => reject(new Error('redis-server ended')));
    server.stdout.on('data', (text: Buffer) => {
      if (text.toString().includes('Ready to accept connections')) resolve();
    });
  });
  return {
    port,
    address: `redis://127.0.0.1:${port}`,
    async stop() {
      server.kill('SIGKILL');
      await closed;
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
