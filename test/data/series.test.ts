import { describe, expect, test } from 'vitest';
import { defaultSettings, type Settings } from '../../src/config/settings.ts';
import type { SeriesFile } from '../../src/data/csv.ts';
import type { Split } from '../../src/data/dataset.ts';
import { fromSeries } from '../../src/data/series.ts';

const settings: Settings = { ...defaultSettings(), data: 'your-csv', sequenceLength: 10 };

/** Series of these lengths with one channel: series s holds 1000 s, 1000 s + 1, ... */
function counting(lengths: readonly number[]): SeriesFile {
  return {
    fileName: 'f.csv',
    channelNames: ['a'],
    leftOut: [],
    series: lengths.map((length, s) => ({
      name: `s${s}`,
      values: Float64Array.from({ length }, (_, i) => 1000 * s + i),
    })),
  };
}

/** The rows a split holds, window by window, in the units of the file. */
function rowsOf(dataset: ReturnType<typeof fromSeries>, split: Split): number[][] {
  const all = Array.from({ length: split.count }, (_, i) => i);
  const { x, mask, size, steps } = split.batch(all, 0);
  const { offset, scale } = dataset.unitScale!;
  return all.map((b) => {
    const rows: number[] = [];
    for (let t = 0; t < steps; t++)
      if (mask === null || mask[t * size + b] === 1)
        rows.push(Math.round(x[t * size + b]! * scale[0]! + offset[0]!) + 0); // no -0
    return rows;
  });
}

const range = (first: number, end: number) =>
  Array.from({ length: end - first }, (_, i) => first + i);

describe('one series', () => {
  const dataset = fromSeries(counting([100]), settings);

  test('is split in time, 70, 15 and 15 per cent, and cut into windows', () => {
    expect(rowsOf(dataset, dataset.train)).toEqual(
      range(0, 7).map((w) => range(10 * w, 10 * w + 10)),
    );
    expect(rowsOf(dataset, dataset.validation)).toEqual([range(70, 80), range(80, 85)]);
    expect(rowsOf(dataset, dataset.test)).toEqual([range(85, 95), range(95, 100)]);
  });

  test('is standardised by the training part alone', () => {
    const { offset, scale } = dataset.unitScale!;
    const mean = 34.5;
    expect(Math.abs(offset[0]! - mean)).toBeLessThanOrEqual(1e-12 * mean);
    const sd = Math.sqrt((70 ** 2 - 1) / 12);
    expect(Math.abs(scale[0]! - sd)).toBeLessThanOrEqual(1e-12 * sd);
    expect([dataset.inputMean, dataset.inputSd]).toEqual([[0], [1]]);
  });

  test('has a mask only in batches that are padded', () => {
    expect(dataset.train.batch([0, 6], 0).mask).toBeNull();
    const { mask, x, size } = dataset.test.batch([0, 1], 0);
    // The second window ends after five steps. [T, B]
    expect([...mask!]).toEqual(range(0, 20).map((i) => (i % 2 === 0 || i < 10 ? 1 : 0)));
    expect(x[9 * size + 1]).toBe(0);
  });

  test('holds out no more windows than the settings ask for', () => {
    const large = fromSeries(counting([10_000]), { ...settings, validationSize: 8, testSize: 20 });
    expect([large.train.count, large.validation.count, large.test.count]).toEqual([972, 8, 20]);
  });

  test('as short as seven rows still has three parts, six do not', () => {
    const short = fromSeries(counting([7]), settings);
    expect([short.train.count, short.validation.count, short.test.count]).toEqual([1, 1, 1]);
    expect(short.steps).toBe(5);
    expect(() => fromSeries(counting([6]), settings)).toThrow(
      'f.csv is too short: its 6 rows leave nothing for the validation part',
    );
  });
});

describe('several series', () => {
  test('two are split in time each', () => {
    const dataset = fromSeries(counting([20, 20]), settings);
    expect(rowsOf(dataset, dataset.test)).toEqual([range(17, 20), range(1017, 1020)]);
  });

  test('three and more are held out whole, by the seed', () => {
    const lengths = new Array<number>(20).fill(25);
    const wholeSeries = (seed: number) => {
      const dataset = fromSeries(counting(lengths), { ...settings, seed });
      const parts = [dataset.train, dataset.validation, dataset.test].map((split) => {
        const rows = rowsOf(dataset, split).flat();
        return [...new Set(rows.map((row) => Math.floor(row / 1000)))];
      });
      expect(parts.map((members) => members.length)).toEqual([14, 2, 4]);
      expect(parts.flat().sort((a, b) => a - b)).toEqual(range(0, 20));
      expect(dataset.train.count).toBe(14 * 3);
      return parts.join(' ');
    };
    expect(wholeSeries(1)).toBe(wholeSeries(1));
    expect(wholeSeries(1)).not.toBe(wholeSeries(2));
  });

  test('three series give one to each part', () => {
    const { train, validation, test: held } = fromSeries(counting([5, 5, 5]), settings);
    expect([train.count, validation.count, held.count]).toEqual([1, 1, 1]);
  });
});

test('channels lie side by side and are standardised each on its own', () => {
  const file: SeriesFile = {
    fileName: 'f.csv',
    channelNames: ['a', 'b'],
    leftOut: [],
    series: [
      { name: '', values: Float64Array.from({ length: 80 }, (_, i) => (i % 2 ? 1e6 * i : i)) },
    ],
  };
  const dataset = fromSeries(file, { ...settings, sequenceLength: 40 });
  const { x, channels, steps } = dataset.train.batch([0], 0);
  expect([channels, steps]).toEqual([2, 28]);
  for (const c of [0, 1]) {
    let [sum, squares] = [0, 0];
    for (let t = 0; t < steps; t++) {
      sum += x[t * 2 + c]!;
      squares += x[t * 2 + c]! ** 2;
    }
    expect(Math.abs(sum / steps)).toBeLessThanOrEqual(1e-6);
    expect(Math.abs(squares / steps - 1)).toBeLessThanOrEqual(1e-6);
  }
  const { offset, scale } = dataset.unitScale!;
  expect(Math.abs(x[1]! * scale[1]! + offset[1]! - 1e6)).toBeLessThanOrEqual(10);
});

test('a channel that never changes, or is too large, is refused by name', () => {
  const withValues = (values: readonly number[]) => ({
    ...counting([]),
    series: [{ name: '', values: Float64Array.from(values) }],
  });
  expect(() => fromSeries(withValues(new Array(50).fill(0.1)), settings)).toThrow(
    'f.csv, column "a" is always 0.1',
  );
  expect(() => fromSeries(withValues(range(0, 50).map((i) => 1e300 * i)), settings)).toThrow(
    'f.csv, column "a" holds numbers too large to standardise',
  );
});

test('indices out of range are refused', () => {
  const { test: held } = fromSeries(counting([100]), settings);
  expect(() => held.batch([2], 0)).toThrow(RangeError);
});
