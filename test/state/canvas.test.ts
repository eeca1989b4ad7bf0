import { describe, expect, test } from 'vitest';
import { blankPicture, holesOf, PARTS, stroked, withPart } from '../../src/state/canvas.ts';

describe('a picture under the hand', () => {
  test('misses the lower half of its rows, and no more', () => {
    const { missing } = blankPicture(28, 'lower');
    expect(missing.subarray(0, 14 * 28).every((hole) => hole === 0)).toBe(true);
    expect(missing.subarray(14 * 28).every((hole) => hole === 1)).toBe(true);
  });

  test.each(PARTS)(
    'with %s missing has as many holes on 14 pixels as on 28, four to one',
    (part) => {
      const [fine, coarse] = [holesOf(blankPicture(28, part)), holesOf(blankPicture(14, part))];
      expect(Math.abs(fine - 4 * coarse)).toBeLessThanOrEqual(2 * 28 * 2);
    },
  );

  test('keeps its ink when another part is missing', () => {
    const drawn = stroked(blankPicture(28, 'lower'), { x: [4, 20], y: [6, 6] }, 'ink');
    const moved = withPart(drawn, 'right');
    expect(moved.pixels).toEqual(drawn.pixels);
    expect(moved.missing[6 * 28 + 27]).toBe(1);
    expect(moved.missing[27 * 28]).toBe(0);
  });

  test('ink is known where it is drawn, blank paper too, and an erased pixel is a hole', () => {
    const empty = blankPicture(28, 'all');
    const line = { x: [14, 14], y: [3, 20] };
    const at = 10 * 28 + 14;
    const ink = stroked(empty, line, 'ink');
    expect([ink.pixels[at], ink.missing[at]]).toEqual([1, 0]);
    const blank = stroked(ink, line, 'blank');
    expect([blank.pixels[at], blank.missing[at]]).toEqual([0, 0]);
    const hole = stroked(ink, line, 'hole');
    expect([hole.pixels[at], hole.missing[at]]).toEqual([0, 1]);
    expect(empty.missing[at]).toBe(1);
  });

  test('a touch of the pen marks a dot as wide as its line, and a line leaves no gaps', () => {
    const count = (x: number[], y: number[]) =>
      stroked(blankPicture(28, 'none'), { x, y }, 'ink').pixels.reduce((sum, on) => sum + on, 0);
    expect(count([14], [14])).toBeGreaterThan(0);
    expect(count([], [])).toBe(0);
    const steep = stroked(blankPicture(28, 'none'), { x: [2, 25], y: [2, 26] }, 'ink').pixels;
    for (let row = 3; row < 25; row++)
      expect(steep.subarray(row * 28, (row + 1) * 28).some((on) => on === 1)).toBe(true);
  });
});
