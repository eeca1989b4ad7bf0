/**
 * `npm run soak -- --minutes 30 --seed 7`: builds the page and drives it at random in Chromium for so long, breaking
 * devices, workers and the page on the way (`e2e/soak.ts`). The same test, short, is part of `npm test`.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { requireChromium } from './chromium.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A flag's number, positive. Ends the process where it is none. */
function numberOf(name: string, text: string): string {
  if (Number(text) > 0) return text;
  console.error(`--${name} ${text}: it takes a number above 0`);
  process.exit(2);
}

function run(script: string, args: readonly string[], env: Readonly<Record<string, string>>): void {
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  if (status !== 0) process.exit(status ?? 1);
}

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
  },
});
const minutes = numberOf('minutes', values.minutes);
const seed = numberOf('seed', values.seed);
const browser = requireChromium();
if (browser === undefined) process.exit(1);
run('vite/bin/vite.js', ['build', '--logLevel', 'warn'], {});
run('vitest/vitest.mjs', ['run', '--project', 'e2e', 'test/e2e/soak.test.ts'], {
  CHROME_PATH: browser,
  SIS_RNN_SOAK_MINUTES: minutes,
  SIS_RNN_SOAK_SEED: seed,
});
