/**
 * `npm test`: runs every stage, shows its output, goes on after a failure and closes with a line that
 * counts what passed and failed. `npm test -- unit lint` runs only those stages.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { requireChromium } from './chromium.ts';
import { wantRedis } from './redis.ts';

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Of vitest's report in JSON, what is read here. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      /** Of every try. */
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

const NONE: Counts = { passed: 0, failed: 0, skipped: 0 };
const ONE_FAILED: Counts = { passed: 0, failed: 1, skipped: 0 };
const ONE_PASSED: Counts = { passed: 1, failed: 0, skipped: 0 };

const root = fileURLToPath(new URL('..', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'sis-rnn-test-'));

/** In the order they run. The end-to-end tests look at what `build` made. */
const STAGES: Readonly<Record<string, () => Promise<Counts>>> = {
  lint: () => check('@biomejs/biome/bin/biome', ['ci', '--colors=off', '.']),
  types: () => check('typescript/bin/tsc', ['-p', '.']),
  unit: () => {
    wantRedis();
    return vitest('unit', 25);
  },
  browser: () => inBrowser('browser', 20),
  build: () => check('vite/bin/vite.js', ['build', '--logLevel', 'warn']),
  e2e: () => inBrowser('e2e', 40),
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(STAGES, name));
if (unknown.length > 0) {
  console.error(
    `no such stage: ${unknown.join(', ')}; there are ${Object.keys(STAGES).join(', ')}`,
  );
  process.exit(2);
}

let total = NONE;
const summary: string[] = [];
/** What passed only when it was tried again, with why it failed at first. */
const secondTries: string[] = [];
for (const [name, stage] of Object.entries(STAGES)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.log(`\n== ${name}`);
  const began = performance.now();
  const counts = await stage();
  total = add(total, counts);
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  summary.push(`${name.padEnd(8)} ${describe(counts)} (${seconds} s)`);
}
rmSync(scratch, { recursive: true, force: true });

console.log(`\n${summary.join('\n')}`);
for (const test of secondTries) console.log(`passed at the second try: ${test}`);
console.log(describe(total));
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

function add(a: Counts, b: Counts): Counts {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  };
}

function describe({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** A tool that passes or fails as a whole. */
async function check(script: string, args: readonly string[]): Promise<Counts> {
  return (await runScript(script, args, 10)) === 0 ? ONE_PASSED : ONE_FAILED;
}

async function inBrowser(project: string, limitMinutes: number): Promise<Counts> {
  const browser = requireChromium();
  if (browser === undefined) return ONE_FAILED;
  process.env['CHROME_PATH'] = browser;
  return vitest(project, limitMinutes);
}

/** Runs one project of vitest and reads its counts; what fails outside a test counts as one failure. */
async function vitest(project: string, limitMinutes: number): Promise<Counts> {
  const file = join(scratch, `${project}.json`);
  const args = ['run', '--project', project, '--reporter=default', '--reporter=json'];
  const status = await runScript(
    'vitest/vitest.mjs',
    [...args, `--outputFile.json=${file}`],
    limitMinutes,
  );
  const counts = readCounts(file);
  return status !== 0 && counts.failed === 0 ? add(counts, ONE_FAILED) : counts;
}

function readCounts(file: string): Counts {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
    for (const { fullName, status, failureMessages } of report.testResults.flatMap(
      ({ assertionResults }) => assertionResults,
    ))
      if (status === 'passed' && failureMessages.length > 0)
        secondTries.push(`${fullName}: ${failureMessages[0]?.split('\n')[0]}`);
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests,
      skipped: report.numPendingTests + report.numTodoTests,
    };
  } catch {
    console.error(`no report was written to ${file}`);
    return ONE_FAILED;
  }
}

/** Runs a script of an installed package and shows its output. Resolves to its exit code; 1 if it was stopped. */
function runScript(script: string, args: readonly string[], limitMinutes: number): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, 'node_modules', script), ...args], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      // A group of its own, so that the browsers it started can be ended with it.
      detached: process.platform !== 'win32',
    });
    const end = () => {
      if (process.platform === 'win32' || child.pid === undefined) child.kill('SIGKILL');
      else process.kill(-child.pid, 'SIGKILL');
    };
    const interrupted = () => {
      end();
      process.exit(130);
    };
    const limit = setTimeout(() => {
      console.error(`stopped after ${limitMinutes} minutes`);
      end();
    }, limitMinutes * 60_000);
    const settle = (code: number) => {
      clearTimeout(limit);
      process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
      resolve(code);
    };
    process.on('SIGINT', interrupted).on('SIGTERM', interrupted);
    child.on('error', (error) => {
      console.error(error.message);
      settle(1);
    });
    child.on('close', (code) => settle(code ?? 1));
  });
}
