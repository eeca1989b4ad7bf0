/** What is kept of a run, and what becomes of it when the page goes: reloaded, crashed, killed, twice, without room. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { launchOptions } from '../chromium.ts';
import { type Playground, Site, until } from './site.ts';

/** Small enough that a hundred steps take a moment. */
const SMALL = [
  'hidden=4',
  'features=4',
  'mixingWidths=6',
  'injectedNoise=4',
  'mixingSamples=3',
  'mixingSamplesStart=3',
  'mixingSamplesEvaluation=5',
  'validateEvery=10',
  'batch=4',
  'validationSize=8',
  'testSize=8',
].join('&');
const MIRROR = `#v=1&preset=mirror&sequenceLength=2&seed=7&${SMALL}`;

let site: Site;
const opened: BrowserContext[] = [];
beforeAll(async () => {
  site = await Site.open();
});
afterEach(async () => {
  for (const context of opened.splice(0)) await context.close();
});
afterAll(() => site.close());

async function newContext(): Promise<BrowserContext> {
  const context = await site.newContext();
  opened.push(context);
  return context;
}

const runs = (playground: Playground) =>
  playground.page.getByRole('list', { name: 'Kept runs' }).getByRole('listitem');
const offer = (playground: Playground) => playground.page.getByTestId('resume-offer');

/** Pauses, and waits until the browser has the run as it then stands. */
async function paused(playground: Playground): Promise<number> {
  await playground.button('Pause').click();
  await playground.worker('paused');
  const step = await playground.step();
  await playground.page.getByRole('tab', { name: 'Runs' }).click();
  const shown = step.toLocaleString('en');
  await runs(playground)
    .filter({ hasText: 'trains now' })
    .filter({ has: playground.page.getByText(shown, { exact: true }) })
    .waitFor();
  return step;
}

async function exported(playground: Playground, item: string): Promise<Buffer> {
  await playground.button('Export').click();
  const [download] = await Promise.all([
    playground.page.waitForEvent('download'),
    playground.button(item).click(),
  ]);
  return readFileSync(await download.path());
}

const weights = async (playground: Playground) => [
  await exported(playground, 'Weights of SIS-RNN (safetensors)'),
  await exported(playground, 'Weights of VRNN (safetensors)'),
];

/** The points of validation up to a step: those of training are means over what a report happened to span. */
async function validations(playground: Playground, upTo: number): Promise<string[]> {
  const rows = (await exported(playground, 'Metrics as CSV')).toString('utf8').split('\n');
  return rows.filter((row) => row.includes(',validation,') && Number(row.split(',')[0]) <= upTo);
}

/** Step and model. */
const placeOf = (row: string) => row.split(',').slice(0, 2).join();

/** A run of the same link that nothing interrupts, paused after exactly so many steps. */
async function straightTo(step: number, search: string): Promise<Playground> {
  const playground = await site.visitIn(await newContext(), search, MIRROR);
  await playground.stepOf((at) => at >= 1);
  await playground.button('Pause').click();
  await playground.worker('paused');
  for (let at = await playground.step(); at < step; ) {
    await playground.button('Step').click();
    const before = at;
    at = await playground.stepOf((now) => now > before);
  }
  expect(await playground.step()).toBe(step);
  return playground;
}

async function crash(playground: Playground): Promise<void> {
  const session = await playground.page.context().newCDPSession(playground.page);
  const crashed = playground.page.waitForEvent('crash');
  // The page that is to answer is gone.
  session.send('Page.crash').catch(() => {});
  await crashed;
}

