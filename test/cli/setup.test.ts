import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const script = fileURLToPath(new URL('../../src/cli/setup.mjs', import.meta.url));

type Packages = Readonly<
  Record<string, { readonly version?: string; readonly optional?: boolean }>
>;

const WANTED: Packages = {
  '': { version: '1.0.0' },
  'node_modules/a': { version: '1.2.3' },
  'node_modules/for-another-platform': { version: '4.5.6', optional: true },
};

let clone: string;

beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), 'setup-test-'));
  mkdirSync(join(clone, 'src/cli'), { recursive: true });
  cpSync(script, join(clone, 'src/cli/setup.mjs'));
  // Stands in for the compiler.
  writeFileSync(join(clone, 'src/cli/compile.mjs'), "console.log('compiled');");
  // Stands in for npm: notes how it was called.
  writeFileSync(
    join(clone, 'npm.cjs'),
    `require('fs').writeFileSync(__dirname + '/called', process.argv.slice(2).join(' '));
     process.exit(Number(process.env.NPM_EXIT ?? 0));`,
  );
});

afterEach(() => rmSync(clone, { recursive: true }));

/** Runs the script over a clone with these packages wanted and present. */
function setUp(wanted: Packages | null, present: Packages | null, npmExit = 0) {
  const lock = (packages: Packages) => JSON.stringify({ packages });
  if (wanted !== null) writeFileSync(join(clone, 'package-lock.json'), lock(wanted));
  if (present !== null) {
    mkdirSync(join(clone, 'node_modules'));
    writeFileSync(join(clone, 'node_modules/.package-lock.json'), lock(present));
  }
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(clone, 'src/cli/setup.mjs')],
    {
      encoding: 'utf8',
      env: { ...process.env, npm_execpath: join(clone, 'npm.cjs'), NPM_EXIT: String(npmExit) },
    },
  );
  const note = join(clone, 'called');
  return {
    status,
    compiled: stdout.endsWith('compiled\n'),
    stderr,
    npm: existsSync(note) ? readFileSync(note, 'utf8') : null,
  };
}

test('a fresh clone is installed from the lock file, development packages included', () => {
  const { status, npm, compiled } = setUp(WANTED, null);
  expect(status).toBe(0);
  expect(compiled).toBe(true);
  expect(npm).toMatch(/^ci --include=dev/);
});

test('where all is installed nothing happens; packages of other platforms may be absent', () => {
  const present: Packages = { 'node_modules/a': { version: '1.2.3' } };
  expect(setUp(WANTED, present)).toEqual({
    status: 0,
    compiled: true,
    stderr: '',
    npm: null,
  });
});

test.each<[string, Packages]>([
  ['a package is missing', {}],
  ['a package has another version', { 'node_modules/a': { version: '1.2.4' } }],
  [
    'an optional package has another version',
    {
      'node_modules/a': { version: '1.2.3' },
      'node_modules/for-another-platform': { version: '4.5.5' },
    },
  ],
])('where %s it is installed', (_what, present) => {
  expect(setUp(WANTED, present).npm).toMatch(/^ci /);
});

test('a failed installation and an incomplete clone each end with one clear line', () => {
  expect(setUp(WANTED, null, 3)).toMatchObject({
    status: 1,
    compiled: false,
    stderr: 'npm ci failed: see its message above\n',
  });
  rmSync(join(clone, 'package-lock.json'));
  expect(setUp(null, null)).toMatchObject({
    status: 1,
    stderr: 'package-lock.json cannot be read: is this a complete clone?\n',
  });
});
