import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { defaultSettings, GENERATORS, type Settings } from '../../src/config/settings.ts';
import {
  dataSetOf,
  datasetFrom,
  describeImport,
  importFile,
  importFiles,
  NeedsFile,
} from '../../src/data/importer.ts';
import { memorySource, type Source } from '../../src/data/source.ts';
import { dataSetsText } from '../../src/text/en/dataSets.ts';
import { speak } from '../../src/text/speak.ts';
import { idxBytes } from './idxBytes.ts';

const text = (content: string) => new TextEncoder().encode(content) as Uint8Array<ArrayBuffer>;
const gzip = (content: Uint8Array) => new Uint8Array(gzipSync(content));
const settings = (differences: Partial<Settings>): Settings => ({
  ...defaultSettings(),
  ...differences,
});

const csv = text(`t,y\n${Array.from({ length: 60 }, (_, i) => `${i},${(i * i) % 7}`).join('\n')}`);
const idx = idxBytes([30, 28, 28]);

describe('what a file is, its content says', () => {
  test('an idx file under any name, packed or not', async () => {
    for (const bytes of [idx, gzip(idx)]) {
      const file = await importFile('renamed.csv', bytes);
      expect(file.kind).toBe('digits');
      expect(dataSetOf(file)).toBe('digits-rows');
      expect(describeImport(file)).toBe('renamed.csv: 30 images');
    }
  });

  test('a CSV under any name, packed or not, with a byte order mark or not', async () => {
    const marked = new Uint8Array([0xef, 0xbb, 0xbf, ...csv]);
    for (const bytes of [csv, gzip(csv), marked]) {
      const file = await importFile('images-idx3-ubyte', bytes);
      expect(dataSetOf(file)).toBe('your-csv');
      expect(describeImport(file)).toBe('images-idx3-ubyte: 1 series, channels t, y');
    }
  });
});

describe('a table with columns that hold no numbers', () => {
  const rows = (row: (i: number) => string) =>
    Array.from({ length: 60 }, (_, i) => row(i)).join('\n');
  const prices = text(`date,open,site\n${rows((i) => `2024-01-${i},${(i * i) % 7},north`)}`);

  test('says which were left out where it is read, and where it is learned from', async () => {
    const file = await importFile('p.csv', prices);
    expect(describeImport(file)).toBe(
      'p.csv: 1 series, channels open; left out (no numbers): "date" ("2024-01-0") and "site" ("north"); a column named sequence would part the rows into series',
    );
    expect(datasetFrom(settings({ data: 'your-csv' }), file).description).toBe(
      'p.csv: 1 series, 60 rows, channels open (left out, no numbers: "date", "site"), windows of at most 20 steps, standardised',
    );
    const named = await importFile('p.csv', text(`when,id,y\n${rows((i) => `Mon,${i % 4},${i}`)}`));
    expect(describeImport(named)).toBe(
      'p.csv: 4 series, channels y; left out (no numbers): "when" ("Mon")',
    );
  });

  test('in Chinese too', async () => {
    const file = await importFile('p.csv', prices);
    const { facts } = datasetFrom(settings({ data: 'your-csv' }), file);
    await speak('zh');
    expect(describeImport(file)).toContain(
      '；已略去没有数的列："date"（"2024-01-0"）和"site"（"north"）；',
    );
    expect(dataSetsText().line(facts!)).toContain(
      '通道 open（已略去没有数的列："date"、"site"），',
    );
    await speak('en');
  });

  test('and no others is refused as a table where its name says it is one, else it is text', async () => {
    const names = text('date,site\n2024-01-02,north\n2024-01-03,"south, far"\n');
    for (const [name, bytes] of [
      ['n.csv', names],
      ['n.TSV.gz', gzip(names)],
    ] as const) {
      await expect(importFile(name, bytes)).rejects.toThrow(`${name} has no column of numbers`);
      await expect(importFiles([memorySource(bytes, name)])).rejects.toThrow(
        'no column of numbers',
      );
    }
    expect((await importFile('n.txt', names)).kind).toBe('text');
    const prose = text('It was so, and late.\nIt was not so.\nIt was.\n');
    expect((await importFile('n.csv', prose)).kind).toBe('text');
  });
});

