import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Playground, Site, until } from './site.ts';

/** Small enough to train many steps a second beside the drawing. */
const SIZES =
  'seed=5&hidden=8&features=6&latent=2&mixingWidths=8&injectedNoise=4&decoderWidths=10&batch=4&validationSize=8&testSize=20&validateEvery=100000&mixingSamples=3&mixingSamplesStart=3&mixingSamplesEvaluation=5';
const DIGITS = `#v=1&preset=digits-rows&models=sis-rnn,vrnn,rnn&${SIZES}`;
const MIRROR =
  '#v=1&preset=mirror&sequenceLength=2&batch=4&hidden=4&features=4&validationSize=8&testSize=20';

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

async function open(link: string): Promise<void> {
  playground = await site.visit('?backend=wasm', link);
  await playground.stepOf((step) => step >= 1);
}

async function openTab(name: string): Promise<void> {
  await playground.page.getByRole('tab', { name }).click();
}

/** What is on each completion's canvas, by model. */
async function completions(): Promise<Record<string, string[]>> {
  const { page } = playground;
  const read = async () => {
    const found: Record<string, string[]> = {};
    for (const id of ['sis-rnn', 'vrnn', 'rnn'])
      found[id] = await page
        .locator(`.digits-row[data-model=${id}] canvas`)
        .evaluateAll((all) => all.map((canvas) => (canvas as HTMLCanvasElement).toDataURL()));
    return found;
  };
  await until(
    async () => Object.values(await read()).every((pictures) => pictures.length === 4),
    'four completions of each model',
  );
  return read();
}

describe('digits', () => {
  test('half a digit written with the mouse is completed by every model while they train', async () => {
    await open(DIGITS);
    const { page } = playground;
    await openTab('Digits');
    await page.getByTestId('digits-data').getByText('not MNIST').waitFor();
    const canvas = page.getByTestId('canvas');
    await canvas.scrollIntoViewIfNeeded();
    const { x, y, width, height } = (await canvas.boundingBox())!;
    await page.mouse.move(x + 0.3 * width, y + 0.2 * height);
    await page.mouse.down();
    for (let i = 1; i <= 10; i++)
      await page.mouse.move(x + (0.3 + 0.04 * i) * width, y + 0.2 * height);
    await page.mouse.up();
    const first = await completions();
    await page
      .getByTestId('digit-words')
      .getByText('392 of 784 pixels missing; each one of N = 8 particles')
      .waitFor();
    await playground.advances();
    await playground.button('Other noise').click();
    await page.getByTestId('digit-words').getByText('seeds 5 to 8').waitFor();
    await until(
      async () => JSON.stringify(await completions()) !== JSON.stringify(first),
      'other completions',
    );
    await playground.button('Undo').click();
    await page.getByTestId('digit-words').getByText('Nothing drawn yet').waitFor();
  });

  test('by keyboard: an example, another part missing, KL as heat and z along the scan', async () => {
    await open(DIGITS);
    const { page } = playground;
    await page.getByRole('tab', { name: 'Posterior' }).focus();
    await page.keyboard.press('ArrowRight');
    const choice = page.getByLabel('Instead of drawing');
    await choice.focus();
    await page.keyboard.press('ArrowDown');
    await completions();
    await page.getByRole('combobox', { name: /^Missing/ }).selectOption('middle');
    await page.getByTestId('digit-words').getByText('224 of 784 pixels missing').waitFor();
    await page.getByTestId('reading-words').getByText('completion 1').waitFor();
    // An RNN has no latent, and so no heat.
    for (const id of ['sis-rnn', 'vrnn']) {
      await page.locator(`[data-heat=${id}] canvas`).waitFor();
      await page.locator(`[data-strip=digit-${id}] canvas`).waitFor();
    }
    expect(await page.locator('[data-heat=rnn]').count()).toBe(0);
    await page.getByText('nats a row of 28 pixels').waitFor();
    await page.getByRole('button', { name: 'Read completion 3 of VRNN' }).press('Enter');
    await page.getByTestId('reading-words').getByText('completion 3').waitFor();
    await page.getByRole('combobox', { name: /^Missing/ }).selectOption('none');
    await page.getByTestId('digit-words').getByText('Nothing is missing').waitFor();
  });

  test('digits from nothing stand beside those of the data; cells are read one by one', async () => {
    await open(`${DIGITS}&scan=cells`);
    const { page } = playground;
    await openTab('Digits');
    await page.getByRole('img', { name: '8 held-out digits of the data' }).waitFor();
    for (const name of ['SIS-RNN', 'VRNN', 'RNN'])
      await page.getByRole('img', { name: `16 digits of ${name}`, exact: true }).waitFor();
    await playground.button('Others').click();
    await page.getByText('noise of seeds 17 to 32').waitFor();
    await page.getByLabel('Instead of drawing').selectOption('2');
    await page.getByText('nats a cell of 2 × 2 pixels').waitFor();
  });

  test('other data have no such tab', async () => {
    await open(MIRROR);
    expect(await playground.page.getByRole('tab').allInnerTexts()).toEqual([
      'Posterior',
      'Paper tables',
      'Runs',
    ]);
  });
});

