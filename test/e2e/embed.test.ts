import { AxeBuilder } from '@axe-core/playwright';
import type { FrameLocator, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { parseLink } from '../../src/state/link.ts';
import { SINGLES } from '../../src/state/screen.ts';
import { FramingHost } from './framing.ts';
import { Playground, Site, until } from './site.ts';

const SIZES =
  'seed=5&hidden=4&features=4&latent=2&mixingWidths=8&injectedNoise=4&batch=4&validationSize=8&testSize=8&mixingSamples=3&mixingSamplesStart=3&mixingSamplesEvaluation=5';
const MIRROR = `#v=1&preset=mirror&${SIZES}`;

let site: Site;
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
  site = await Site.open();
});
afterAll(() => site.close());
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** Opens a page of another origin, in a browser that remembers nothing. */
async function lecture(body: string, name: 'localhost' | '127.0.0.1'): Promise<Playground> {
  const host = await FramingHost.open(body, name);
  closing.push(() => host.close());
  const context = await site.newContext();
  const around = new Playground(await context.newPage());
  closing.push(() => around.close());
  await around.page.goto(host.address);
  return around;
}

const stepOf = async (frame: FrameLocator) =>
  Number(await frame.getByTestId('step-count').getAttribute('data-value'));

const frameOf = (panel: string, more = '') =>
  `<iframe src="${site.address}?backend=wasm&amp;embed=${panel}${more}${MIRROR.replaceAll('&', '&amp;')}" title="A panel" width="600" height="420" style="border: 0"></iframe>`;

async function visit(search: string): Promise<Playground> {
  const playground = await site.visit(`?backend=wasm${search}`, MIRROR);
  closing.push(() => playground.close());
  return playground;
}

const panels = (page: Page) =>
  page.locator('section.panel').evaluateAll((all) => all.map((panel) => panel.className));

test('a frame in a page of another site trains although its storage is shut', async () => {
  const { page, errors } = await lecture(frameOf('posterior'), 'localhost');
  const frame = page.frameLocator('iframe');
  await until(async () => (await stepOf(frame)) >= 3, 'training in the frame');
  await frame.locator('[data-strip]').first().waitFor();
  const storage = page.frames()[1]!.evaluate(() => localStorage.length);
  await expect(storage).rejects.toThrow('SecurityError');
  expect(await frame.getByRole('region', { name: 'Notices' }).textContent()).toBe('');
  expect(errors).toEqual([]);
});

test('a frame shows its panel alone, keeps nothing, rests out of sight and leads to its experiment', async () => {
  const { page, errors } = await lecture(
    `${frameOf('bound', '&amp;theme=dark')}<p style="height: 4000px"></p>`,
    '127.0.0.1',
  );
  const frame = page.frameLocator('iframe');
  await until(async () => (await stepOf(frame)) >= 3, 'training in the frame');
  expect(await frame.locator('.panel').count()).toBe(1);
  await frame
    .getByRole('heading', { name: 'SIS-RNN Playground: Bound' })
    .waitFor({ state: 'attached' });
  for (const absent of ['.essay', '.hints', '.gallery', '[data-testid=resume-offer]'])
    expect(await frame.locator(absent).count()).toBe(0);
  const inside = page.frames()[1]!;
  const found = await inside.evaluate(async () => ({
    theme: document.documentElement.dataset['theme'],
    stored: localStorage.length,
    databases: (await indexedDB.databases()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    scrolls: document.documentElement.scrollHeight > innerHeight,
  }));
  expect(found).toEqual({ theme: 'dark', stored: 0, databases: 0, workers: 0, scrolls: false });

  const open = frame.getByRole('link', { name: /^Open in the playground/ });
  expect(await open.getAttribute('target')).toBe('_blank');
  const address = new URL((await open.getAttribute('href'))!);
  expect([address.search, parseLink(address.hash).experiment]).toEqual([
    '?backend=wasm',
    parseLink(MIRROR).experiment,
  ]);

  const counter = frame.getByTestId('step-count');
  await page.evaluate(() => scrollTo(0, 3000));
  await until(async () => (await counter.getAttribute('data-playing')) === 'false', 'rest');
  await page.evaluate(() => scrollTo(0, 0));
  await until(
    async () => (await counter.getAttribute('data-playing')) === 'true',
    'training again',
  );
  await frame.getByRole('button', { name: 'Pause' }).click();
  await until(async () => (await counter.getAttribute('data-playing')) === 'false', 'a pause');
  expect(errors).toEqual([]);
});

test('a panel that cannot stand alone is refused by name; so is what cannot be hidden', async () => {
  const refused = await visit('&embed=runs');
  await refused.notice(`embed = runs was refused: it takes one of ${SINGLES.join(', ')}.`);
  expect(await panels(refused.page)).toEqual([]);
  const hiding = await visit('&hide=essay,everything,share,data,models,settings,posterior');
  await hiding.notice('hide = everything hides nothing: it takes names of posterior, samples,');
  await hiding.stepOf((step) => step >= 1);
  expect(await hiding.button('Share link').count()).toBe(0);
  for (const absent of ['.essay', '.panel-data', '.panel-models', '.panel-settings'])
    expect(await hiding.page.locator(absent).count()).toBe(0);
  const tabs = hiding.page.getByRole('tab');
  expect(await tabs.allTextContents()).toEqual(['Paper tables', 'Runs']);
});

test('the dialog gives the code of a frame that works, copies it and says so', async () => {
  const playground = await visit('');
  const { page } = playground;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await playground.stepOf((step) => step >= 1);
  await playground.button('Export').click();
  await playground.button('Copy embed code…').click();
  const dialog = page.getByRole('dialog', { name: 'One panel in a page of your own' });
  await dialog.getByLabel('Panel').selectOption('gap');
  await dialog.getByLabel('Width, pixels; empty: as wide as there is room').fill('');
  await dialog.getByLabel('Height, pixels').fill('300');
  await dialog.getByText('full width × 300').waitFor();
  await dialog.getByRole('button', { name: 'Copy' }).click();
  await dialog.getByText('Copied. Paste it into the HTML of your page.').waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(await dialog.getByLabel('The code').inputValue());
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });

  const around = await lecture(copied, 'localhost');
  const frame = around.page.frameLocator('iframe');
  await until(async () => (await stepOf(frame)) >= 1, 'training in the frame');
  expect(await around.page.locator('iframe').evaluate((one) => one.clientHeight)).toBe(300);
  await frame.getByText(/Gap to exact/).waitFor();
  expect([...playground.errors, ...around.errors]).toEqual([]);
});

