import { describe, expect, it } from 'vitest';
import { principalPlane } from '../../src/posterior/principal.ts';
import { fillNormal, stream } from '../../src/rng.ts';
import { expectClose } from '../closeness.ts';

const COUNT = 4000;
const D = 5;

/** Normal draws, stretched along three given directions. */
function stretched(): { readonly points: Float32Array; readonly axes: readonly number[][] } {
  const axes = [
    [0.6, 0.8, 0, 0, 0],
    [0, 0, 1, 0, 0],
    [0, 0, 0, 0.6, -0.8],
  ];
  const sds = [5, 3, 0.5];
  const noise = fillNormal(new Float32Array(COUNT * 3), stream(3, 'plane'), 3);
  const points = Float32Array.from({ length: COUNT * D }, (_, i) => {
    const [n, d] = [Math.floor(i / D), i % D];
    return axes.reduce((sum, axis, k) => sum + axis[d]! * sds[k]! * noise[3 * n + k]!, d);
  });
  return { points, axes };
}

describe('the plane of most variance', () => {
  it('is spanned by the directions the points were stretched along, in their order', () => {
    const { points, axes } = stretched();
    const { mean, directions, shares } = principalPlane(points, D);
    // 4,000 draws of sd 5: the mean is known to 0.08, directions to 1 % or so.
    expectClose(mean, [0, 1, 2, 3, 4], { atol: 0.3, rtol: 0 });
    directions.forEach((direction, k) => {
      expectClose(direction, axes[k]!, { atol: 0.05, rtol: 0 });
    });
    const total = 25 + 9 + 0.25;
    expectClose(shares, [25 / total, 9 / total], { atol: 0.03, rtol: 0 });
  });

  it('has unit directions at right angles, and their variances are the shares it says', () => {
    const points = fillNormal(new Float32Array(60 * 16), stream(4, 'plane'), 16);
    const { mean, directions, shares } = principalPlane(points, 16);
    const [first, second] = directions as [Float64Array, Float64Array];
    const dot = (a: Float64Array, b: Float64Array) =>
      a.reduce((sum, value, d) => sum + value * b[d]!, 0);
    expectClose([dot(first, first), dot(second, second), dot(first, second)], [1, 1, 0], {
      atol: 1e-12,
      rtol: 0,
    });
    const along = (direction: Float64Array) =>
      Array.from({ length: 60 }, (_, n) =>
        direction.reduce((sum, value, d) => sum + value * (points[16 * n + d]! - mean[d]!), 0),
      );
    const squares = (values: Iterable<number>) =>
      [...values].reduce((sum, value) => sum + value * value, 0);
    const total = squares(points.map((value, i) => value - mean[i % 16]!));
    expectClose(
      directions.map((direction) => squares(along(direction)) / total),
      shares,
      { atol: 1e-6, rtol: 0 },
    );
  });

  it('of one dimension is one direction, and of one point has no variance', () => {
    const line = principalPlane(Float32Array.of(1, 2, 6), 1);
    expect(line.directions).toEqual([Float64Array.of(1)]);
    expect(line.shares).toEqual([1]);
    const point = principalPlane(Float32Array.of(1, 2, 3), 3);
    expect(point.shares).toEqual([0, 0]);
  });
});
