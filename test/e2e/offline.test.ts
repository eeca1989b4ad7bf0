import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, chromium } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchOptions } from '../chromium.ts';
import { Playground, until } from './site.ts';
import { StaticHost } from './staticHost.ts';

const SMALL =
  'hidden=4&features=4&mixingWidths=6&injectedNoise=4&mixingSamples=3&mixingSamplesStart=3&mixingSamplesEvaluation=5&batch=4&validationSize=8&testSize=8';

let browser: Browser;
let host: StaticHost;
let context: BrowserContext;

beforeAll(async () => {
  browser = await chromium.launch(launchOptions());
});
afterAll(() => browser.close());
beforeEach(async () => {
  host = await StaticHost.open();
  context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
});
afterEach(async () => {
  await context.close();
  await host.close();
});

async function visit(link = '#v=1&preset=mirror'): Promise<Playground> {
  const playground = new Playground(await context.newPage());
  await playground.page.goto(`${host.address}?backend=wasm${link}&${SMALL}`);
  await playground.stepOf((step) => step >= 1);
  return playground;
}

/** Until every file of the page is kept, and the page is served from what is kept. */
function kept({ page }: Playground): Promise<void> {
  return until(
    () =>
      page.evaluate(async () => {
        const { active } = await navigator.serviceWorker.ready;
        return navigator.serviceWorker.controller === active && active?.state === 'activated';
      }),
    'the service worker to serve the page',
  );
}

test('after the first visit everything embedded works with the network off and the host gone', {
  timeout: 600_000,
}, async () => {
  const first = await visit();
  await kept(first);
  await first.page.close();
  await context.setOffline(true);
  await host.close();
  for (const preset of ['sum', 'digits-rows', 'handwriting', 'sentences', 'mirror']) {
    const playground = await visit(`#v=1&preset=${preset}`);
    for (const tab of await playground.page.getByRole('tab').all()) {
      await tab.click();
      await playground.advances();
    }
    await playground.page.locator('.essay').scrollIntoViewIfNeeded();
    await playground.page.locator('.katex').first().waitFor();
    expect(playground.errors).toEqual([]);
    await playground.page.close();
  }
});

test('a newer version says so, disturbs neither run nor other tab, and starts when it is asked for', async () => {
  const one = await visit();
  await kept(one);
  const two = await visit();
  const read = (name: string) =>
    readFileSync(fileURLToPath(new URL(`../../dist/${name}`, import.meta.url)), 'utf8');
  host.replaced.set('index.html', read('index.html').replace('<html ', '<html data-newer '));
  const worker = read('offline.js');
  const newer = worker.replace(/(index\.html[^}]*?)[0-9a-f]{16}/, '$10123456789abcdef');
  expect(newer).not.toBe(worker);
  host.replaced.set('offline.js', newer);

  const step = await one.step();
  await one.page.evaluate(async () => {
    document.body.dataset['mark'] = 'same document';
    await (await navigator.serviceWorker.ready).update();
  });
  const said = one.page.getByLabel('Newer version');
  await said.getByText('A new version is ready.').waitFor();
  await one.stepOf((now) => now > step + 5);

  // The other tab still needs the files of the version before.
  await said.getByRole('button', { name: 'Reload' }).click();
  await said.getByText('once this page is closed in the other tab').waitFor();
  expect(await one.page.locator('body').getAttribute('data-mark')).toBe('same document');
  await one.advances();
  await two.advances();
  await two.page.close();

  // A tab that is closed is counted a moment longer, and the answer then is the same again.
  const reload = said.getByRole('button', { name: 'Reload' });
  await until(async () => {
    if ((await one.page.locator('html[data-newer]').count()) === 1) return true;
    if (await reload.isEnabled({ timeout: 1000 })) await reload.click({ timeout: 1000 });
    return false;
  }, 'the newer version');
  await one.stepOf((now) => now >= 1);
  expect(await one.page.locator('body').getAttribute('data-mark')).toBeNull();
  expect([...one.errors, ...two.errors]).toEqual([]);
});
