/**
 * `npm start`: builds the page if its sources changed since the last build, serves it on 127.0.0.1,
 * prints the address and opens a browser where there is one.
 */
import { spawn } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';

const root = fileURLToPath(new URL('../../', import.meta.url));
const SOURCES = ['src', 'workers', 'public', 'index.html', 'vite.config.ts', 'package-lock.json'];

if (process.argv.includes('--build') || !isBuilt()) await build({ root, logLevel: 'warn' });
const server = await preview({ root });
const address = server.resolvedUrls?.local[0] ?? 'http://127.0.0.1:4187/';
console.log(`SIS-RNN Playground: ${address}\nCtrl-C stops it.`);
openBrowser(address);

/** True when no source is younger than the built page. */
function isBuilt(): boolean {
  const built = newest(join(root, 'dist', 'index.html'));
  return built > 0 && SOURCES.every((source) => newest(join(root, source)) < built);
}

/** Youngest change, in ms since 1970, of a file or of a folder and all in it (a deletion included); 0 if absent. */
function newest(path: string): number {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined) return 0;
  if (!status.isDirectory()) return status.mtimeMs;
  return readdirSync(path).reduce(
    (latest, name) => Math.max(latest, newest(join(path, name))),
    status.mtimeMs,
  );
}

/** Opens the address in the reader's browser. A machine without one keeps serving: the address is printed. */
function openBrowser(url: string): void {
  const { CI, DISPLAY, WAYLAND_DISPLAY } = process.env;
  const hasScreen =
    process.platform !== 'linux' || DISPLAY !== undefined || WAYLAND_DISPLAY !== undefined;
  if ((CI ?? '') !== '' || !hasScreen) return;
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '""', url]
        : ['xdg-open', url];
  const child = spawn(command!, args, { stdio: 'ignore', detached: true });
  child.on('error', () => {}); // no such command: nothing to open with
  child.unref();
}
