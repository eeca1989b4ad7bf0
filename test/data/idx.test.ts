import { expect, test } from 'vitest';
import { parseIdxImages } from '../../src/data/idx.ts';
import { idxBytes } from './idxBytes.ts';

test('images come out with their count and pixels', () => {
  const bytes = idxBytes([3, 28, 28]);
  const images = parseIdxImages(bytes, 'a-images-idx3-ubyte');
  expect(images.count).toBe(3);
  expect(images.fileName).toBe('a-images-idx3-ubyte');
  expect(images.pixels).toEqual(bytes.subarray(16));
});

test('bytes that lie inside a larger buffer are read from their own beginning', () => {
  const bytes = idxBytes([2, 28, 28]);
  const larger = new Uint8Array(bytes.length + 7);
  larger.set(bytes, 7);
  expect(parseIdxImages(larger.subarray(7), 'a').pixels).toEqual(bytes.subarray(16));
});

test.each([
  [
    'labels dropped instead of images',
    idxBytes([60000]),
    'f holds 60,000 labels, not images: the images are in the file whose name ends in images-idx3-ubyte',
  ],
  [
    'images of another size',
    idxBytes([2, 32, 30]),
    'f holds images of 32 × 30 pixels: expected 28 × 28',
  ],
  [
    'floats',
    idxBytes([2, 28, 28], 13),
    'f holds 32-bit floats in 3 dimensions: expected unsigned bytes in 3, images by rows by columns',
  ],
  ['colour images', idxBytes([2, 28, 28, 3]), 'f holds unsigned bytes in 4 dimensions'],
  ['no image at all', idxBytes([0, 28, 28]), 'f holds no image'],
  [
    'a file cut off in its pixels',
    idxBytes([2, 28, 28]).slice(0, -1),
    'f announces 2 images, so 1,584 bytes, and has 1,583: it is cut off',
  ],
  [
    'a file with bytes behind its pixels',
    new Uint8Array([...idxBytes([2, 28, 28]), 0]),
    'f announces 2 images, so 1,584 bytes, and has 1,585: it is too long',
  ],
  ['a file cut off in its header', idxBytes([2, 28, 28]).slice(0, 9), 'f is cut off in its header'],
  ['no idx file', new TextEncoder().encode('a,b'), 'f is not an idx file'],
])('%s: a message that says so', (_what, bytes, message) => {
  expect(() => parseIdxImages(bytes, 'f')).toThrow(message);
});