describe('drawings', () => {
  const ndjson = text(
    Array.from({ length: 20 }, (_, i) => `{"drawing":[[[0,${i},7],[1,2,${i}]]]}\n`).join(''),
  );

  test('under any name, packed or not, in one piece or as a stream', async () => {
    for (const bytes of [ndjson, gzip(ndjson)]) {
      const whole = await importFile('renamed.csv', bytes);
      const streamed = await importFiles([memorySource(bytes, 'renamed.csv')]);
      expect(streamed).toEqual(whole);
      expect(dataSetOf(whole)).toBe('strokes');
      expect(describeImport(whole)).toBe('renamed.csv: 20 drawings, QuickDraw ndjson');
      expect(datasetFrom(settings({ data: 'strokes' }), whole).observation).toBe('pen');
    }
  });

  test('are not asked for by data sets that read other files', async () => {
    const file = await importFile('d', ndjson);
    expect(() => datasetFrom(settings({ data: 'your-csv' }), file)).toThrow(NeedsFile);
    expect(() => datasetFrom(settings({ data: 'strokes' }), null)).toThrow(
      'data set strokes needs drawings: QuickDraw ndjson',
    );
    expect(datasetFrom(settings({ data: 'handwriting' }), null).observation).toBe('pen');
  });
});

describe('text', () => {
  const lines = text('<unk> said so .\nit was not so .\n'.repeat(20));

  test('under any name, packed or not, in one piece or as a stream, even if its first word is <unk>', async () => {
    for (const bytes of [lines, gzip(lines)]) {
      for (const file of [
        await importFile('renamed.csv', bytes),
        await importFiles([memorySource(bytes, 'renamed.csv')]),
      ]) {
        expect(dataSetOf(file)).toBe('text');
        expect(describeImport(file)).toBe('renamed.csv: 40 lines of text');
        const { observation, train } = datasetFrom(settings({ data: 'text' }), file);
        expect([observation, train.count]).toEqual(['tokens', 28]);
      }
    }
  });

  test('lies beside a list of its words with their numbers, which is passed over', async () => {
    const counts = memorySource(text('said\t20\nso\t41\nit\t7\n'), 'vocab.txt');
    const sources = [counts, memorySource(lines, 'y.train.txt'), memorySource(lines, 'y.test.txt')];
    expect(describeImport(await importFiles(sources))).toBe(
      'y.train.txt, y.test.txt: 80 lines of text',
    );
  });

  test('is what data set text needs, and sentences need nothing', async () => {
    const file = await importFile('s', csv);
    for (const other of [null, file])
      expect(() => datasetFrom(settings({ data: 'text' }), other)).toThrow(
        'data set text needs sentences, one a line',
      );
    expect(datasetFrom(settings({ data: 'sentences', testSize: 8 }), null).text).toBeDefined();
  });

  test('and drawings do not come together', async () => {
    const drawing = text('{"drawing":[[[0,1],[1,2]]]}\n');
    const sources = [memorySource(lines, 'a.txt'), memorySource(drawing, 'b.ndjson')];
    await expect(importFiles(sources)).rejects.toThrow('a.txt is text and b.ndjson is not');
  });
});

test('other files come as streams too, and several only of drawings, digits and text', async () => {
  const pieces: Source = {
    name: 'd',
    bytes: idx.length,
    async *open() {
      for (let at = 0; at < idx.length; at += 1000) yield idx.subarray(at, at + 1000);
    },
  };
  expect(await importFiles([pieces])).toEqual(await importFile('d', idx));
  const series = memorySource(csv, 's');
  await expect(importFiles([series, series])).rejects.toThrow('s is neither QuickDraw ndjson');
  await expect(importFiles([])).rejects.toThrow('no file was given');
});