describe('estimates', () => {
  test('are made while training goes on, with K, N and exact log p(x) beside them', async () => {
    await open(MIRROR);
    const { page } = playground;
    await page.getByLabel('Draws N').fill('7');
    await page.getByLabel('Mixing draws K').fill('4');
    await page.getByLabel('Test sequences').fill('12');
    const table = page.getByTestId('estimates');
    for (const [estimator, name] of [
      ['elbo', 'ELBO'],
      ['iwae', 'IWAE'],
      ['fivo', 'FIVO'],
    ] as const) {
      await page.getByLabel('Estimator').selectOption(estimator);
      await playground.button('Estimate').click();
      const row = table.getByRole('row', { name: `${name}, N = 7, K = 4` });
      await row.getByText('first 12 of 20 test sequences').waitFor();
      // SIS-RNN, VRNN, exact; a VRNN has one psi.
      const cells = await row.getByRole('cell').allInnerTexts();
      expect(cells).toHaveLength(3);
      for (const cell of cells) expect(cell).toMatch(/^−?\d+\.\d\d\s*± \d+\.\d\d/);
      expect(cells[1]).toContain('K = 0');
    }
    await playground.advances();
  });

  test('can be cancelled, and the run goes on', async () => {
    await open(MIRROR);
    const { page } = playground;
    await page.getByLabel('Estimator').selectOption('fivo');
    await page.getByLabel('Draws N').fill('5000');
    await playground.button('Estimate').click();
    await page.getByRole('progressbar', { name: 'Share of the estimate that is done' }).waitFor();
    await playground.advances();
    await playground.button('Cancel').click();
    await playground.button('Estimate').waitFor();
    expect(await page.getByTestId('estimates').count()).toBe(0);
    await playground.advances();
  });
});

describe('paper tables', () => {
  test('what was measured stands in a column of its own, its differences in words; both files export', async () => {
    await open(DIGITS);
    const { page } = playground;
    await page.getByLabel('Draws N').fill('3');
    await page.getByLabel('Test sequences').fill('4');
    await playground.button('Estimate').click();
    await page.getByTestId('estimates').waitFor();
    await openTab('Paper tables');
    const measured = page.getByTestId('measured-mnist');
    await measured.getByText('Measured here').waitFor();
    // A head, and for each of three models its figure and its protocol.
    expect(await measured.getByRole('row').count()).toBe(7);
    await measured.getByText('synthetic digits, not MNIST: not comparable').first().waitFor();
    await page.getByTestId('measured-handwriting').getByText('Nothing measured here yet').waitFor();
    const published = page.locator('[data-table=mnist] tbody').first();
    await published.getByRole('row', { name: 'SIS-RNN-128 70.57' }).waitFor();

    const result = { models: { vrnn: { bound: -80.5, stderr: 0.6, kEval: 0 } }, sequences: 9 };
    const data = 'MNIST idx file t.gz: 100 images, 28 rows of 28 pixels, on above 0.5';
    await page.getByLabel('Result file').setInputFiles({
      name: 'result.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify({ ...result, data })),
    });
    await measured.getByRole('row', { name: 'VRNN ≤ 80.50 ± 0.60' }).waitFor();
    const save = async (button: string) => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        playground.button(button).click(),
      ]);
      return readFileSync(await download.path(), 'utf8');
    };
    expect(await save('Export CSV')).toContain('Sequential MNIST,VRNN,,≤ 80.50 ± 0.60');
    expect(await save('Export Markdown')).toContain('| VRNN |  | ≤ 80.50 ± 0.60 |');
    await playground.button('Drop imported').click();
    await until(
      async () => (await measured.getByRole('row').count()) === 7,
      'the file’s row to go',
    );
  });
});
