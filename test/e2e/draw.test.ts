import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { dropPaths } from './dropFolder.ts';
import { type Playground, Site, until } from './site.ts';

/** Small enough to train many steps a second beside the drawing. */
const HANDWRITING =
  '#v=1&preset=handwriting&seed=5&hidden=12&features=8&latent=2&mixingWidths=8&injectedNoise=4&decoderWidths=12&mixtureComponents=3&batch=4&validationSize=8&testSize=8&validateEvery=100000&mixingSamples=3&mixingSamplesStart=3&mixingSamplesEvaluation=5';

let site: Site;
let playground: Playground;

beforeAll(async () => {
  site = await Site.open();
});
afterAll(() => site.close());
afterEach(async () => {
  expect(playground.errors).toEqual([]);
  await playground.close();
});

/** Opened at a link, with completions drawn at once. */
async function open(link: string): Promise<Playground> {
  const opened = await site.visit('?backend=wasm', link);
  await opened.page.emulateMedia({ reducedMotion: 'reduce' });
  return opened;
}

/** Writes a wave with the mouse. */
async function write({ page }: Playground, from = 0.05): Promise<void> {
  const pad = page.getByTestId('pad');
  await pad.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await pad.boundingBox())!;
  const at = (t: number): [number, number] => [
    x + width * (from + 0.25 * t),
    y + height / 2 + 25 * Math.sin(14 * t),
  ];
  await page.mouse.move(...at(0));
  await page.mouse.down();
  for (let i = 1; i <= 40; i++) await page.mouse.move(...at(i / 40));
  await page.mouse.up();
}

/** The lines of each model, as paths, once all have come. */
async function completions({ page }: Playground): Promise<Record<string, string[]>> {
  await page.getByTestId('completion-words').getByText('steps of each model as of').waitFor();
  const read = () =>
    page
      .locator('.pen-lines path')
      .evaluateAll((paths) =>
        paths.map((path) => [path.getAttribute('data-model')!, path.getAttribute('d')!] as const),
      );
  await until(async () => {
    const lines = await read();
    return lines.length === 6 && lines.every(([, d]) => d.length > 100);
  }, 'three completions of each model');
  const lines = await read();
  return Object.fromEntries(
    ['sis-rnn', 'vrnn'].map((id) => [id, lines.filter(([of]) => of === id).map(([, d]) => d)]),
  );
}

/** Strokes on the pad, as they are drawn: an outline each. */
async function strokes({ page }: Playground): Promise<number> {
  return (await page.getByTestId('ink').getAttribute('d'))?.match(/M/g)?.length ?? 0;
}