describe.each([
  ['wasm', 60],
  ['webgpu', 11],
])('on %s', (backend, more) => {
  test('a run whose page has crashed goes on to the same numbers as one that was left alone', async () => {
    const search = `?backend=${backend}`;
    const context = await newContext();
    const first = await site.visitIn(context, search, MIRROR);
    await first.stepOf((step) => step >= more);
    const step = await paused(first);
    const before = await validations(first, step);
    await crash(first);
    await first.page.close();

    const second = await site.visitIn(context, search, '');
    await offer(second)
      .getByText(`step ${step.toLocaleString('en')}`)
      .waitFor();
    await second.stepOf((at) => at >= 1);
    await second.button('Go on').click();
    await second.stepOf((at) => at >= step + more);
    expect(await offer(second).count()).toBe(0);
    const last = await paused(second);
    expect(before.length).toBeGreaterThan(0);
    expect((await validations(second, step)).slice(0, before.length)).toEqual(before);

    const straight = await straightTo(last, search);
    expect(await weights(second)).toEqual(await weights(straight));
    // One that makes steps in quick succession tells of some validations only: those both told of are the same.
    const points = await validations(straight, last);
    const both = (await validations(second, last)).filter((row) =>
      points.some((point) => placeOf(point) === placeOf(row)),
    );
    expect(both.some((row) => Number(row.split(',')[0]) > step)).toBe(true);
    expect(points).toEqual(expect.arrayContaining(both));
    expect([...second.errors, ...straight.errors]).toEqual([]);
    // Three pages begin in turn, and warm up in turn.
  }, 480_000);
});

/** A browser of its own, with a profile on the disk, that can be killed. */
async function ownBrowser(profile: string) {
  const { args, executablePath = chromium.executablePath() } = launchOptions();
  const port = join(profile, 'DevToolsActivePort');
  rmSync(port, { force: true });
  const child: ChildProcess = spawn(
    executablePath,
    ['--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`, ...args],
    { stdio: 'ignore', detached: true },
  );
  await until(
    async () => existsSync(port) && readFileSync(port, 'utf8').includes('\n'),
    'its port',
  );
  const browser = await chromium.connectOverCDP(
    `http://127.0.0.1:${readFileSync(port, 'utf8').split('\n')[0]}`,
  );
  return {
    context: browser.contexts()[0]!,
    kill: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      // All of its processes, at once: nothing is written any more.
      process.kill(-child.pid!, 'SIGKILL');
      await gone;
      await browser.close().catch(() => {});
    },
  };
}

