import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { idxBytes } from '../data/idxBytes.ts';
import { type Playground, Site, until } from './site.ts';

/** Small enough that a step takes a moment even where the graphics card is imagined. */
const SMALL = [
  'hidden=4',
  'features=4',
  'mixingWidths=6',
  'injectedNoise=4',
  'mixingSamples=3',
  'mixingSamplesStart=3',
  'mixingSamplesEvaluation=5',
  'validateEvery=100000',
  'batch=4',
  'validationSize=8',
  'testSize=8',
].join('&');
const MIRROR = `#v=1&preset=mirror&sequenceLength=2&seed=7&${SMALL}`;
const DIGITS = `#v=1&preset=digits-rows&decoderWidths=4&priorWidths=4&latent=2&seed=7&${SMALL}`;

const text = (content: string) => new TextEncoder().encode(content);
const packed = gzipSync(idxBytes([40, 28, 28]));

/** Real digits where they are at hand, made-up ones elsewhere. */
function digits(): Uint8Array {
  const real = new URL(
    '../../../shared/data/mnist/t10k-first3000-images-idx3-ubyte.gz',
    import.meta.url,
  );
  return existsSync(real) ? readFileSync(real) : packed;
}

let site: Site;
let seed = 100;

/** A link that was not opened before, so that it starts a run. */
function nextMirror(): string {
  seed += 1;
  return MIRROR.replace('seed=7', `seed=${seed}`);
}

let playground: Playground;

beforeAll(async () => {
  site = await Site.open();
});
afterAll(() => site.close());

/** Whatever a test did, the console stays free of errors. */
function expectNoErrors() {
  expect(playground.errors).toEqual([]);
}