test('slides: s enters, numbers choose, arrows move time, Escape leaves, and the address follows', async () => {
  const playground = await visit('');
  const { page } = playground;
  await playground.stepOf((step) => step >= 1);
  await page.keyboard.press('s');
  const heading = (name: string) =>
    page.getByRole('heading', { name: `SIS-RNN Playground: ${name}` });
  await heading('Posterior').waitFor({ state: 'attached' });
  await playground.moveOn();
  await page.keyboard.press('2');
  await heading('Bound').waitFor({ state: 'attached' });
  expect(new URL(page.url()).searchParams.get('slides')).toBe('bound');
  expect(parseLink(playground.hash).experiment).toEqual(parseLink(MIRROR).experiment);
  const large = await page.locator('.panel-title').evaluate((title) => title.currentCSSZoom);
  expect(large).toBeCloseTo(1.6, 5);

  // The cursor keeps its step while a curve grows: only of a run that rests does it stand under the pointer.
  await page.keyboard.press('Space');
  await playground.worker('paused');
  const plot = page.getByRole('slider', { name: 'Curve of the bound' });
  await plot.locator('svg').first().waitFor();
  const box = (await plot.boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.75, box.y + box.height / 2);
  const line = page.locator('.plot-cursor');
  await line.waitFor();
  const at = (await line.boundingBox())!.x - box.x;
  expect(at / box.width).toBeGreaterThan(0.3);
  expect(at / box.width).toBeLessThan(1);
  await page.mouse.move(1, 1);
  await line.waitFor({ state: 'detached' });
  // Escape takes a cursor away before it leaves.
  await plot.focus();
  await page.keyboard.press('ArrowLeft');
  await line.waitFor();
  await page.keyboard.press('Escape');
  await line.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Help', exact: true }).click();
  await page.getByRole('dialog', { name: 'What this is' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await heading('Bound').waitFor({ state: 'attached' });
  await page.keyboard.press('Escape');
  await playground.button('Share link').waitFor();
  expect(new URL(page.url()).searchParams.has('slides')).toBe(false);
  expect(playground.errors).toEqual([]);
});

test('in one column the focus goes down the page', async () => {
  const playground = await visit('');
  const { page } = playground;
  await page.setViewportSize({ width: 390, height: 844 });
  await playground.stepOf((step) => step >= 1);
  await playground.button('Pause').click();
  await page.locator('.results .recharts-surface').first().waitFor();
  await playground.worker('paused');
  await page.locator('main').focus();
  const order: string[] = [];
  const tops: number[] = [];
  for (;;) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const one = document.activeElement;
      const panel = one?.closest('main > .column > .panel, main > .panel');
      if (panel === null || panel === undefined) return null;
      return {
        name: panel.className,
        top: panel.getBoundingClientRect().top + scrollY,
      };
    });
    if (stop === null) break;
    if (order.at(-1) === stop.name && tops.at(-1) === stop.top) continue;
    order.push(stop.name);
    tops.push(stop.top);
  }
  expect(order[0]).toContain('panel-data');
  expect(order[1]).toContain('panel-posterior');
  expect(order.at(-1)).toContain('panel-settings');
  expect(tops).toEqual([...tops].sort((a, b) => a - b));
});

test('axe finds nothing in a frame, on slides and in the dialog of the code, in either theme and language', async () => {
  // The page lets no script in but its own, of which axe is none.
  const context = await site.newContext({ bypassCSP: true, reducedMotion: 'reduce' });
  closing.push(() => context.close());
  const findings: string[] = [];
  const look = async (
    search: string,
    width: number,
    height: number,
    act?: (of: Playground) => Promise<void>,
  ) => {
    const playground = await site.visitIn(context, `?backend=wasm${search}`, MIRROR);
    const { page } = playground;
    await page.setViewportSize({ width, height });
    await playground.stepOf((step) => step >= 3);
    await act?.(playground);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const { violations } = await new AxeBuilder({ page })
        .exclude('.essay')
        .setLegacyMode()
        .analyze();
      for (const { id, nodes } of violations)
        for (const { target, failureSummary } of nodes)
          findings.push(`${search} ${colorScheme} ${id}: ${target.join(' ')}: ${failureSummary}`);
    }
    await page.close();
  };
  await look('&embed=posterior', 600, 420);
  await look('&embed=bound&lang=zh', 360, 360);
  await look('&embed=held-out', 320, 300);
  await look('&slides', 1440, 900);
  await look('&slides=diagnostics&lang=zh', 390, 844);
  await look('', 1440, 900, async (playground) => {
    await playground.button('Export').click();
    await playground.button('Copy embed code…').click();
    await playground.page.getByLabel('The code').waitFor();
  });
  expect(findings).toEqual([]);
});
