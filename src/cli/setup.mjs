/**
 * Runs before `npm start`, `npm test` and the like on what may be a fresh clone, so it is plain
 * JavaScript and imports nothing but Node: checks Node's version and installs what the lock file
 * lists and node_modules lacks, then compiles what the page needs compiled.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = [20, 19];
const root = fileURLToPath(new URL('../../', import.meta.url));

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]))
  stop(
    `Node ${OLDEST_NODE.join('.')} or newer is needed, this is ${process.versions.node}: see https://nodejs.org`,
  );
if (!isInstalled()) install();
await import('./compile.mjs');

/** True when every package of the lock file is installed in its version. Times of files would lie after a checkout. */
function isInstalled() {
  const wanted = packagesOf('package-lock.json');
  const present = packagesOf('node_modules/.package-lock.json');
  if (wanted === null) stop('package-lock.json cannot be read: is this a complete clone?');
  if (present === null) return false;
  return Object.entries(wanted).every(
    ([path, { version, optional, devOptional, peer }]) =>
      path === '' ||
      // Packages of other platforms stay away.
      (optional || devOptional || peer
        ? (present[path]?.version ?? version) === version
        : present[path]?.version === version),
  );
}

/** @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }> | null} */
function packagesOf(lockFile) {
  try {
    return JSON.parse(readFileSync(root + lockFile, 'utf8')).packages;
  } catch {
    return null;
  }
}

function install() {
  console.log('Installing the packages of package-lock.json (once, about a minute) ...');
  // Development packages build and serve the page, so they are asked for whatever NODE_ENV says.
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const options = { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] };
  const { status, error } =
    npm === undefined
      ? spawnSync('npm', args, { ...options, shell: process.platform === 'win32' })
      : spawnSync(process.execPath, [npm, ...args], options);
  if (error !== undefined) stop(`npm could not be started: ${error.message}`);
  if (status !== 0) stop('npm ci failed: see its message above');
}

/** @returns {never} */
function stop(message) {
  console.error(message);
  process.exit(1);
}
