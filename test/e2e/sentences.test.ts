import { openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { tasksDuring, toldOf } from './mainThread.ts';
import { type Playground, Site, until } from './site.ts';

/** Small enough to train many steps a second beside what is asked. */
const SIZES =
  'seed=5&hidden=8&latent=2&mixingWidths=8&injectedNoise=4&wordWidth=8&attentionHeads=2&decoderLayers=1&batch=4&validationSize=24&testSize=20&validateEvery=100000&mixingSamples=3&mixingSamplesStart=3&mixingSamplesEvaluation=5&sequenceLength=16';
const SENTENCES = `#v=1&preset=sentences&models=sis-rnn,vrnn,rnn&${SIZES}`;
const TEXT = `#v=1&preset=text&${SIZES}`;
const MODELS = ['sis-rnn', 'vrnn', 'rnn'];

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

async function open(link: string, search = '?backend=wasm'): Promise<void> {
  playground = await site.visit(search, link);
  await playground.stepOf((step) => step >= 1);
}

/** What each model says in a part of the view, `count` sentences of each. */
async function said(part: string, count: number): Promise<string[][]> {
  const read = () =>
    Promise.all(
      MODELS.map((id) =>
        playground.page.locator(`[data-said=${part}] [data-model=${id}] .words`).allInnerTexts(),
      ),
    );
  await until(
    async () => (await read()).every((sentences) => sentences.length === count),
    `${count} sentences of each model`,
  );
  return read();
}

describe('sentences', () => {
  test('a beginning is typed and every model says on while it trains; other noise says other things', async () => {
    await open(SENTENCES);
    const { page } = playground;
    // Who opens sentences is shown them.
    await page.getByTestId('sentences-data').getByText('7 hidden factors').waitFor();
    const field = page.getByLabel('A sentence begins');
    await field.fill('The zebra');
    await page.getByText('zebra: not in the vocabulary, read as <unk>').waitFor();
    await field.fill('The cook');
    await until(
      async () =>
        (await said('continuation', 4)).flat().every((sentence) => sentence.startsWith('the cook')),
      'sentences that begin so',
    );
    const before = await said('continuation', 4);
    await playground.button('Other noise').click();
    await until(
      async () => JSON.stringify(await said('continuation', 4)) !== JSON.stringify(before),
      'other sentences',
    );
    await page.getByRole('slider', { name: 'Temperature' }).fill('0');
    // The likeliest words are the same again and again where there is no z.
    await until(
      async () => new Set((await said('continuation', 4))[2]).size === 1,
      'one sentence of the RNN',
    );
    await page.getByText('from q given a sentence').click();
    await page.getByTestId('continue-words').getByText('z drawn from q given').waitFor();
    await playground.advances();
  });

  test('by keyboard: each word’s log p is read, and stands in a table', async () => {
    await open(SENTENCES);
    const { page } = playground;
    await page.getByLabel('The models read', { exact: true }).fill('emma was proud .');
    const line = page.locator('[data-read=vrnn] .words');
    await line.getByText('proud').waitFor();
    await line.focus();
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
    await page.getByText(/VRNN, “proud”: log p = −\d+\.\d\d nats/).waitFor();
    await page.keyboard.press('End');
    await page.getByText(/VRNN, the end: log p = −/).waitFor();
    const totals = page.getByTestId('read-totals');
    for (const name of ['SIS-RNN', 'VRNN', 'RNN', 'the grammar itself'])
      await totals.getByRole('row', { name: new RegExp(`^${name}.*−\\d+\\.\\d\\d`) }).waitFor();
    await page.getByText(/What the grammar says of it:.*tense past/).waitFor();
    await page.getByRole('button', { name: 'Numbers of sentence as a table and CSV' }).click();
    const dialog = page.getByRole('dialog', { name: /log p of each word/ });
    // A head, four words, the end and KL.
    expect(await dialog.getByRole('row').count()).toBe(7);
    await playground.button('Close').click();
  });

  test('what z carries: figures, a plain sentence, and a map to walk by keyboard', async () => {
    await open(SENTENCES);
    const { page } = playground;
    const again = playground.button('Look again, at the models as they are now');
    await again.waitFor();
    for (const id of ['sis-rnn', 'vrnn']) {
      const use = page.locator(`[data-use=${id}]`);
      await use.getByText('KL, nats a sentence').waitFor();
      await use.getByText(/z is used|z says little|z costs|ignores z/).waitFor();
      await page.locator(`[data-map=${id}] canvas`).waitFor();
    }
    // An RNN has no latent, and so no map.
    expect(await page.locator('[data-map=rnn]').count()).toBe(0);
    await page.getByLabel('Colour is').selectOption('tense');
    await page.getByRole('button', { name: 'future' }).press('Enter');
    const map = page.getByRole('application', { name: 'Map of SIS-RNN' });
    await map.focus();
    await page.keyboard.press('ArrowRight');
    const reading = page.getByTestId('map-reading');
    await reading.getByText(/^Sentence 1: “.*”, (past|present|future|none)$/).waitFor();
    await page.keyboard.press('ArrowRight');
    await reading.getByText(/^Sentence 2: /).waitFor();
    await page.getByLabel('Axes are').selectOption('dimensions');
    await page.locator('[data-map=vrnn]').getByText('z₁ across, z₂ up').waitFor();
    const factors = page.getByTestId('factors');
    await factors.getByRole('row', { name: /^topic \d+ % \d+ % \d+ %$/ }).waitFor();
    await again.click();
    await again.waitFor();
    await playground.advances();
  });

  test('from one sentence to another, and from nothing', async () => {
    await open(SENTENCES);
    const { page } = playground;
    const along = page.locator('[data-said=path] [data-model=sis-rnn] li');
    await until(async () => (await along.count()) === 7, 'seven sentences along the line');
    await page.getByRole('slider', { name: 'Sentences along the line' }).fill('4');
    await until(async () => (await along.count()) === 4, 'four sentences along the line');
    await page.getByTestId('path-words').getByText('a straight line between one draw').waitFor();
    await said('sentence', 6);
    await page.getByTestId('samples-words').getByText('6 sentences of each model').waitFor();
  });

  test('typing and walking the map of 200 sentences leave the main thread free', async () => {
    await open(
      SENTENCES.replace('validationSize=24', 'validationSize=200').replace('latent=2', 'latent=16'),
      // It comes when the page has time, and has a test of its own.
      '?backend=wasm&hide=essay',
    );
    const { page } = playground;
    const again = playground.button('Look again, at the models as they are now');
    await again.waitFor();
    const tasks = await tasksDuring(page, async () => {
      await again.click();
      await page.getByLabel('A sentence begins').pressSequentially(' on the roof', { delay: 30 });
      await again.waitFor();
      await page.getByRole('application', { name: 'Map of VRNN' }).focus();
      for (let i = 0; i < 12; i++) await page.keyboard.press('ArrowRight');
      await page
        .getByTestId('map-reading')
        .getByText(/^Sentence 12: /)
        .waitFor();
      await playground.advances();
    });
    console.log(toldOf(tasks));
    expect(tasks.count).toBeGreaterThan(10);
  });

  test('figures are nats a sentence with perplexity and the grammar’s own, and FIVO is refused', async () => {
    // No sentence is cut off, so that the grammar's own log p is that of what the models read.
    await open(SENTENCES.replace('sequenceLength=16', 'sequenceLength=40'));
    const { page } = playground;
    const table = page.locator('table.held-out');
    await table.getByText('nats per sentence').first().waitFor();
    await table.getByRole('row', { name: /^perplexity, a word or end( [\d,.]+){4}$/ }).waitFor();
    await page.getByLabel('Estimator').selectOption('fivo');
    await page.getByTestId('estimator-words').getByText('a sentence has one z').waitFor();
    expect(await playground.button('Estimate').isDisabled()).toBe(true);
    await page.getByLabel('Estimator').selectOption('iwae');
    await page.getByLabel('Draws N').fill('3');
    await page.getByLabel('Test sentences').fill('5');
    await playground.button('Estimate').click();
    await page
      .getByTestId('estimates')
      .getByText(/perplexity/)
      .first()
      .waitFor();
    await page.getByRole('tab', { name: 'Posterior' }).click();
    await page.getByRole('figure', { name: 'Marginal of z' }).waitFor();
    await page.getByText('a sentence has one latent, so there are no strips').waitFor();
    await page.getByRole('button', { name: 'Next held-out sentence' }).click();
    await page.getByRole('button', { name: 'Mirror', exact: true }).click();
    await until(
      async () => (await page.getByRole('tab', { name: 'Sentences' }).count()) === 0,
      'the tab to go',
    );
  });
});

describe('a text of one’s own', () => {
  test('is pasted and learned; what is no text gets a clear answer while the run goes on', async () => {
    playground = await site.visit('?backend=wasm', TEXT);
    const { page } = playground;
    await page.getByTestId('needs-data').getByText('Your text needs a file').waitFor();
    const lines = Array.from({ length: 40 }, (_, i) => `It was ${'so '.repeat(i % 3)}late.`);
    await page.getByTestId('needs-data').getByLabel('Sentences, one a line').fill(lines.join('\n'));
    await playground.button('Learn these 40 lines').click();
    await playground.stepOf((step) => step >= 1);
    await page.getByTestId('sentences-data').getByText('words of prose').waitFor();
    // No text is in the link.
    expect(playground.hash).not.toContain('It');
    await page.getByLabel('Colour is').selectOption('length');

    await playground.choose('a.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0));
    await playground.notice('a.png is neither an MNIST idx file nor UTF-8 text');
    await playground.choose('empty.txt', new Uint8Array(0));
    await playground.notice('empty.txt is empty');
    await playground.choose('few.txt', new TextEncoder().encode('one two\nthree four\n'));
    await playground.notice('sentences of at most 16 tokens for train, and at least 10 needed');
    await playground.advances();
  });

  test('comes as Penn Treebank does, in three files with their counts', async () => {
    playground = await site.visit('?backend=wasm', TEXT);
    const { page } = playground;
    await page.getByLabel('Read as').selectOption('ptb');
    const part = (name: string, count: number) => ({
      name: `ptb.${name}.txt`,
      mimeType: 'text/plain',
      buffer: Buffer.from(" no it was n't black <unk> \n".repeat(count)),
    });
    await page.getByLabel('Read as').selectOption('text');
    await page
      .getByLabel('Data file')
      .first()
      .setInputFiles([part('train', 30), part('valid', 12), part('test', 14)]);
    await page.getByTestId('sentences-data').getByText('30 / 12 / 14 sentences').waitFor();
    await playground.advances();
  });

  test('of ten million lines is read as far as its bound, and says so', async () => {
    await open(SENTENCES);
    const { page } = playground;
    const path = join(tmpdir(), `ten-million-lines-${process.pid}.txt`);
    const file = openSync(path, 'w');
    const block = 'a few words\n'.repeat(100_000);
    for (let i = 0; i < 100; i++) writeSync(file, block);
    try {
      await page.getByLabel('Data file').first().setInputFiles(path);
      await playground.advances();
      await playground.notice('the first 2,000,000 lines of text');
      await page.getByTestId('sentences-data').getByText('the rest not read').waitFor();
      await playground.advances();
    } finally {
      rmSync(path);
    }
  });
});