describe.each([
  ['wasm', 'WebAssembly', 100],
  ['webgpu', 'WebGPU', 4],
])('on %s', (backend, name, validateEvery) => {
  // One page for all: a device in software takes long to warm up.
  beforeAll(async () => {
    playground = await site.visit(`?backend=${backend}`, MIRROR);
    await playground.stepOf((step) => step >= 1);
  });
  afterAll(() => playground.close());
  // Every test begins with a run of its own, whatever the one before left.
  beforeEach(async () => {
    const pause = playground.button('Pause');
    if (await pause.isVisible()) await pause.click();
    await playground.worker('paused');
    // Started while paused, the new run stands at step 0 until it is told to play.
    await playground.page.evaluate((hash) => {
      location.hash = hash;
    }, nextMirror());
    await playground.stepOf((step) => step === 0);
    await playground.button('Play').click();
    await playground.stepOf((step) => step >= 1);
  });
  afterEach(expectNoErrors);

  test('the chip tells the truth and training advances by itself', async () => {
    expect(await playground.page.getByTestId('backend').innerText()).toContain(name);
    await playground.advances();
    // The first validation has come in.
    await until(
      async () =>
        /Validation set at step \d+/.test(await playground.page.locator('main').innerText()),
      'the first validation',
    );
  });

  test('pause holds, step makes one step, play goes on', async () => {
    await playground.button('Pause').click();
    await playground.worker('paused');
    const held = await playground.step();
    await playground.button('Step').click();
    await playground.stepOf((step) => step === held + 1);
    await playground.button('Step').click();
    await playground.stepOf((step) => step === held + 2);
    expect(await playground.stoodStillFor(60)).toBe(true);
    await playground.button('Play').click();
    await playground.stepOf((step) => step > held + 3);
  });

  test('a slider that acts in the run changes it, one that restarts begins anew; back undoes', async () => {
    await playground.stepOf((step) => step >= 4);
    const before = await playground.step();
    await playground.slider('Noise amplitude').press('ArrowLeft');
    await until(
      async () => /noiseAmplitude=0\.\d+/.test(playground.hash),
      'the amplitude in the link',
    );
    expect(await playground.advances()).toBeGreaterThan(before);

    const withAmplitude = playground.hash;
    await playground.slider('Hidden units').press('ArrowRight');
    await until(async () => playground.hash.includes('hidden=5'), 'hidden units in the link');
    await playground.stepOf((step) => step < before);
    await playground.advances();
    expect(await playground.setting('hidden')).toBe('5');

    await playground.page.goBack();
    await until(async () => (await playground.setting('hidden')) === '4', 'hidden units as before');
    expect(playground.hash).toBe(withAmplitude);
    await playground.page.goBack();
    await until(
      async () => (await playground.setting('noiseAmplitude')) === '1',
      'the amplitude as before',
    );
    await playground.page.goForward();
    await until(
      async () => (await playground.setting('noiseAmplitude')) !== '1',
      'the amplitude again',
    );
    await playground.advances();
  });

  test('files that are refused: a message each, and the run goes on', async () => {
    for (const [fileName, bytes, message] of [
      ['labels.gz', gzipSync(idxBytes([40])), 'labels.gz holds 40 labels, not images'],
      ['large', idxBytes([3, 32, 32]), 'large holds images of 32 × 32 pixels'],
      ['words.csv', text('a,b\n1,2\n3,four'), 'line 3, column "b" holds the text "four"'],
      ['cut.gz', packed.subarray(0, 200), 'cut.gz is a truncated gzip file'],
    ] as const) {
      const before = await playground.step();
      await playground.choose(fileName, bytes);
      await playground.notice(message);
      expect(await playground.advances()).toBeGreaterThan(before);
    }
    expect(playground.hash).toContain('preset=mirror');
  });

  test('a broken link: messages, and what can be read of it runs', async () => {
    await playground.page.evaluate(
      (hash) => {
        location.hash = hash;
      },
      `${MIRROR}&hidden=5000&speed=3&seed=%E0&v=9`.replace('hidden=4&', ''),
    );
    await playground.notice('hidden = 5000 was refused: it takes an integer from 1 to 512');
    await playground.notice('"speed" is not a setting');
    await playground.notice('a broken % escape');
    await playground.notice('a newer version (v = 9');
    expect(await playground.setting('hidden')).toBe('32');
    expect(await playground.setting('features')).toBe('4');
    await playground.advances();
  });

  test('a link brings back the experiment and its run', async () => {
    // Both are read until they have shown the same step.
    const link = MIRROR.replace('validateEvery=100000', `validateEvery=${validateEvery}`).replace(
      'seed=7',
      'seed=11',
    );
    const first = await site.visit(`?backend=${backend}`, link);
    const second = await site.visit(`?backend=${backend}`, link);
    const shown = [new Map<string, string>(), new Map<string, string>()] as const;
    await until(async () => {
      await first.readBounds(shown[0]);
      await second.readBounds(shown[1]);
      return [...shown[0].keys()].some((step) => shown[1].has(step));
    }, 'a validation of the same step in both');
    for (const [step, bounds] of shown[0])
      if (shown[1].has(step)) expect(shown[1].get(step), `step ${step}`).toBe(bounds);
    expect(await second.setting('seed')).toBe('11');
    expect(await second.setting('mixingWidths')).toBe('6');
    // Ways of writing differ, what is written does not: the link of the link is itself.
    await first.slider('Noise amplitude').press('ArrowLeft');
    await until(async () => first.hash.includes('noiseAmplitude'), 'the amplitude in the link');
    const third = await site.visit(`?backend=${backend}`, first.hash);
    await third.stepOf((step) => step >= 1);
    expect(third.hash).toBe(first.hash);
    expect(await third.setting('noiseAmplitude')).toBe(await first.setting('noiseAmplitude'));
    for (const visit of [first, second, third]) {
      expect(visit.errors).toEqual([]);
      await visit.close();
    }
  });
});