describe('draw and complete', () => {
  test('a drawing is completed by both models while they train; shared and reopened it is the same', async () => {
    playground = await open(HANDWRITING);
    const { page } = playground;
    await playground.stepOf((step) => step >= 2);
    await page.getByRole('tab', { name: 'Draw & complete' }).click();
    await write(playground);
    const lines = await completions(playground);
    expect(new Set([...lines['sis-rnn']!, ...lines['vrnn']!]).size).toBe(6);
    await playground.advances();
    await until(async () => /step:\d+.*&ink=d1\./.test(playground.hash), 'the drawing in the link');
    const link = playground.hash;
    expect(playground.errors).toEqual([]);
    await playground.close();

    playground = await open(link);
    expect(await completions(playground)).toEqual(lines);
    expect(await strokes(playground)).toBe(1);
    expect(playground.hash).toBe(link);
  });

  test('again, keep, undo and clear; a palm beside a pen does not draw', async () => {
    playground = await open(HANDWRITING);
    const { page } = playground;
    await playground.stepOf((step) => step >= 1);
    await page.getByRole('tab', { name: 'Draw & complete' }).click();
    await write(playground);
    const first = await completions(playground);
    await playground.button('Keep').click();
    await playground.button('Again').click();
    await page.getByTestId('completion-words').getByText('seeds 4 to 6').waitFor();
    await playground.button('Drop 1 kept').click();
    expect(await completions(playground)).not.toEqual(first);
    await write(playground, 0.4);
    await until(async () => (await strokes(playground)) === 2, 'the second stroke');
    await playground.button('Undo').click();
    await until(async () => (await strokes(playground)) === 1, 'the second stroke to go');

    // Synthetic, because a test has but one mouse.
    await page.getByTestId('pad').evaluate((pad) => {
      const { left, top } = pad.getBoundingClientRect();
      // A pointer that does not exist cannot be captured.
      pad.setPointerCapture = () => {};
      const send = (type: string, pointerId: number, pointerType: string, x: number) =>
        pad.dispatchEvent(
          new PointerEvent(type, {
            pointerId,
            pointerType,
            clientX: left + x,
            clientY: top + 20,
            button: 0,
            bubbles: true,
          }),
        );
      send('pointerdown', 7, 'pen', 300);
      send('pointerdown', 8, 'touch', 20);
      send('pointermove', 8, 'touch', 90);
      send('pointerup', 8, 'touch', 90);
      send('pointermove', 7, 'pen', 340);
      send('pointerup', 7, 'pen', 340);
    });
    await until(async () => (await strokes(playground)) > 1, 'the stroke of the pen');
    // One stroke more: that of the pen.
    expect(await strokes(playground)).toBe(2);
    await playground.button('Clear').click();
    await page.getByText('Nothing drawn yet.').waitFor();
    await playground.button('Undo').click();
    await completions(playground);
  });

  test('without drawing: an example line by keyboard; the ink saves as SVG', async () => {
    playground = await open(HANDWRITING);
    const { page } = playground;
    await playground.stepOf((step) => step >= 1);
    await page.getByRole('tab', { name: 'Posterior' }).focus();
    for (const _ of ['samples', 'draw']) await page.keyboard.press('ArrowRight');
    const choice = page.getByLabel('Instead of drawing');
    await choice.focus();
    await page.keyboard.press('ArrowDown');
    const lines = await completions(playground);
    expect(lines['vrnn']).toHaveLength(3);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      playground.button('Save completions as SVG').click(),
    ]);
    const svg = readFileSync(await download.path(), 'utf8');
    expect(svg).toContain(lines['vrnn']![0]!.slice(0, 40));
  });

  test('lines from nothing stand beside real ones', async () => {
    playground = await open(HANDWRITING);
    const { page } = playground;
    await playground.stepOf((step) => step >= 1);
    await page.getByRole('tab', { name: 'Samples' }).click();
    for (const name of ['Real, held out', 'SIS-RNN', 'VRNN'])
      await page
        .getByRole('img', { name: `${name}, line 4` })
        .locator('path[d*="L"]')
        .waitFor();
    await playground.button('Again').click();
    await page.getByText('noise of seeds 5 to 8').waitFor();
  });

  test('a hand of one’s own: three lines are kept, learned from, and there again after a reload', async () => {
    playground = await open('#v=1&preset=mirror&sequenceLength=2&batch=4&hidden=4&features=4');
    const { page } = playground;
    await playground.stepOf((step) => step >= 1);
    await playground.button('Your pen').click();
    for (let n = 1; n <= 3; n++) {
      await write(playground, 0.1 * n);
      await playground.button('Add this line').click();
      await page.getByRole('img', { name: `Line ${n}`, exact: true }).waitFor();
    }
    await playground.button('Learn this hand').click();
    await page.getByTestId('data-description').getByText('Your pen, 3 lines: 1 to learn').waitFor();
    await playground.advances();
    await page.getByTestId('hand-words').getByText('The models are learning this hand').waitFor();
    await page.getByRole('tab', { name: 'Samples' }).click();
    await page.getByRole('img', { name: 'VRNN, line 1' }).locator('path[d*="L"]').waitFor();
    await page.reload();
    await page.getByText('Your pen, 3 lines kept in this browser').click();
    await playground.stepOf((step) => step >= 1);
    await page.getByRole('tab', { name: 'Your pen' }).click();
    await playground.button('Delete all').click();
    await page.getByText('No line kept yet').waitFor();
    await playground.button('Undo delete').click();
    await page.getByRole('img', { name: 'Line 3', exact: true }).waitFor();
  });

  test('step through the ink: heat maps, posterior of z, KL', async () => {
    playground = await open(HANDWRITING);
    const { page } = playground;
    await playground.stepOf((step) => step >= 1);
    await page.getByRole('tab', { name: 'Draw & complete' }).click();
    await page.getByLabel('Instead of drawing').selectOption('0');
    await completions(playground);
    await page.getByLabel(/step through the ink/).check();
    await page.locator('[data-heat=sis-rnn]').waitFor();
    await page.locator('[data-heat=vrnn]').waitFor();
    await page.getByRole('slider', { name: 'Step of the ink' }).press('Home');
    await page.getByText('at step 1 of the ink').waitFor();
    const coloured = page.locator('.pen-kl path').first();
    await page.locator('input[name=pen-coloured][value=vrnn]').check({ force: true });
    await coloured.waitFor();
  });

  test('a folder dropped on the page is read, whatever else lies in it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'strokes-'));
    mkdirSync(join(folder, 'deeper'));
    const line = (points: string) => `<ink><trace>${points}</trace></ink>`;
    for (let n = 0; n < 10; n++)
      writeFileSync(
        join(folder, n % 2 === 0 ? 'deeper' : '.', `${n}.inkml`),
        line(`0 0, ${n} 5, 7 ${n + 3}, 9 1`),
      );
    writeFileSync(join(folder, 'notes.md'), 'not read');
    playground = await open('#v=1&preset=mirror&sequenceLength=2&batch=4&hidden=4&features=4');
    const { page } = playground;
    await playground.stepOf((step) => step >= 1);
    await dropPaths(page, [folder]);
    await page.getByTestId('data-description').getByText('10 files (InkML): 10 drawings').waitFor();
    await playground.advances();
    await page.getByRole('tab', { name: 'Draw & complete' }).waitFor();
    // A damaged file among them: it is named, and the run goes on.
    writeFileSync(join(folder, 'deeper', '3b.inkml'), line('0 0, 1'));
    await dropPaths(page, [folder]);
    await playground.notice('deeper/3b.inkml, line 1, trace 1, point 2: "1" has 1 values');
    await playground.advances();
    rmSync(folder, { recursive: true });
  });

  test('a broken drawing in a link is refused in words, and the rest applies', async () => {
    playground = await open(`${HANDWRITING}&ink=d1.AABB`);
    await playground.notice('the drawing was left out: it was cut off or changed on its way');
    await playground.stepOf((step) => step >= 1);
  });

  test('data of no pen have neither pad nor samples', async () => {
    playground = await open('#v=1&preset=mirror&sequenceLength=2&batch=4&hidden=4&features=4');
    await playground.stepOf((step) => step >= 1);
    expect(await playground.page.getByRole('tab').allInnerTexts()).toEqual([
      'Posterior',
      'Paper tables',
      'Runs',
    ]);
  });
});
