import { PNG } from 'pngjs';
import { expect, test } from 'vitest';
import { differenceOf, MOST_DIFFERENT } from './picture.ts';

const [WIDTH, HEIGHT] = [120, 80];

/** A page of one grey with a curve of a colour across, two pixels thick. */
function curve(colour: readonly [number, number, number], width = WIDTH): Buffer {
  const png = new PNG({ width, height: HEIGHT });
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < width; x++) {
      const on = Math.abs(y - 40 - Math.round(20 * Math.sin(x / 15))) < 1;
      png.data.set([...(on ? colour : [250, 250, 250]), 255], 4 * (y * width + x));
    }
  return PNG.sync.write(png);
}

const ORANGE = [213, 94, 0] as const;
const expected = curve(ORANGE);

test('a picture does not differ from itself', () => {
  expect(differenceOf(expected, expected).share).toBe(0);
});

test('a rounding of colours is no difference', () => {
  expect(differenceOf(curve([212, 95, 1]), expected).share).toBe(0);
});

test('a curve in another colour, and one that is missing, differ', () => {
  for (const other of [curve([0, 114, 178]), curve([250, 250, 250])]) {
    const { share, words, picture } = differenceOf(other, expected);
    expect(share).toBeGreaterThan(MOST_DIFFERENT);
    expect(words).toContain('of 9600 pixels differ');
    expect(PNG.sync.read(picture!).width).toBe(WIDTH);
  }
});

test('a picture of another size says which', () => {
  expect(differenceOf(curve(ORANGE, 121), expected)).toEqual({
    share: 1,
    words: '121 × 80 pixels instead of 120 × 80',
    picture: null,
  });
});
