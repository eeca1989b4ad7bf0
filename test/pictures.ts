/**
 * `npm run pictures`: builds the page and makes the pictures of `docs/gallery` and their page anew, from the runs stored
 * in `test/pictures/stored`. Look at what has changed before it is committed. `npm run pictures -- --train` trains those
 * runs anew first, which only a change of what a stored run means asks for.
 */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { requireChromium } from './chromium.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({ options: { train: { type: 'boolean', default: false } } });
const browser = requireChromium();
if (browser === undefined) process.exit(1);
run('vite/bin/vite.js', ['build', '--logLevel', 'warn']);
// One that is no longer taken must not stay behind.
rmSync(join(root, 'docs/gallery'), { recursive: true, force: true });
run('vitest/vitest.mjs', ['run', '--project', 'e2e', 'test/e2e/pictures.test.ts']);

function run(script: string, args: readonly string[]): void {
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      CHROME_PATH: browser!,
      SIS_RNN_PICTURES: values.train ? 'train' : 'renew',
    },
  });
  if (status !== 0) process.exit(status ?? 1);
}
