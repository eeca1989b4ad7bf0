import { type Browser, type BrowserContext, chromium } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchOptions } from '../chromium.ts';
import { Playground } from './site.ts';
import { StaticHost } from './staticHost.ts';

/** Small models, so that every kind of data trains at once on a slow machine. */
const SMALL =
  'hidden=4&features=4&mixingWidths=6&injectedNoise=4&mixingSamples=3&mixingSamplesStart=3&mixingSamplesEvaluation=5&batch=4&validationSize=8&testSize=8';
const MARKUP = '<img src=x onerror="document.title=1">';

let host: StaticHost;
let browser: Browser;
let context: BrowserContext;
let playground: Playground;
/** What was asked of anybody but the page's own folder. */
let elsewhere: string[];

beforeAll(async () => {
  host = await StaticHost.open();
  browser = await chromium.launch(launchOptions());
});
afterAll(async () => {
  await browser.close();
  await host.close();
});

beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  elsewhere = [];
  context.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(host.address) && !/^(data|blob):/.test(url)) elsewhere.push(url);
  });
  playground = new Playground(await context.newPage());
});
afterEach(() => context.close());

function open(link: string): Promise<unknown> {
  return playground.page.goto(`${host.address}?backend=wasm${link}`);
}

test('on a host without headers every kind of data trains and every tab opens: no violation, no request elsewhere', async () => {
  const { page } = playground;
  for (const preset of ['sum', 'digits-rows', 'handwriting', 'sentences', 'mirror']) {
    // A new document each time: the same one would keep the step counter of the run before.
    await page.goto('about:blank');
    await open(`#v=1&preset=${preset}&${SMALL}`);
    await playground.stepOf((step) => step >= 1);
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click();
      await playground.advances();
    }
  }
  // Pictures of figures are made of data, and formulas node by node.
  await page.getByRole('tab').first().click();
  for (const kind of ['PNG', 'SVG']) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: `Save strips as ${kind}` }).click(),
    ]);
    expect(await download.failure()).toBeNull();
  }
  await page.locator('.essay').scrollIntoViewIfNeeded();
  await page.locator('.katex').first().waitFor();
  expect(playground.errors).toEqual([]);
  expect(elsewhere).toEqual([]);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
});

test('eval, scripts within the page, foreign scripts, markup from text and foreign pictures are refused', async () => {
  await open(`#v=1&preset=mirror&${SMALL}`);
  await playground.stepOf((step) => step >= 1);
  const refused = await playground.page.evaluate(async () => {
    const violations: string[] = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
      violations.push(effectiveDirective),
    );
    const throws = (attempt: () => unknown): boolean => {
      try {
        attempt();
        return false;
      } catch {
        return true;
      }
    };
    // What the debugger runs may use eval; what a timer runs may not.
    await new Promise((resolve) => setTimeout(resolve));
    const thrown = [
      // biome-ignore lint/security/noGlobalEval: that it is refused is what is tested
      throws(() => globalThis.eval('1')),
      throws(() => {
        document.body.innerHTML = '<b>markup</b>';
      }),
      throws(() => new Worker('https://example.org/worker.js')),
      throws(() => new Worker(URL.createObjectURL(new Blob(['1'])))),
    ];
    const script = document.createElement('script');
    script.append('document.title = "run"');
    document.body.append(script);
    const image = new Image();
    const loaded = new Promise((resolve) => {
      image.onload = () => resolve(true);
      image.onerror = () => resolve(false);
    });
    image.src = 'https://example.org/a.png';
    const pictured = await loaded;
    return { thrown, pictured, title: document.title, violations };
  });
  expect(refused.thrown).toEqual([true, true, true, true]);
  expect(refused.pictured).toBe(false);
  expect(refused.title).toBe('SIS-RNN Playground');
  // Trusted Types come before script-src, which would refuse the same.
  expect(new Set(refused.violations)).toEqual(new Set(['require-trusted-types-for', 'img-src']));
});

test('the name of a file, its columns and the settings of a link are text, whatever they say', async () => {
  await open(`#v=1&preset=${encodeURIComponent(MARKUP)}&${encodeURIComponent(MARKUP)}=1&seed=3`);
  await playground.notice(`preset = ${MARKUP} is unknown`);
  const rows = Array.from({ length: 400 }, (_, i) => `${Math.sin(i)},${Math.cos(i)}`);
  const csv = `"${MARKUP.replaceAll('"', '""')}",b\n${rows.join('\n')}`;
  await playground.choose(`${MARKUP}.csv`.replaceAll('/', '_'), new TextEncoder().encode(csv));
  await playground.notice(`Read: ${MARKUP}.csv`);
  await playground.advances();
  await playground.choose(`${MARKUP}.idx`, Uint8Array.of(0, 0, 8, 3, 0));
  await playground.notice(`${MARKUP}.idx is cut off`);
  expect(await playground.page.locator('img, [onerror]').count()).toBe(0);
  expect(await playground.page.title()).toBe('SIS-RNN Playground');
  expect(playground.errors).toEqual([]);
  expect(elsewhere).toEqual([]);
});
