import { describe, expect, test } from 'vitest';
import { axisValues } from '../../src/posterior/axis.ts';
import {
  distances,
  jsDivergence,
  klDivergence,
  wasserstein,
} from '../../src/posterior/distances.ts';
import { massOnAxis } from '../../src/posterior/mass.ts';
import { expectClose } from '../closeness.ts';
import { normalDensity } from './quadrature.ts';

const axis = { low: -12, high: 12, count: 2401 };
const gaussian = (mean: number, sd: number) =>
  axisValues(axis).map((z) => normalDensity(z, mean, sd));
const gaussianKl = (m1: number, s1: number, m2: number, s2: number) =>
  Math.log(s2 / s1) + (s1 * s1 + (m1 - m2) ** 2) / (2 * s2 * s2) - 0.5;

describe('wasserstein', () => {
  test('of two Gaussians of one width is the distance of their means', () => {
    const found = wasserstein(gaussian(-0.7, 0.8), gaussian(0.55, 0.8), axis);
    expectClose([found], [1.25], { atol: 1e-9, rtol: 0 });
  });

  test('of two Gaussians of one mean is |s1 - s2| sqrt(2 / pi)', () => {
    const found = wasserstein(gaussian(0.3, 0.5), gaussian(0.3, 1.5), axis);
    expectClose([found], [Math.sqrt(2 / Math.PI)], { atol: 3e-5, rtol: 0 });
  });

  test('of the densities 1 and 2 z on [0, 1], which do not die out, is 1/6', () => {
    const unit = { low: 0, high: 1, count: 1001 };
    const found = wasserstein(new Float64Array(1001).fill(1), axisValues(unit), unit);
    expectClose([found], [1 / 6], { atol: 1e-6, rtol: 0 });
  });

  test('integrates a crossing inside a cell as two triangles', () => {
    // F_q - F_p = 0, 0.1, -0.05, -0.15, 0.
    const found = wasserstein([0, 5, 0, 5, 0], [0, 3, 5, 2, 0], { low: 0, high: 8, count: 5 });
    const expected = 2 * (0.05 + 0.0125 / 0.3 + 0.1 + 0.075);
    expectClose([found], [expected], { atol: 1e-15, rtol: 0 });
  });
});

describe('klDivergence', () => {
  test.each([
    [0, 1, 0, 1],
    [0.2, 0.9, -0.1, 1],
    [-0.3, 1.1, 0.4, 1.05],
  ])('of N(%d, %d^2) from N(%d, %d^2) is the known value, either way', (m1, s1, m2, s2) => {
    const [q, p] = [gaussian(m1, s1), gaussian(m2, s2)];
    const found = distances(q, p, axis);
    const expected = [gaussianKl(m1, s1, m2, s2), gaussianKl(m2, s2, m1, s1)];
    expectClose([found.kl, found.reverseKl], expected, { atol: 1e-9, rtol: 0 });
  });

  test('scales its arguments to mass 1 first', () => {
    const q = gaussian(0.4, 0.7).map((value) => 5 * value);
    const expected = [gaussianKl(0.4, 0.7, 0, 1)];
    expectClose([klDivergence(q, gaussian(0, 1), axis)], expected, { atol: 1e-9, rtol: 0 });
  });

  test('loses under 0.002 of 3.34 nats to the floor between two unlike Gaussians', () => {
    const found = klDivergence(gaussian(-1, 1.2), gaussian(1, 0.8), axis);
    expectClose([found], [gaussianKl(-1, 1.2, 1, 0.8)], { atol: 0.002, rtol: 0 });
  });

  test('where p has no mass is set by the floor: -log 1e-12 less the entropy of q', () => {
    const found = klDivergence(gaussian(-5, 0.1), gaussian(5, 0.1), axis);
    const entropy = 0.5 * Math.log(2 * Math.PI * Math.E * 0.01);
    expectClose([found], [12 * Math.LN10 - entropy], { atol: 1e-6, rtol: 0 });
  });
});

describe('jsDivergence', () => {
  test('is ln 2 for densities that share nothing and 0 for equal ones', () => {
    const [left, right] = [gaussian(-6, 0.1), gaussian(6, 0.1)];
    expectClose([jsDivergence(left, right, axis)], [Math.LN2], { atol: 1e-14, rtol: 0 });
    expect(jsDivergence(left, right, axis)).toBeLessThanOrEqual(Math.LN2);
    expect(jsDivergence(left, left, axis)).toBe(0);
  });

  test('of two blocks that share half is half of ln 2, either way', () => {
    const block = (from: number) =>
      Float64Array.from({ length: axis.count }, (_, g) => (g >= from && g < from + 200 ? 1 : 0));
    const both = [
      jsDivergence(block(500), block(600), axis),
      jsDivergence(block(600), block(500), axis),
    ];
    expectClose(both, [Math.LN2 / 2, Math.LN2 / 2], { atol: 1e-13, rtol: 0 });
  });
});

test('distances to a density with a NaN are NaN', () => {
  const broken = gaussian(0, 1);
  broken[7] = Number.NaN;
  expect(Object.values(distances(gaussian(0, 1), broken, axis))).toEqual(Array(4).fill(Number.NaN));
  expect(Object.values(distances(broken, gaussian(0, 1), axis))).toEqual(Array(4).fill(Number.NaN));
});

test('massOnAxis tells what the axis cuts off', () => {
  expectClose([massOnAxis(gaussian(0, 1), axis)], [1], { atol: 1e-12, rtol: 0 });
  expectClose([massOnAxis(gaussian(12, 1), axis)], [0.5], { atol: 1e-12, rtol: 0 });
});
