import { describe, expect, test } from 'vitest';
import { contour, massLevels } from '../../src/ui/contours.ts';

const axis = { low: -4, high: 4, count: 81 };
const values = Array.from({ length: 81 }, (_, i) => -4 + i / 10);
const density = (f: (x: number, y: number) => number) =>
  Float64Array.from(values.flatMap((x) => values.map((y) => f(x, y))));
const bell = (x: number, y: number) => Math.exp(-(x * x + y * y) / 2) / (2 * Math.PI);

describe('contours', () => {
  test('of a round Gaussian are circles that hold the share they are to hold', () => {
    const grid = density(bell);
    for (const share of [0.5, 0.9]) {
      const [level] = massLevels(grid, [share]);
      const radius = Math.sqrt(-2 * Math.log(1 - share));
      const points = contour(grid, axis, axis, level!).flat();
      expect(points.length).toBeGreaterThan(20);
      for (const [x, y] of points) expect(Math.abs(Math.hypot(x, y) - radius)).toBeLessThan(0.05);
    }
  });

  test('run in closed rings, one around each hill', () => {
    const grid = density((x, y) => bell(2 * (x - 2), 2 * y) + bell(2 * (x + 2), 2 * (y - 1)));
    for (const level of massLevels(grid, [0.3, 0.6])) {
      const lines = contour(grid, axis, axis, level);
      expect(lines).toHaveLength(2);
      for (const line of lines) {
        const [first, last] = [line[0]!, line.at(-1)!];
        expect(Math.hypot(first[0] - last[0], first[1] - last[1])).toBeLessThan(1e-6);
        expect(line.length).toBeGreaterThan(10);
      }
    }
  });

  test('that leave the grid stay open', () => {
    const slope = density((x) => x);
    const lines = contour(slope, axis, axis, 0.05);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toHaveLength(81);
  });

  test('join at a saddle what the middle says', () => {
    const across = { low: 0, high: 1, count: 2 };
    const high = contour([1, 0, 0, 1.5], across, across, 0.5);
    const low = contour([1, 0, 0, 0.8], across, across, 0.5);
    // With a high middle the two low corners are cut off, (1, 0) and (0, 1); with a low one the high corners.
    const middle = (line: readonly (readonly [number, number])[]) =>
      [0, 1].map((axis) => (line[0]![axis as 0 | 1] + line[1]![axis as 0 | 1]) / 2);
    expect(high.map(middle).every(([x, y]) => Math.abs(x! - y!) > 0.3)).toBe(true);
    expect(low.map(middle).every(([x, y]) => Math.abs(x! - y!) < 0.3)).toBe(true);
  });

  test('of nothing are none', () => {
    expect(massLevels(new Float32Array(9), [0.5])).toEqual([Number.POSITIVE_INFINITY]);
    const small = { low: 0, high: 1, count: 3 };
    expect(contour(new Float32Array(9), small, small, Number.POSITIVE_INFINITY)).toEqual([]);
  });
});
