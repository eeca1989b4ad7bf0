import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Playground, Site, until } from './site.ts';

/** Small enough to train many steps a second; one setting of it is refused. */
const HANDWRITING =
  '#v=1&preset=handwriting&seed=5&hidden=12&features=8&latent=2&mixingWidths=8&injectedNoise=4&decoderWidths=12&mixtureComponents=3&batch=4&validationSize=8&testSize=8&validateEvery=100000&mixingSamples=3&mixingSamplesStart=3&mixingSamplesEvaluation=5&learningRate=lots';

let site: Site;

beforeAll(async () => {
  site = await Site.open();
});
afterAll(() => site.close());

async function speaks({ page }: Playground, tag: string): Promise<void> {
  await until(
    async () => (await page.evaluate(() => document.documentElement.lang)) === tag,
    `the page to speak ${tag}`,
  );
}

async function write({ page }: Playground): Promise<void> {
  const pad = page.getByTestId('pad');
  await pad.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await pad.boundingBox())!;
  await page.mouse.move(x + 0.1 * width, y + height / 2);
  await page.mouse.down();
  for (let i = 1; i <= 20; i++)
    await page.mouse.move(x + (0.1 + 0.01 * i) * width, y + height / 2 + 20 * Math.sin(i));
  await page.mouse.up();
}

/** The drawing, as the link carries it: on the pad its lines are as thick as what is shown beside them allows. */
const inkOf = ({ hash }: Playground) => /&ink=(d1\.[^&]+)/.exec(hash)?.[1];

test('turned into Chinese and back, the page keeps its run, tab, drawing and notices', async () => {
  const playground = await site.visit('?backend=wasm', HANDWRITING);
  const { page } = playground;
  await playground.notice('learningRate = lots was refused');
  await playground.stepOf((step) => step >= 1);
  await page.getByRole('tab', { name: 'Draw & complete' }).click();
  await write(playground);
  await until(async () => inkOf(playground) !== undefined, 'the drawing in the link');
  const ink = inkOf(playground);
  const before = await playground.step();

  await page.getByRole('button', { name: 'Change to 中文' }).click();
  await speaks(playground, 'zh-Hans');
  await page.locator('#language-button:focus').waitFor();
  expect(await page.title()).toBe('SIS-RNN 演练场');
  expect(await page.getByRole('tab', { selected: true }).textContent()).toBe('绘制与补全');
  expect(inkOf(playground)).toBe(ink);
  expect(await page.getByTestId('ink').getAttribute('d')).toMatch(/^M/);
  // What was told before stays in the words it was told in.
  await page.getByLabel('通知').getByText('learningRate = lots was refused').waitFor();
  expect(await playground.step()).toBeGreaterThanOrEqual(before);
  await playground.button('暂停').waitFor();
  await playground.advances();

  await page.reload();
  await speaks(playground, 'zh-Hans');
  await playground.stepOf((step) => step >= 1);
  await page.evaluate(() => {
    location.hash += '&learningRate=lots';
  });
  await page.getByLabel('通知').getByText('链接：learningRate = lots 不被接受').waitFor();
  await page.getByRole('button', { name: '切换为English' }).click();
  await speaks(playground, 'en');
  expect(await page.title()).toBe('SIS-RNN Playground');
  await playground.button('Pause').waitFor();
  await playground.advances();
  expect(playground.errors).toEqual([]);
  await playground.close();
});

test('the address may ask for Chinese, and what is wrong in it is told in Chinese', async () => {
  const playground = await site.visit('?backend=wasm&lang=zh', HANDWRITING);
  await speaks(playground, 'zh-Hans');
  await playground.page.getByLabel('通知').getByText('learningRate = lots 不被接受').waitFor();
  await playground.stepOf((step) => step >= 1);
  expect(playground.errors).toEqual([]);
  await playground.close();
});

test('a language that there is none of is refused', async () => {
  const playground = await site.visit('?backend=wasm&lang=fr', HANDWRITING);
  await playground.notice('lang = fr was refused: it takes one of en, zh.');
  await playground.close();
});

test('where the Chinese texts do not arrive the page stays English and says so', async () => {
  const context = await site.newContext();
  await context.route(/\/assets\/catalogue-[^/]*\.js$/, (route) => route.abort());
  const playground = await site.visitIn(context, '?backend=wasm&lang=zh', HANDWRITING);
  await playground.notice('中文 could not be loaded');
  await playground.page.getByLabel('Notices').getByRole('button', { name: '中文' }).click();
  await playground.page.getByRole('button', { name: 'Change to 中文' }).click();
  await playground.notice('中文 could not be loaded');
  await speaks(playground, 'en');
  await playground.stepOf((step) => step >= 1);
  await playground.close();
});
