import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Playground, Site, until } from './site.ts';

const MIRROR =
  '#v=1&preset=mirror&seed=5&hidden=4&features=4&latent=2&mixingWidths=8&injectedNoise=4&batch=4&validationSize=8&testSize=8&mixingSamples=3&mixingSamplesStart=3&mixingSamplesEvaluation=5';

let site: Site;
let playground: Playground;
let page: Page;

beforeAll(async () => {
  site = await Site.open();
});
afterAll(() => site.close());
beforeEach(async () => {
  playground = await site.visit('?backend=wasm', MIRROR);
  page = playground.page;
  await playground.stepOf((step) => step >= 1);
});
afterEach(async () => {
  expect(playground.errors).toEqual([]);
  await playground.close();
});

test('space pauses and plays from the page and from the strips, and is written in a field', async () => {
  await page.keyboard.press(' ');
  await playground.worker('paused');
  await playground.moveOn();
  await page.keyboard.press(' ');
  await playground.worker('playing');
  await page.locator('[data-setting=hidden] .setting-value').first().focus();
  await page.keyboard.press(' ');
  await page.keyboard.press('?');
  await playground.advances();
  expect(await page.getByRole('dialog').count()).toBe(0);
});

test('a question mark opens the help with every key in it; Escape closes it and gives the focus back', async () => {
  const play = playground.button('Pause');
  await play.focus();
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'What this is' });
  await help.waitFor();
  for (const key of ['space', '?', 'Esc', '←'])
    expect(await help.locator('kbd', { hasText: key }).count()).toBeGreaterThan(0);
  await page.keyboard.press('Escape');
  await help.waitFor({ state: 'hidden' });
  expect(await play.evaluate((button) => button === document.activeElement)).toBe(true);
});

test('the first Tab offers to skip to the controls; from there every stop is seen to have the focus', async () => {
  await page.keyboard.press(' ');
  await playground.worker('paused');
  await page.keyboard.press('Tab');
  const skip = playground.button('Skip to the controls');
  expect(await skip.evaluate((button) => button.getBoundingClientRect().top)).toBeGreaterThan(0);
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('MAIN');
  const stops: string[] = [];
  const unseen: string[] = [];
  for (;;) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const one = document.activeElement;
      if (one === null || one.closest('main') === null) return null;
      // A hidden radio button is seen by the label around it.
      const shown = [one, one.closest('label')].some(
        (element) =>
          element !== null &&
          getComputedStyle(element).outlineStyle !== 'none' &&
          element.getBoundingClientRect().width > 4,
      );
      return { name: `${one.outerHTML.slice(0, 120)}`, shown };
    });
    if (stop === null) break;
    stops.push(stop.name);
    if (!stop.shown) unseen.push(stop.name);
  }
  expect(unseen).toEqual([]);
  expect(stops.length).toBeGreaterThan(40);
});

test('a reader of the screen hears that it trains, pauses and where, and a sentence of every chart', async () => {
  const heard = page.getByTestId('announcement');
  await until(async () => (await heard.textContent()) === 'Training.', 'the word of training');
  await page.keyboard.press(' ');
  await playground.worker('paused');
  await until(
    async () =>
      (await heard.textContent()) ===
      `Paused at step ${(await playground.step()).toLocaleString('en')}.`,
    'the word of the pause',
  );
  await page.locator('.results .recharts-surface').first().waitFor();
  const plots = await page.locator('main .plot').evaluateAll((all) =>
    all.map((plot) => {
      const id = plot.getAttribute('aria-describedby') ?? '';
      return document.getElementById(id)?.textContent ?? '';
    }),
  );
  expect(plots.length).toBe(3);
  for (const sentence of plots) expect(sentence).toMatch(/VRNN.*\d.*\.$/);
  await page.getByText(/^Of \d+ steps SIS-RNN has several modes at \d+, VRNN/).waitFor();
  await page
    .getByText(/^(\d+ draws of z of every model at step|The correlation of z1 and z2 at step) \d+/)
    .waitFor();
  await playground.button('Numbers of x as a table and CSV').click();
  await page.getByRole('columnheader', { name: 'x1', exact: true }).waitFor();
});

test('a word of the field is explained while it has the focus or the pointer, whole within the window', async () => {
  const word = page.getByRole('button', { name: 'active units' }).first();
  const words = page.getByText('Dimensions of z whose mean moves').first();
  await word.focus();
  await words.waitFor();
  const { x, width } = (await words.boundingBox())!;
  expect([x >= 0, x + width <= 1440]).toEqual([true, true]);
  await page.keyboard.press('Escape');
  await words.waitFor({ state: 'hidden' });
  await word.hover();
  await words.waitFor();
  await page.mouse.move(5, 5);
  await words.waitFor({ state: 'hidden' });
});

test('a question mark in a title line says what is to be seen; Escape closes it and gives the focus back', async () => {
  const name = 'What am I looking at: Strips over time';
  const mark = playground.button(name);
  const { width: wide, height: high } = (await mark.boundingBox())!;
  expect([wide >= 24, high >= 24]).toEqual([true, true]);
  await mark.focus();
  await page.keyboard.press('Enter');
  const words = page.getByRole('dialog', { name });
  await words.getByText('Time runs from left to right').waitFor();
  const { x, y, width, height } = (await words.boundingBox())!;
  const window = page.viewportSize()!;
  expect([x >= 0, y >= 0, x + width <= window.width, y + height <= window.height]).toEqual([
    ...[true, true, true, true],
  ]);
  await page.keyboard.press('Escape');
  await words.waitFor({ state: 'hidden' });
  expect(await mark.evaluate((one) => one === document.activeElement)).toBe(true);
});
