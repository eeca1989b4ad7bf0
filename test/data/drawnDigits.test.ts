import { describe, expect, test } from 'vitest';
import { defaultSettings, type Settings } from '../../src/config/settings.ts';
import { drawDigit, fromDrawnDigits } from '../../src/data/drawnDigits.ts';

const settings: Settings = { ...defaultSettings(), data: 'digits-rows' };
const indices = (count: number) => Array.from({ length: count }, (_, i) => i);

test('a picture is a function of seed, split and index alone', () => {
  const once = drawDigit(1, 'train', 12345);
  drawDigit(1, 'train', 3);
  expect(drawDigit(1, 'train', 12345)).toEqual(once);
  for (const other of [
    drawDigit(2, 'train', 12345),
    drawDigit(1, 'test', 12345),
    drawDigit(1, 'train', 12355),
  ])
    expect(other).not.toEqual(once);
});

test('pictures lie in the middle, with grey edges, and as much ink as MNIST has', () => {
  let on = 0;
  const PICTURES = 400;
  for (const index of indices(PICTURES)) {
    const grey = drawDigit(7, 'train', index);
    expect(grey).toHaveLength(784);
    // A line is never more than half a pixel from the middle of one.
    expect(Math.max(...grey)).toBeGreaterThanOrEqual(166);
    expect(grey.filter((value) => value > 0 && value < 255).length).toBeGreaterThan(20);
    let [mass, x, y] = [0, 0, 0];
    grey.forEach((value, i) => {
      mass += value;
      x += value * (i % 28);
      y += value * Math.floor(i / 28);
    });
    expect(Math.abs(x / mass - 13.5)).toBeLessThan(1);
    expect(Math.abs(y / mass - 13.5)).toBeLessThan(1);
    on += grey.filter((value) => value >= 128).length;
  }
  // 13 % of MNIST's pixels are on above one half; thicker and thinner pens are both wrong.
  expect(on / (784 * PICTURES)).toBeGreaterThan(0.11);
  expect(on / (784 * PICTURES)).toBeLessThan(0.15);
});

/** Mean pictures of the ten digits, [10][784]. */
function means(part: 'train' | 'test', each: number): Float64Array[] {
  return indices(10).map((digit) => {
    const sum = new Float64Array(784);
    for (const i of indices(each))
      drawDigit(1, part, 10 * i + digit).forEach((grey, p) => {
        sum[p]! += grey / 255 / each;
      });
    return sum;
  });
}

test('ten in a row are the ten digits, told apart by their means alone', () => {
  const centres = means('train', 60);
  let right = 0;
  for (const index of indices(200)) {
    const grey = drawDigit(1, 'test', index);
    const distance = (of: Float64Array) =>
      of.reduce((sum, v, p) => sum + (grey[p]! / 255 - v) ** 2, 0);
    const nearest = indices(10).sort((a, b) => distance(centres[a]!) - distance(centres[b]!))[0];
    if (nearest === index % 10) right++;
  }
  // Guessing gives 20.
  expect(right).toBeGreaterThan(140);
});

describe('the data set', () => {
  test.each([
    ['rows', 28, 28],
    ['cells', 196, 1],
    ['pixels', 784, 1],
  ] as const)('reads by %s', (scan, steps, channels) => {
    const { train, test: held, description, ...of } = fromDrawnDigits({ ...settings, scan });
    expect([of.steps, of.channelNames.length, of.observation]).toEqual([steps, channels, 'binary']);
    expect([train.count, held.count]).toEqual([Number.POSITIVE_INFINITY, settings.testSize]);
    expect(description).toContain('Synthetic digits drawn from strokes (not MNIST)');
    const batch = train.batch([3, 5000], 0);
    expect([batch.steps, batch.size, batch.channels]).toEqual([steps, 2, channels]);
    const grey = drawDigit(settings.seed, 'train', 5000);
    const seen = Array.from({ length: steps * channels }, (_, i) => {
      const [t, c] = [Math.floor(i / channels), i % channels];
      return batch.x[(t * 2 + 1) * channels + c];
    });
    const expected =
      scan === 'cells'
        ? indices(196).map((i) => {
            const at = (dy: number, dx: number) =>
              grey[(2 * Math.floor(i / 14) + dy) * 28 + 2 * (i % 14) + dx]!;
            return at(0, 0) + at(0, 1) + at(1, 0) + at(1, 1) > 510 ? 1 : 0;
          })
        : Array.from(grey, (value) => (value >= 128 ? 1 : 0));
    expect(seen).toEqual(expected);
  });

  test('dynamic coins follow the grey and are the same at every call', () => {
    const { test: held } = fromDrawnDigits({ ...settings, binarisation: 'dynamic' });
    const all = indices(200);
    const { x } = held.batch(all, 0);
    expect(held.batch(all, 3).x).toEqual(x);
    let [on, expected, variance] = [0, 0, 0];
    for (const index of all)
      for (const grey of drawDigit(settings.seed, 'test', index)) {
        expected += grey / 255;
        variance += (grey / 255) * (1 - grey / 255);
      }
    for (const value of x) on += value;
    expect(variance).toBeGreaterThan(0);
    expect(Math.abs(on - expected)).toBeLessThan(5 * Math.sqrt(variance));
  });

  test('has no fixed binarisation, and no picture beyond its count', () => {
    expect(() => fromDrawnDigits({ ...settings, binarisation: 'larochelle' })).toThrow(
      'binarized_mnist_*.amat: give them',
    );
    const { test: held } = fromDrawnDigits({ ...settings, testSize: 9 });
    expect(() => held.batch([9], 0)).toThrow(RangeError);
  });
});