test('a browser that is killed again and again, in the middle of writing too, loses no kept step', async () => {
  const profile = mkdtempSync(join(tmpdir(), 'sis-rnn-profile-'));
  let kept = 0;
  try {
    for (let kill = 0; kill < 3; kill++) {
      const browser = await ownBrowser(profile);
      const playground = await site.visitIn(browser.context, '?backend=wasm', MIRROR);
      await playground.stepOf((step) => step >= 1);
      if (kill > 0) {
        const told = await offer(playground).textContent();
        const step = Number(/step ([\d,]+)/.exec(told ?? '')![1]!.replaceAll(',', ''));
        expect(step).toBeGreaterThanOrEqual(kept);
        await playground.button('Go on').click();
        await playground.stepOf((at) => at >= step);
      }
      await playground.advances();
      kept = await paused(playground);
      // Each of these hands the run over once more; the last ones are on their way when everything ends.
      for (let i = 0; i < 3; i++) {
        await playground.button('Play').click();
        await playground.advances();
        await playground.button('Pause').click();
      }
      await browser.kill();
    }
    const browser = await ownBrowser(profile);
    const playground = await site.visitIn(browser.context, '?backend=wasm', MIRROR);
    await offer(playground).waitFor();
    await browser.kill();
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
});

test('a second tab of a run trains a copy, and says so', async () => {
  const context = await newContext();
  const first = await site.visitIn(context, '?backend=wasm', MIRROR);
  await first.stepOf((step) => step >= 20);
  const step = await paused(first);
  const second = await site.visitIn(context, '?backend=wasm', MIRROR);
  await second.stepOf((at) => at >= 1);
  await second.page.getByRole('tab', { name: 'Runs' }).click();
  expect(await offer(second).count()).toBe(0);
  await second.button('Go on: Mirror, seed 7').click();
  await second.notice('is open in another tab. Here goes on a copy of it');
  await second.stepOf((at) => at >= step);
  await paused(second);
  // What the second tab trained before it was asked to go on may be kept beside these.
  await runs(second).getByText('Mirror, seed 7, copy').waitFor();
  await runs(second).getByText(step.toLocaleString('en'), { exact: true }).waitFor();
});

test('a run of a file of one’s own goes on with the file after a reload', async () => {
  const context = await newContext();
  const link = `#v=1&preset=your-csv&latent=2&decoderWidths=4&priorWidths=4&${SMALL}`;
  const first = await site.visitIn(context, '?backend=wasm', link);
  await first.page.getByTestId('needs-data').waitFor();
  const rows = Array.from({ length: 200 }, (_, i) => `${Math.sin(i / 3)},${i % 5}`);
  await first.choose('waves.csv', new TextEncoder().encode(`a,b\n${rows.join('\n')}\n`));
  await first.stepOf((step) => step >= 20);
  const step = await paused(first);
  await first.page.reload();
  await offer(first).getByText(`step ${step}`).waitFor();
  await first.button('Go on').click();
  await first.stepOf((at) => at >= step);
  await paused(first);
  await runs(first).filter({ hasText: 'waves.csv' }).getByText('trains now').waitFor();
  expect(first.errors).toEqual([]);
});

test('a link to something else wins over what was kept, and destroys nothing', async () => {
  const context = await newContext();
  const first = await site.visitIn(context, '?backend=wasm', MIRROR);
  await first.stepOf((step) => step >= 20);
  await paused(first);
  await first.page.close();
  const second = await site.visitIn(context, '?backend=wasm', MIRROR.replace('seed=7', 'seed=8'));
  await second.stepOf((at) => at >= 1);
  await second.page.getByRole('tab', { name: 'Runs' }).click();
  await runs(second).getByText('Mirror, seed 7').waitFor();
  expect(await offer(second).count()).toBe(0);
  expect(await second.setting('seed')).toBe('8');
});

test('without room the run trains on, what was kept stays, and the reader is told', async () => {
  const context = await newContext();
  const playground = await site.visitIn(context, '?backend=wasm', MIRROR);
  await playground.stepOf((step) => step >= 20);
  const step = await paused(playground);
  // A browser's quota cannot be made small from outside; what it does then can.
  const fill = (full: boolean) =>
    playground.page.evaluate((isFull) => {
      const { put } = IDBObjectStore.prototype;
      const original = Reflect.get(window, 'originalPut') ?? put;
      Reflect.set(window, 'originalPut', original);
      IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...given) {
        if (isFull && this.name === 'bodies')
          throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
        return Reflect.apply(original, this, given);
      };
    }, full);
  await fill(true);
  await playground.button('Play').click();
  await playground.stepOf((at) => at > step);
  await playground.button('Pause').click();
  await playground.notice('The last state of this run is not kept: the browser has no room for it');
  // The transaction is undone as a whole: what was kept is the run as it was.
  await runs(playground).getByText(step.toLocaleString('en'), { exact: true }).waitFor();
  await fill(false);
  await playground.button('Play').click();
  await playground.advances();
  await paused(playground);
  expect(await playground.page.locator('.runs-problem').count()).toBe(0);
});

test('a browser that keeps nothing says so, trains, and exports a run that another opens', async () => {
  const denied = await site.visitIn(await newContext(), '?backend=wasm', MIRROR, () => {
    Object.defineProperty(window, 'indexedDB', {
      get: () => {
        throw new DOMException('Storage is blocked here.', 'SecurityError');
      },
    });
  });
  await denied.notice('This browser keeps no runs for this page (Storage is blocked here.)');
  await denied.stepOf((step) => step >= 20);
  await denied.button('Pause').click();
  await denied.worker('paused');
  const step = await denied.step();
  await denied.page.getByRole('tab', { name: 'Runs' }).click();
  const [download] = await Promise.all([
    denied.page.waitForEvent('download'),
    denied.button('Export this run').click(),
  ]);
  expect(download.suggestedFilename()).toBe(`mirror-seed-7-step-${step}.run.zip`);
  const file = await download.path();

  const other = await site.visitIn(await newContext(), '?backend=wasm', '');
  await other.stepOf((at) => at >= 1);
  await other.button('Pause').click();
  await other.worker('paused');
  await other.page.getByRole('tab', { name: 'Runs' }).click();
  await other.page.getByLabel('Run file').setInputFiles({
    name: download.suggestedFilename(),
    mimeType: 'application/zip',
    buffer: readFileSync(file),
  });
  await other.stepOf((at) => at === step);
  expect(await other.setting('seed')).toBe('7');
  expect(await weights(other)).toEqual(await weights(denied));
  await runs(other).getByText('trains now').waitFor();
});
