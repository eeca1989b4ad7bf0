import type { Locator, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { presetNamed } from '../../src/config/presets.ts';
import { parseLink } from '../../src/state/link.ts';
import { FIGURES, type FigureName } from '../../src/text/essayText.ts';
import { tasksDuring, toldOf } from './mainThread.ts';
import { type Playground, Site, until } from './site.ts';

let site: Site;
let playground: Playground;
let page: Page;

beforeAll(async () => {
  site = await Site.open();
});
afterAll(() => site.close());
beforeEach(async () => {
  playground = await site.visit('?backend=wasm', '');
  page = playground.page;
  // Once the run has begun the machine is the essay's.
  await playground.stepOf((step) => step >= 1);
  await playground.button('Pause').click();
  await playground.worker('paused');
  await page.locator('#essay-references').waitFor();
});
afterEach(() => playground.close());

const figure = (name: FigureName): Locator => page.locator(`[data-figure=${name}]`);

async function shows(name: FigureName): Promise<void> {
  await figure(name).scrollIntoViewIfNeeded();
  await until(
    async () => (await figure(name).getAttribute('data-state')) === 'done',
    `the figure ${name}`,
  );
}

/** Whether anything is drawn: a canvas with a pixel that is not clear, a curve, or a bar of some width. */
function isDrawn(name: FigureName): Promise<boolean> {
  return figure(name).evaluate((element) => {
    const painted = [...element.querySelectorAll('canvas')].map((canvas) => {
      const { width, height } = canvas;
      const data = canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
      return data.some((value) => value > 0);
    });
    const curves = [...element.querySelectorAll('.plot path')].map(
      (path) => (path.getAttribute('d') ?? '').length > 100,
    );
    const bars = [...element.querySelectorAll('.gap-bar')].map(
      (bar) => bar.getBoundingClientRect().width > 20,
    );
    if (painted.length > 0) return painted.every(Boolean);
    return [...curves, ...bars].includes(true);
  });
}

/** What each link is to open, as the figures stand at first. */
const OPENS: Readonly<Record<FigureName, string>> = {
  explanations: '#v=1&preset=mirror',
  gaussian: '#v=1&preset=mirror-iid',
  parameters: '#v=1&preset=mirror-iid&sigmaCap=0.12',
  bound: '#v=1&preset=mirror-iid&sigmaCap=0.1&mixingSamples=10&mixingSamplesStart=10',
  recurrence: '#v=1&preset=mirror&seed=2',
  losses: '#v=1&preset=volatility',
};

test('every figure draws when it comes into view, says so in a sentence, and rests when it leaves', async () => {
  for (const name of FIGURES) {
    await shows(name);
    await until(() => isDrawn(name), `a picture in ${name}`);
    const summary = await figure(name).locator('.essay-summary').textContent();
    expect(summary).toMatch(/\d.*\.$/);
  }
  expect(await figure('explanations').getAttribute('data-state')).toBe('resting');
  // Formulas are there for the eye and for who listens.
  expect(await page.locator('.essay .katex-html').count()).toBeGreaterThan(40);
  expect(await page.locator('.essay math').count()).toBeGreaterThan(40);
  expect(await page.evaluate(() => document.fonts.check('16px KaTeX_Main'))).toBe(true);
  expect(playground.errors).toEqual([]);
});

test.each(FIGURES)('the link of %s opens its experiment above', async (name) => {
  await shows(name);
  const link = figure(name).getByRole('link', { name: /^Open in the playground/ });
  const wanted = parseLink(OPENS[name]).experiment;
  const href = await link.getAttribute('href');
  expect(parseLink(href ?? '').experiment).toEqual(wanted);
  await link.click();
  const { title } = presetNamed(wanted.preset)!;
  await page.getByRole('button', { name: title, exact: true, pressed: true }).waitFor();
  expect(parseLink(playground.hash).experiment).toEqual(wanted);
  await until(
    async () => page.locator('main').evaluate((main) => main.getBoundingClientRect().top >= -1),
    'the way up',
  );
});

test('in another language it is the same essay, and the worker before it has ended', async () => {
  const lessons = () => page.workers().filter((worker) => worker.url().includes('lessons'));
  await shows('gaussian');
  const [before] = lessons();
  for (const [button, title] of [
    ['中文', '参考文献'],
    ['English', 'References'],
  ] as const) {
    await page.getByRole('button', { name: button }).click();
    await page.getByRole('heading', { name: title }).waitFor();
    await shows('gaussian');
    await until(async () => lessons().length === 1, 'one worker of the essay');
    expect(await page.locator('.essay .katex-html').count()).toBeGreaterThan(40);
  }
  expect(lessons()).not.toContain(before);
  expect(playground.errors).toEqual([]);
});

test('sliders change numbers, sentence and link, from the keyboard', async () => {
  await shows('gaussian');
  const sentence = () => figure('gaussian').locator('.essay-summary').textContent();
  const before = await sentence();
  await figure('gaussian').getByRole('slider', { name: 'Observation x' }).press('Home');
  await until(async () => (await sentence())?.includes('x = −0.50') ?? false, 'the other sentence');
  expect(await sentence()).not.toBe(before);
  await shows('bound');
  await figure('bound').getByRole('slider', { name: 'Draws K', exact: true }).press('End');
  const link = figure('bound').getByRole('link', { name: /^Open/ });
  const { experiment } = parseLink((await link.getAttribute('href')) ?? '');
  expect(experiment.settings.mixingSamples).toBe(100);
  await figure('bound').getByText('Nats gained').click();
  await figure('bound').getByText('what B rises to').waitFor();
});

test('figures at work leave the main thread free, and move nothing that is being read', async () => {
  await page.evaluate(() => {
    const seen = { shift: 0 };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        seen.shift += (entry as unknown as { value: number }).value;
    }).observe({ type: 'layout-shift' });
  });
  // The charts above are loaded late too, and draw the last report.
  await page.locator('.results .recharts-surface').first().waitFor();
  await playground.stoodStillFor(60);
  const tasks = await tasksDuring(page, async () => {
    for (const name of FIGURES) await shows(name);
  });
  console.log(toldOf(tasks));
  expect(tasks.count).toBeGreaterThan(0);
  const shift = await page.evaluate(
    () => (window as unknown as { seen: { shift: number } }).seen.shift,
  );
  expect(shift).toBeLessThan(0.01);
});