describe('refuses', () => {
  test.each([
    ['an empty file', new Uint8Array(0), 'f is empty'],
    ['a gzip file of nothing', gzip(new Uint8Array(0)), 'f unpacks to nothing'],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]), 'f is neither'],
    ['text that is not UTF-8', new Uint8Array([0x61, 0x0a, 0xe9, 0x0a]), 'f is neither'],
    ['a spreadsheet', new Uint8Array([0x50, 0x4b, 3, 4, 0]), 'f is a zip archive'],
    ['labels', gzip(idxBytes([10])), 'f holds 10 labels, not images'],
    ['text in a number column', text('a\n1\nx'), 'f, line 3, column "a" holds the text "x"'],
    ['a truncated gzip file', gzip(idx).slice(0, 99), 'f is a truncated gzip file'],
  ])('%s', async (_what, bytes, message) => {
    await expect(importFile('f', bytes)).rejects.toThrow(message);
  });

  test('a file above the bound, unread', async () => {
    const large = { length: 600e6 } as Uint8Array<ArrayBuffer>;
    await expect(importFile('f', large)).rejects.toThrow(
      'f is too large: 600.0 MB, and at most 512.0 MB are read',
    );
  });
});

describe('datasetFrom', () => {
  test.each(GENERATORS)('%s needs no file', (data) => {
    expect(datasetFrom(settings({ data }), null).known).not.toBeNull();
  });

  test('digits and series come from their files', async () => {
    const digits = await importFile('d', idx);
    const series = await importFile('s', csv);
    expect(datasetFrom(settings({ data: 'digits-rows' }), digits).observation).toBe('binary');
    expect(datasetFrom(settings({ data: 'your-csv' }), series).channelNames).toEqual(['t', 'y']);
    expect(datasetFrom(settings({ data: 'mirror' }), series).known).not.toBeNull();
  });

  test('digits are drawn where there is no file', () => {
    expect(datasetFrom(settings({ data: 'digits-rows' }), null).description).toMatch(/^Synthetic/);
  });

  test('no file, or one of the other kind, is a NeedsFile that names the data set', async () => {
    const digits = await importFile('d', idx);
    const series = await importFile('s', csv);
    for (const [data, file] of [
      ['strokes', null],
      ['digits-rows', series],
      ['your-csv', null],
      ['your-csv', digits],
    ] as const) {
      expect(() => datasetFrom(settings({ data }), file)).toThrow(NeedsFile);
      expect(() => datasetFrom(settings({ data }), file)).toThrow(`data set ${data} needs`);
    }
  });
});

describe('MNIST itself', () => {
  const folder = new URL('../../../shared/data/mnist/', import.meta.url);

  test.for([
    ['train-images-idx3-ubyte.gz', 60_000, 59_000 - 256],
    ['t10k-first3000-images-idx3-ubyte.gz', 3000, 3000 - 600 - 256],
  ] as const)('%s is read, split and binarised', async ([name, count, trainCount], { skip }) => {
    const path = new URL(name, folder);
    skip(!existsSync(path), `${path.pathname} is not here`);
    const file = await importFile(name, new Uint8Array(readFileSync(path)));
    if (file.kind !== 'digits') throw new Error('not digits');
    expect(file.images.count).toBe(count);
    const dataset = datasetFrom(settings({ data: 'digits-rows' }), file);
    expect(dataset.train.count).toBe(trainCount);
    const batch = dataset.train.batch(
      Array.from({ length: 500 }, (_, i) => i),
      0,
    );
    const on = batch.x.reduce((sum, value) => sum + value, 0) / batch.x.length;
    // About 13 % of MNIST's pixels are on above one half.
    expect(on).toBeGreaterThan(0.11);
    expect(on).toBeLessThan(0.15);
  });
});
