/**
 * `npm run speed -- --visits 9`: builds the page, visits it so often in Chromium, each time with an empty cache, and
 * prints how long what took (`e2e/pageSpeed.test.ts`). `docs/performance.md` has the figures.
 */
import { spawnSync } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { requireChromium } from './chromium.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({ options: { visits: { type: 'string', default: '9' } } });
const visits = Number(values.visits);
if (!Number.isInteger(visits) || visits < 1) {
  console.error(`--visits ${values.visits}: it takes a whole number from 1 on`);
  process.exit(2);
}
const browser = requireChromium();
if (browser === undefined) process.exit(1);
run('vite/bin/vite.js', ['build', '--logLevel', 'warn']);
console.log(machine());
run('vitest/vitest.mjs', [
  'run',
  '--project',
  'e2e',
  '-t',
  'is timed',
  'test/e2e/pageSpeed.test.ts',
]);
console.log(machine());

function machine(): string {
  const processors = cpus();
  return `${processors[0]?.model ?? 'CPU'}, ${processors.length} cores, load ${loadavg()[0]!.toFixed(1)}, Node ${process.version}`;
}

function run(script: string, args: readonly string[]): void {
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, CHROME_PATH: browser!, SIS_RNN_SPEED_VISITS: String(visits) },
  });
  if (status !== 0) process.exit(status ?? 1);
}
