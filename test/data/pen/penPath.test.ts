import { describe, expect, test } from 'vitest';
import { sampleInTime, smooth } from '../../../src/data/pen/penPath.ts';
import { expectClose } from '../../closeness.ts';

const ARC = [
  { x: 0, y: 0 },
  { x: 1, y: 0.2 },
  { x: 1.7, y: 0.9 },
  { x: 1.9, y: 1.9 },
];
const far = (a: { x: number; y: number }, b: { x: number; y: number }) =>
  Math.hypot(a.x - b.x, a.y - b.y);

describe('a smoothed stroke', () => {
  test('goes through its points, at any curvature', () => {
    for (const curvature of [0, 0.5, 1]) {
      const fine = smooth(ARC, curvature);
      for (const point of ARC)
        expect(Math.min(...fine.map((p) => far(p, point)))).toBeLessThan(1e-12);
      expect(fine.at(-1)).toEqual(ARC.at(-1));
    }
  });

  test('at curvature 0 is the straight lines, at 1 turns without a corner', () => {
    const sharpest = (curvature: number) => {
      const fine = smooth(ARC, curvature);
      return Math.max(
        ...fine.slice(1, -1).map((p, i) => {
          const [a, b] = [fine[i]!, fine[i + 2]!];
          const cosine =
            ((p.x - a.x) * (b.x - p.x) + (p.y - a.y) * (b.y - p.y)) / (far(a, p) * far(p, b));
          return Math.acos(Math.min(1, cosine));
        }),
      );
    };
    expect(sharpest(0)).toBeGreaterThan(0.5);
    expect(sharpest(1)).toBeLessThan(0.2);
  });

  test('keeps a corner sharp and leaves points that repeat out', () => {
    const corner = [
      { x: 0, y: 0 },
      { x: 1, y: 0 },
      { x: 1, y: 0 },
      { x: 0, y: 0.2 },
    ];
    const fine = smooth(corner, 1);
    // Straight in and out of it: nothing overshoots.
    expect(Math.max(...fine.map(({ x }) => x))).toBe(1);
    expectClose(
      fine.filter((_, i) => i <= 8).map(({ y }) => y),
      new Array(9).fill(0),
      { atol: 1e-12, rtol: 0 },
    );
  });
});

describe('sampling in time', () => {
  const straight = [
    { x: 0, y: 0 },
    { x: 1, y: 0 },
    { x: 4, y: 0 },
  ];

  test('takes equal steps of the speed on a straight line, both ends among them', () => {
    const sampled = sampleInTime(straight, 0.5, 1 / 3);
    expectClose(
      sampled.map(({ x }) => x),
      [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4],
      { atol: 1e-12, rtol: 0 },
    );
  });

  test('is slower in curves: a circle of radius r takes (1 + 1/r)^slowing times as many', () => {
    const circle = (radius: number) =>
      Array.from({ length: 201 }, (_, i) => ({
        x: radius * Math.cos((2 * Math.PI * i) / 200),
        y: radius * Math.sin((2 * Math.PI * i) / 200),
      }));
    for (const radius of [0.25, 1]) {
      const samples = sampleInTime(circle(radius), 0.02, 0.5).length - 1;
      const expected = ((2 * Math.PI * radius) / 0.02) * Math.sqrt(1 + 1 / radius);
      expectClose([samples], [expected], { atol: 1, rtol: 0.01 });
    }
  });

  test('gives two points at least, and one of a point', () => {
    expect(sampleInTime(straight, 100, 0)).toEqual([straight[0], straight[2]]);
    expect(sampleInTime([{ x: 1, y: 2 }], 1, 0)).toEqual([{ x: 1, y: 2 }]);
  });
});
