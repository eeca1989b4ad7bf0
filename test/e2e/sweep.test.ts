import { afterAll, beforeAll, expect, test } from 'vitest';
import { formatRows, type SweepRow } from '../../src/sweep/rows.ts';
import { type Playground, Site } from './site.ts';

let site: Site;
let playground: Playground;

beforeAll(async () => {
  site = await Site.open();
});
afterAll(() => site.close());

/** Two models at two K, three seeds each. */
const rows = ['vrnn', 'sis-rnn'].flatMap((model, m) =>
  ['1', '50'].flatMap((mixingSamples, k) =>
    [1, 2, 3].map(
      (seed): SweepRow => ({
        ...{ version: 1, run: `${model} ${mixingSamples} ${seed}`, preset: 'mirror', model, seed },
        ...{ settings: { mixingSamples }, data: 'made up', backend: 'wasm', step: 9, sequences: 8 },
        figures: { bound: -9 - seed + m * (1 + k + seed / 10), stderr: 1, kEval: 100 * m },
      }),
    ),
  ),
);

test('a sweep is drawn beside the paper’s tables, compared with a baseline, and its command copied', async () => {
  playground = await site.visit('?backend=wasm', '#v=1&preset=mirror&hidden=6&seed=3');
  const { page } = playground;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('tab', { name: 'Paper tables' }).click();
  await page.getByLabel('Result file').setInputFiles({
    name: 'results.jsonl',
    mimeType: 'application/json',
    buffer: Buffer.from(formatRows(rows)),
  });
  const chart = page.getByRole('img', { name: /^Bound in nats a sequence against mixingSamples/ });
  await chart.waitFor();
  expect(await chart.locator('circle').count()).toBe(12);
  await page.getByLabel('Differences to').selectOption('model=vrnn');
  const last = page.locator('[data-table=sweep] tbody tr').last();
  expect((await last.locator('th, td').allTextContents()).slice(0, 2)).toEqual(['sis-rnn', '50']);
  // 2.1, 2.2 and 2.3: mean 2.2, standard error 0.1 / sqrt 3.
  expect((await last.locator('td').allTextContents()).slice(-2)).toEqual(['+2.200 ± 0.058', '3']);
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await page.getByRole('button', { name: 'Copy sweep command' }).click();
  await page.getByText('Copied: npm run sweep').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    'npm run sweep -- --preset mirror --hidden 6 --set model=sis-rnn,vrnn --set seed=3..7 --baseline model=vrnn --out runs/mirror-sweep',
  );
  expect(playground.errors).toEqual([]);
  await playground.close();
});
