import { gzipSync } from 'node:zlib';
import { test } from 'vitest';
import { presetNamed } from '../../src/config/presets.ts';
import type { DataSetName, Settings } from '../../src/config/settings.ts';
import type { Dataset } from '../../src/data/dataset.ts';
import { maybeGunzip } from '../../src/data/gzip.ts';
import { ImportError } from '../../src/data/importError.ts';
import { dataSetOf, datasetFrom, describeImport, importFiles } from '../../src/data/importer.ts';
import { memorySource } from '../../src/data/source.ts';
import { idxBytes } from '../data/idxBytes.ts';
import { lineXml } from '../data/pen/lineXml.ts';
import { tarBytes } from '../data/pen/tarBytes.ts';
import { survives } from './trial.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const text = (content: string): Bytes => new TextEncoder().encode(content);
const packed = (content: Bytes): Bytes => new Uint8Array(gzipSync(content));
const repeat = (count: number, line: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n');

const SMALL: Partial<Settings> = { sequenceLength: 20, validationSize: 4, testSize: 4 };

function settingsOf(data: DataSetName): Settings {
  const preset = presetNamed({ text: 'text' }[data as string] ?? data)?.experiment.settings;
  const settings = preset ?? presetNamed('mirror')!.experiment.settings;
  return { ...settings, ...SMALL, data };
}

/** What is read is learned from: every part has something in it, and every number is one. */
function checkDataset(dataset: Dataset): void {
  for (const part of ['train', 'validation', 'test'] as const) {
    const { count, batch } = dataset[part];
    if (!(count >= 1)) throw new Error(`${part} has ${count} sequences`);
    const { x, mask, steps } = batch([0, count - 1], 0);
    if (!(steps >= 1)) throw new Error(`${part} has ${steps} steps`);
    if (!x.every(Number.isFinite)) throw new Error(`${part} holds what is no number`);
    if (mask !== null && !mask.some((value) => value === 1)) throw new Error(`${part} is padding`);
  }
}

/** The way of a dropped file; `beside` are other files dropped with it. */
const reader =
  (name: string, beside: readonly Bytes[] = []) =>
  async (bytes: Bytes) => {
    const sources = [bytes, ...beside].map((content, i) => memorySource(content, `${i}-${name}`));
    const file = await importFiles(sources);
    describeImport(file);
    checkDataset(datasetFrom(settingsOf(dataSetOf(file)), file));
  };

const isRefusal = (error: unknown) => error instanceof ImportError;

const csv = (delimiter: string, column: string) =>
  text(
    `${column}${delimiter}a${delimiter}"b c"\n${repeat(40, (i) =>
      [i % 4, Math.sin(i).toFixed(3), `"${(i * i) % 17}"`].join(delimiter),
    )}\n`,
  );

/** Of which two columns are left out. */
const dated = text(`date,a,site\n${repeat(40, (i) => `2024-01-${i},${(i * i) % 17},north`)}`);

const ndjson = text(
  repeat(12, (i) =>
    JSON.stringify({
      word: 'cat',
      key_id: String(i),
      split: ['train', 'validation', 'test'][i % 3],
      drawing: [
        [
          [i, 5, 9 + i],
          [1, 2, i],
          [0, 10, 20],
        ],
        [
          [3, 4.5],
          [1, 2],
        ],
      ],
    }),
  ),
);

const line = (i: number) =>
  lineXml([
    [
      [10, 20 + i],
      [12, 25],
      [13 + i, 29],
    ],
    [
      [20, 20],
      [25, 30],
    ],
  ]);

const inkMl = `<?xml version="1.0"?><ink xmlns="http://www.w3.org/2003/InkML"><traceFormat><channel name="X"/><channel name="Y"/><channel name="F"/></traceFormat>
${repeat(5, (i) => `<traceGroup><trace>1 2 3, 4 5 6, 7 ${i} 9</trace><trace>1 2 3, '1'-1'0, "1"2"0, !7 8 *</trace></traceGroup>`)}</ink>`;

const svg = (i: number) =>
  `<svg viewBox="0 0 100 100"><g transform="translate(${i},2) rotate(30 1 2)"><path d="M0 0L3 4c1 2 3 4 5 6q1 1 2 ${i}a5 5 0 0 1 9 9z"/><polyline points="1,2 3,4 9,${i}"/><line x1="1" x2="5" y2="9"/></g></svg>`;

const amat = (i: number) =>
  text(repeat(12, (row) => Array.from({ length: 784 }, (_, c) => (c * row * i) & 1).join(' ')));

const prose = repeat(
  40,
  (i) => `The ${['cat', 'dog', 'bird'][i % 3]} sees, on day ${i}, a <unk> house; isn't it?`,
);

const tar = tarBytes(
  Array.from({ length: 4 }, (_, i) => ({
    path: `lineStrokes/a01/a01-00${i}/a01-00${i}u-01.xml`,
    content: line(i),
    ...(i === 1 && { long: 'gnu' as const }),
    ...(i === 2 && { long: 'pax' as const }),
  })),
);

/** With the checksum of every header made right. */
function resealed(bytes: Bytes): Bytes {
  const copy = bytes.slice();
  for (let at = 0; at + 512 <= copy.length; at += 512) {
    const header = copy.subarray(at, at + 512);
    if (String.fromCharCode(...header.subarray(257, 262)) !== 'ustar') continue;
    header.fill(32, 148, 156);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.set(text(`${sum.toString(8).padStart(6, '0')}\0 `), 148);
  }
  return copy;
}

const labels = idxBytes([40], 8);
const digits = [10, 14].map((count) => idxBytes([count, 28, 28]));

test.each([
  { name: 'idx', files: digits, read: reader('images.idx') },
  { name: 'amat', files: [amat(1), amat(3)], read: reader('binarized.amat') },
  {
    name: 'CSV',
    files: [csv(',', 'sequence'), csv(';', 'x'), csv('\t', 'ID'), dated],
    read: reader('data.csv'),
  },
  { name: 'ndjson', files: [ndjson], read: reader('drawings.ndjson') },
  {
    name: 'IAM-OnDB',
    files: [text(line(0))],
    read: reader('line.xml', [1, 2, 3].map(line).map(text)),
  },
  { name: 'InkML', files: [text(inkMl)], read: reader('ink.inkml') },
  { name: 'SVG', files: [text(svg(0))], read: reader('drawing.svg', [1, 2, 3].map(svg).map(text)) },
  { name: 'tar', files: [tar], read: reader('lines.tar'), sealed: resealed },
  {
    name: 'text',
    files: [text(prose), text(prose.replace(/^/gm, '3\t')), text(prose.toLowerCase())],
    read: reader('sentences.txt'),
  },
])('$name: 10,000 mutated files are read or refused', async (trial) => {
  await survives({ ...trial, isRefusal });
});

test('gzip: 10,000 mutated files are read or refused', async () => {
  const files = [ndjson, csv(',', 'x'), digits[0]!, labels].map(packed);
  await survives({
    name: 'gzip',
    files,
    read: (bytes) => maybeGunzip(bytes, 1e6, 'file.gz'),
    isRefusal,
  });
});
