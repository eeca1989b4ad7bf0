import { expect, test } from 'vitest';
import { defaultSettings, type Settings } from '../../src/config/settings.ts';
import type { Dataset, Split } from '../../src/data/dataset.ts';
import { fromDigits } from '../../src/data/digits.ts';
import { type DigitImages, parseIdxImages } from '../../src/data/idx.ts';
import { idxBytes } from './idxBytes.ts';

const settings: Settings = { ...defaultSettings(), data: 'digits-rows' };
const images = parseIdxImages(idxBytes([100, 28, 28]), 'made');

function withDynamic(seed = 1): Dataset {
  return fromDigits(images, { ...settings, binarisation: 'dynamic', seed });
}

/** Every image of a split as a string of 0 and 1, in the order of the file's pixels. */
function drawn(split: Split, epoch = 0): string[] {
  const all = Array.from({ length: split.count }, (_, i) => i);
  const { x, size } = split.batch(all, epoch);
  return all.map((b) =>
    Array.from({ length: 784 }, (_, i) => x[(Math.trunc(i / 28) * size + b) * 28 + (i % 28)]).join(
      '',
    ),
  );
}

const thresholded = (image: number) =>
  Array.from(images.pixels.subarray(image * 784, (image + 1) * 784), (p) =>
    p / 255 > 0.5 ? 1 : 0,
  ).join('');

test('every image of the file is in exactly one split, thresholded at one half', () => {
  const { train, validation, test: held } = fromDigits(images, settings);
  expect([train.count, validation.count, held.count]).toEqual([70, 10, 20]);
  const all = [...drawn(train), ...drawn(validation), ...drawn(held)].sort();
  expect(all).toEqual(Array.from({ length: 100 }, (_, i) => thresholded(i)).sort());
  expect(new Set(all).size).toBe(100);
});

test('held-out sizes are those of the settings where the file is large enough', () => {
  const {
    train,
    validation,
    test: held,
  } = fromDigits(images, {
    ...settings,
    validationSize: 8,
    testSize: 9,
  });
  expect([train.count, validation.count, held.count]).toEqual([83, 8, 9]);
});

test('the split follows the seed', () => {
  const members = (seed: number) => drawn(fromDigits(images, { ...settings, seed }).test).join();
  expect(members(1)).toBe(members(1));
  expect(members(1)).not.toBe(members(2));
});

test('a batch lays out time first, then sequences, then pixels of the row', () => {
  const one: DigitImages = { ...images, pixels: new Uint8Array(images.pixels.length) };
  const { train } = fromDigits(one, settings);
  // One pixel on in every image: row 3, column 5.
  for (let i = 0; i < one.count; i++) one.pixels[i * 784 + 3 * 28 + 5] = 255;
  const { x, steps, size, channels, mask } = train.batch([0, 1, 2], 0);
  expect([steps, size, channels, mask]).toEqual([28, 3, 28, null]);
  const on = Array.from(x, (value, i) => (value === 1 ? i : -1)).filter((i) => i >= 0);
  expect(on).toEqual([0, 1, 2].map((b) => (3 * 3 + b) * 28 + 5));
});

test('grey 127 is off and 128 on', () => {
  const pixels = new Uint8Array(100 * 784);
  pixels.fill(127, 0, 50 * 784).fill(128, 50 * 784);
  const { train } = fromDigits({ ...images, pixels }, settings);
  expect(new Set(drawn(train))).toEqual(new Set(['0'.repeat(784), '1'.repeat(784)]));
});

test('dynamic coins are thrown anew each epoch for train and once for validation and test', () => {
  const { train, validation, test: held } = withDynamic();
  expect(drawn(train, 0)).toEqual(drawn(train, 0));
  drawn(train, 0).forEach((image, i) => {
    expect(drawn(train, 1)[i]).not.toBe(image);
  });
  expect(drawn(validation, 0)).toEqual(drawn(validation, 5));
  expect(drawn(held, 0)).toEqual(drawn(held, 5));
  expect(drawn(withDynamic(2).train, 0)).not.toEqual(drawn(train, 0));
});

test('dynamic coins have the grey as probability', () => {
  const pixels = new Uint8Array(100 * 784);
  for (let i = 0; i < pixels.length; i++) pixels[i] = [0, 51, 204, 255][i % 4]!;
  const { train } = fromDigits({ ...images, pixels }, { ...settings, binarisation: 'dynamic' });
  const on = [0, 0, 0, 0];
  for (const image of drawn(train)) for (let i = 0; i < 784; i++) on[i % 4]! += Number(image[i]);
  const throws = (train.count * 784) / 4;
  const error = 5 * Math.sqrt((0.2 * 0.8) / throws);
  expect(on[0]).toBe(0);
  expect(on[3]).toBe(throws);
  expect(Math.abs(on[1]! / throws - 0.2)).toBeLessThanOrEqual(error);
  expect(Math.abs(on[2]! / throws - 0.8)).toBeLessThanOrEqual(error);
});

test('an image is binarised the same in whatever batch it comes', () => {
  const { train } = withDynamic();
  const all = drawn(train, 3);
  const { x } = train.batch([42], 3);
  expect(Array.from(x).join('')).toBe(all[42]);
});

test('too few images and indices out of range are refused', () => {
  const few = parseIdxImages(idxBytes([9, 28, 28]), 'few');
  expect(() => fromDigits(few, settings)).toThrow('few holds 9 images: at least 10 are needed');
  expect(() => fromDigits(images, settings).test.batch([20], 0)).toThrow(RangeError);
});

test('the description says how the pixels were made binary', () => {
  expect(fromDigits(images, settings).description).toBe(
    'MNIST idx file made: 100 images, 28 rows of 28 pixels, on above 0.5',
  );
  expect(withDynamic().description).toContain('a coin with its grey as probability');
});
