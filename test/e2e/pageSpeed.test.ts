/**
 * What makes the page quick is asserted: what it loads, and that nothing moves. How quick it is on this machine is
 * printed, for `docs/performance.md`: `npm run speed` visits it more often than once.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { median } from '../../src/cli/bench/table.ts';
import { firstScreen } from './firstScreen.ts';
import { LEAST_TOLD_MS, type Vitals, vitalsOf, watchVitals } from './pageVitals.ts';
import { builtFolder, type Playground, Site, until } from './site.ts';

const VISITS = Number(process.env['SIS_RNN_SPEED_VISITS'] ?? 1);

describe('the first screen', () => {
  const screen = firstScreen(builtFolder());

  test('has at most 250 kB of script, compressed, and few files', () => {
    expect(screen.scriptBytesGzip).toBeGreaterThan(50_000);
    expect(screen.scriptBytesGzip).toBeLessThan(250_000);
    expect(screen.scripts.length).toBeLessThanOrEqual(4);
  });

  test.each([
    'CurveDrawing',
    'DigitsView',
    'DrawView',
    'Essay',
    'HandView',
    'RunsView',
    'SamplesView',
    'SentencesView',
    'TablesView',
    'catalogue',
    'train',
  ])('does without the script of %s', (name) => {
    expect(screen.later.filter((script) => script.startsWith(`assets/${name}-`))).not.toEqual([]);
    expect(screen.scripts.filter((script) => script.startsWith(`assets/${name}-`))).toEqual([]);
  });

  test.each([
    ['charts', /recharts-/],
    ['formulas', /katex/],
    ['the second language', /[\u4e00-\u9fff]{6}/],
  ])('does without %s, which is in another script', (_, mark) => {
    expect(screen.code).not.toMatch(mark);
  });
});

describe('a visit', () => {
  let site: Site;
  beforeAll(async () => {
    site = await Site.open();
  });
  afterAll(() => site.close());

  async function visit(width: number, height: number): Promise<Playground> {
    const context = await site.newContext({ viewport: { width, height } });
    return site.visitIn(context, '', '', watchVitals);
  }

  test.each([
    [1440, 900],
    [390, 844],
  ])('moves nothing, from the start to the end of the essay, %i wide', async (width, height) => {
    const playground = await visit(width, height);
    const { page } = playground;
    await playground.stepOf((step) => step >= 30);
    await page.locator('#essay-references').waitFor();
    // Every part of the page has been in the window, and what draws when it is seen has drawn.
    for (const figure of await page
      .locator('main .panel, [data-figure], #essay-references')
      .all()) {
      await figure.scrollIntoViewIfNeeded();
      const name = await figure.getAttribute('data-figure');
      if (name !== null)
        await until(
          async () => (await figure.getAttribute('data-state')) === 'done',
          `the figure ${name}`,
        );
    }
    const { shift, moved } = await vitalsOf(page);
    expect(shift, moved.join('\n')).toBeLessThan(0.02);
    expect(playground.errors).toEqual([]);
    await playground.close();
  });

  test('is timed', async () => {
    const visits: Vitals[] = [];
    for (let n = 0; n < VISITS; n++) {
      const playground = await visit(1440, 900);
      await until(async () => (await vitalsOf(playground.page)).firstStepMs > 0, 'the first step');
      await playground.stepOf((step) => step >= 10);
      await playground.button('Pause').click();
      await playground.worker('paused');
      visits.push(await vitalsOf(playground.page));
      await playground.close();
    }
    // Neither can be absent, however slow the machine is.
    for (const { firstPaintMs, firstStepMs } of visits) {
      expect(firstPaintMs).toBeGreaterThan(0);
      expect(firstStepMs).toBeGreaterThan(firstPaintMs);
    }
    console.log(table(visits));
  });
});

/** Medians, and the range where there is more than one visit. */
function table(visits: readonly Vitals[]): string {
  const screen = firstScreen(builtFolder());
  const row = (name: string, pick: (vitals: Vitals) => number, unit = 'ms') => {
    const values = visits.map(pick).toSorted((a, b) => a - b);
    const digits = unit === '' ? 4 : 0;
    const range = `${values[0]!.toFixed(digits)} to ${values.at(-1)!.toFixed(digits)}`;
    return `${name.padEnd(36)}${median(values).toFixed(digits).padStart(8)} ${unit.padEnd(3)}${visits.length > 1 ? range : ''}`;
  };
  return [
    `medians of ${visits.length} visits, each with an empty cache`,
    row('first paint', ({ firstPaintMs }) => firstPaintMs),
    row('largest paint', ({ largestPaintMs }) => largestPaintMs),
    row('first step on the page', ({ firstStepMs }) => firstStepMs),
    row('main thread held beyond 50 ms', ({ blockedMs }) => blockedMs),
    row('longest task', ({ longestTaskMs }) => longestTaskMs),
    // What is quicker than browsers tell of has no time.
    row('Pause, from press to picture', ({ answerMs }) => Math.max(LEAST_TOLD_MS, answerMs)),
    row('layout shift', ({ shift }) => shift, ''),
    row('transferred to the page', ({ transferredBytes }) => transferredBytes / 1000, 'kB'),
    `${'first screen: scripts, compressed'.padEnd(36)}${(screen.scriptBytesGzip / 1000).toFixed(0).padStart(8)} kB in ${screen.scripts.length} files, ${(screen.scriptBytes / 1000).toFixed(0)} kB unpacked`,
    `${'first screen: style, compressed'.padEnd(36)}${(screen.styleBytesGzip / 1000).toFixed(0).padStart(8)} kB`,
  ].join('\n');
}
