import { afterAll, beforeAll, expect, test } from 'vitest';
import { Site } from './site.ts';

const MIRROR =
  '#v=1&preset=mirror&seed=5&hidden=4&features=4&latent=2&mixingWidths=8&injectedNoise=4&batch=4&validationSize=8&testSize=8&mixingSamples=3&mixingSamplesStart=3&mixingSamplesEvaluation=5';

let site: Site;

beforeAll(async () => {
  site = await Site.open();
});
afterAll(() => site.close());

test('a first visit trains and shows three hints; once let go they never come back', async () => {
  const context = await site.newContext();
  const first = await site.visitIn(context, '?backend=wasm', MIRROR);
  const hints = first.page.getByRole('region', { name: 'What to look at' });
  await hints.waitFor();
  expect(await hints.getByRole('listitem').count()).toBe(3);
  await first.stepOf((step) => step >= 1);
  const numbers = await first.page
    .locator('.panel-posterior, .results > .panel:first-child, .panel-data')
    .evaluateAll((panels) => panels.map((panel) => getComputedStyle(panel, '::before').content));
  expect(numbers.map((number) => number.slice(0, 3)).sort()).toEqual(['"1"', '"2"', '"3"']);
  await first.button('Got it').click();
  await hints.waitFor({ state: 'detached' });
  expect(first.errors).toEqual([]);
  await first.page.close();

  const second = await site.visitIn(context, '?backend=wasm', MIRROR);
  await second.stepOf((step) => step >= 1);
  expect(await second.button('Got it').count()).toBe(0);
  await second.close();
});
