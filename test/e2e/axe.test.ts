import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContext } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Playground, Site } from './site.ts';

/** Small enough to leave the machine to what is measured. */
const SIZES =
  'seed=5&hidden=6&features=6&latent=2&mixingWidths=8&injectedNoise=4&batch=4&validationSize=8&testSize=8&mixingSamples=3&mixingSamplesStart=3&mixingSamplesEvaluation=5';
const MIRROR = `#v=1&preset=mirror&${SIZES}`;
const HANDWRITING = `#v=1&preset=handwriting&${SIZES}&decoderWidths=12&mixtureComponents=3`;
const DIGITS = `#v=1&preset=digits-rows&${SIZES}&decoderWidths=10`;
const SENTENCES = `#v=1&preset=sentences&${SIZES}&wordWidth=8&attentionHeads=2&decoderLayers=1&sequenceLength=16`;

const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

let site: Site;
let context: BrowserContext;
let playground: Playground;

beforeAll(async () => {
  site = await Site.open();
  // The page lets no script in but its own, of which axe is none.
  context = await site.newContext({ bypassCSP: true, reducedMotion: 'reduce' });
});
afterAll(() => site.close());
afterEach(() => playground.page.close());

/** A page that has trained and stands still. */
async function open(link: string): Promise<void> {
  playground = await site.visitIn(context, '?backend=wasm', link);
  await playground.stepOf((step) => step >= 5);
  await playground.button('Pause').click();
  await playground.worker('paused');
}

/** What axe finds in a part of the page, in both themes, wide and narrow: rule, place and why. */
async function found(part: string, without: string): Promise<string[]> {
  const { page } = playground;
  // Nothing here is in a frame; the usual mode would open a page for frames at every look.
  const axe = () => new AxeBuilder({ page }).include(part).exclude(without).setLegacyMode();
  const findings: string[] = [];
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      // What is on the page is the same in the dark but for its colours.
      const look = colorScheme === 'light' ? axe() : axe().withRules(OF_COLOURS);
      const { violations } = await look.analyze();
      for (const { id, nodes } of violations)
        for (const { target, failureSummary } of nodes)
          findings.push(`${width} ${colorScheme} ${id}: ${target.join(' ')}: ${failureSummary}`);
    }
  }
  return findings;
}

test.each([
  ['mirror', MIRROR, ['Posterior', 'Paper tables', 'Runs']],
  ['handwriting', HANDWRITING, ['Samples', 'Draw & complete', 'Your pen']],
  ['digits', DIGITS, ['Digits']],
  ['sentences', SENTENCES, ['Sentences']],
])('axe finds nothing on the tabs of %s', async (_, link, tabs) => {
  await open(link);
  for (const [index, name] of tabs.entries()) {
    await playground.page.getByRole('tab', { name, exact: true }).click();
    await playground.page.getByText('Loading the view.').waitFor({ state: 'detached' });
    // Around the tabs nothing changes.
    const part = index === 0 ? 'body' : '.panel-posterior';
    expect([name, ...(await found(part, '.essay'))]).toEqual([name]);
  }
});

test('axe finds nothing in the essay', async () => {
  await open(MIRROR);
  await playground.page.locator('.essay').scrollIntoViewIfNeeded();
  await playground.page.locator('#essay-references').waitFor();
  expect(await found('.essay', '.header')).toEqual([]);
});