describe('files of one’s own', () => {
  afterEach(async () => {
    expectNoErrors();
    await playground.close();
  });

  test('digits train without a file, and from MNIST through the file dialog, after a wrong file was refused', async () => {
    playground = await site.visit('?backend=wasm', DIGITS);
    await playground.stepOf((step) => step >= 2);
    const described = () => playground.page.getByTestId('data-description').innerText();
    expect(await described()).toContain('Synthetic digits');
    await playground.choose('labels.gz', gzipSync(idxBytes([40])));
    await playground.notice('holds 40 labels, not images');
    await playground.choose('t10k-images-idx3-ubyte.gz', digits());
    const read = /t10k-images-idx3-ubyte\.gz: [\d,]+ images.*on above 0\.5/;
    await until(async () => read.test(await described()), 'the description of the file');
    await playground.advances();
    expect(playground.hash).toContain('preset=digits-rows');
    // A wrong file now leaves the digits training.
    await playground.choose('cut.gz', packed.subarray(0, 99));
    await playground.notice('cut.gz is a truncated gzip file');
    await playground.advances();
  });

  test('a CSV trains through the file dialog and back returns to the run before', async () => {
    playground = await site.visit('?backend=wasm', MIRROR);
    await playground.stepOf((step) => step >= 1);
    const { page } = playground;
    const files = page.locator('.files');
    const rows = Array.from({ length: 120 }, (_, i) => `2024,${Math.sin(i / 3)},${(i * 7) % 11}`);
    const table = (head: string, day: string) =>
      text(`${head}\n${rows.join('\n').replace(/^2024/gm, day)}`);
    await page.getByRole('tab', { name: 'Runs' }).click();
    // Told at the top of the page and where the file was chosen, until the next one is.
    await playground.choose('waves.csv', table('2024-01-01,2,3', '2024-01-02'));
    await playground.notice('waves.csv, line 1 names its columns of numbers with numbers');
    await files.getByText('waves.csv, line 1 names').waitFor();
    await playground.choose('waves.csv', table('date,sine,saw', '2024-01-02'));
    await until(async () => playground.hash.includes('preset=your-csv'), 'the link of the CSV');
    const read = 'waves.csv: 1 series, 120 rows, channels sine, saw (left out, no numbers: "date")';
    await page.getByTestId('data-description').getByText(read).waitFor();
    await playground.notice('left out (no numbers): "date" ("2024-01-02")');
    expect(await page.getByText('names its columns of numbers').count()).toBe(0);
    expect(await page.getByRole('tab', { name: 'Posterior' }).getAttribute('aria-selected')).toBe(
      'true',
    );
    await playground.advances();
    await playground.page.goBack();
    await until(async () => playground.hash.includes('preset=mirror'), 'the link before');
    await playground.advances();
  });
});

describe('the page', () => {
  afterEach(async () => {
    expectNoErrors();
    await playground.close();
  });

  test('begins by itself with mirror and both models, where no link says otherwise', async () => {
    playground = await site.visit('', '');
    await playground.stepOf((step) => step >= 1);
    const description = await playground.page.getByTestId('data-description').innerText();
    expect(description).toContain('|z|');
    expect(await playground.page.getByRole('button', { name: /^Remove / }).count()).toBe(2);
    // Software WebGPU is taken only when asked for.
    expect(await playground.page.getByTestId('backend').innerText()).toContain('WebAssembly');
  });

  test('shows the exact posterior beside the models, filter or smoother, and its statistics', async () => {
    playground = await site.visit('?backend=wasm', MIRROR);
    const { page } = playground;
    const row = (name: string) => page.getByRole('row', { name: new RegExp(`^${name}`) });
    await row('Exact filter').waitFor();
    await page.getByText('exact smoother', { exact: true }).click();
    await row('Exact smoother').waitFor();
    await page.getByRole('img', { name: 'Posterior density of the exact smoother' }).waitFor();
    // A learned decoder has a z of its own.
    await page.getByLabel('Prior and decoder').selectOption('learned');
    await row('Exact').waitFor({ state: 'detached' });
  });

  test('fits a window of 390 pixels without scrolling sideways', async () => {
    playground = await site.visit('?backend=wasm', MIRROR);
    await playground.page.setViewportSize({ width: 390, height: 844 });
    await playground.stepOf((step) => step >= 1);
    const width = await playground.page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
  });

  test('refuses a backend it does not know and takes the best there is', async () => {
    playground = await site.visit('?backend=abacus', MIRROR);
    await playground.notice('backend = abacus was refused');
    await playground.stepOf((step) => step >= 1);
  });
});
