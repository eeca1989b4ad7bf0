import { describe, expect, test } from 'vitest';
import { axisValues } from '../../src/posterior/axis.ts';
import { densityDip, dip } from '../../src/posterior/dip.ts';
import { dipPValue, uniformDips } from '../../src/posterior/dipTest.ts';
import { fillNormal, stream } from '../../src/rng.ts';
import { expectClose } from '../closeness.ts';
import { normalDensity } from './quadrature.ts';

const sorted = (values: readonly number[]) => Float64Array.from(values).sort();
const BIMODAL = sorted([-2.1, -1.9, -2.3, -1.5, -2, 1.8, 2.2, 2, 1.6, 2.5, 2.1, 0.1]);
const ROUNDING = { atol: 1e-12, rtol: 0 };

/** a i^2 + b i modulo m, to a power: the samples of dip.R. */
const residues = (n: number, a: number, b: number, m: number, power: number) =>
  sorted(Array.from({ length: n }, (_, i) => ((a * (i + 1) ** 2 + b * (i + 1)) % m) ** power));

describe('dip', () => {
  test.each<[sample: readonly number[], expected: number]>([
    [[1, 2, 3, 4], 0.125],
    [[0, 0, 0, 1, 1, 1], 0.25],
    [Array.from({ length: 100 }, (_, i) => (i + 1) / 100), 0.005],
    [[1, 2, 4, 8, 16, 32], 0.0833333333],
    [[...BIMODAL], 0.1570512821],
  ])('of %j is %d', (sample, expected) => {
    expectClose([dip(sorted(sample))], [expected], { atol: 1e-9, rtol: 0 });
  });

  // Made by dip.R beside this file; most have ties.
  test.each([
    [7, 3, 1, 5, 1, 0.14285714285714285],
    [7, 3, 1, 5, 3, 0.1875],
    [23, 17, 5, 101, 1, 0.049689440993788817],
    [23, 17, 5, 101, 3, 0.046174205049850321],
    [60, 1, 0, 7, 1, 0.14166666666666666],
    [60, 1, 0, 7, 3, 0.15],
    [60, 7, 3, 1009, 1, 0.032407407407407413],
    [60, 7, 3, 1009, 3, 0.029103346620162764],
    [200, 13, 11, 97, 1, 0.030833333333333338],
    [200, 13, 11, 97, 3, 0.02736786524568631],
    [200, 19, 2, 10007, 1, 0.01956210378023009],
    [200, 19, 2, 10007, 3, 0.014463349831251556],
    [500, 23, 1, 100003, 1, 0.010707885159725034],
    [500, 23, 1, 100003, 3, 0.0083892078862387465],
  ])(
    'of %i residues (%i i^2 + %i i) mod %i to the power %i is what diptest says',
    (n, a, b, m, power, expected) => {
      expectClose([dip(residues(n, a, b, m, power))], [expected], ROUNDING);
    },
  );

  test('does not change under shift, scale and reflection', () => {
    const sample = residues(200, 19, 2, 10007, 3);
    const reflected = sorted([...sample].map((value) => 4 - value / 1024));
    expectClose([dip(reflected)], [dip(sample)], ROUNDING);
  });

  test('a mass in one point is unimodal, two such masses are not', () => {
    expect(dip([3, 3, 3, 3])).toBe(0);
    expect(dip([3])).toBe(0);
    expectClose([dip([3, 3, 3, 3, 8])], [0.1], ROUNDING);
    expectClose([dip([3, 3, 8, 8, 8])], [0.2], ROUNDING);
  });

  test('refuses a sample that is not ascending or holds a NaN', () => {
    expect(() => dip([1, 3, 2])).toThrow('value 2 of the sample is 2, after 3');
    expect(() => dip([1, Number.NaN, 2])).toThrow('value 1 of the sample is NaN, after 1');
    expect(dip([])).toBeNaN();
  });
});

describe('dipPValue', () => {
  test('of twelve values in two groups is 0.0043 within the error of the simulation', () => {
    const error = Math.sqrt((0.0043 * 0.9957) / 2000);
    expectClose([dipPValue(dip(BIMODAL), 12)], [0.0043], { atol: 3 * error, rtol: 0 });
  });

  test('is 1 for the smallest dip there is and 1 / 2001 for the largest', () => {
    expect(dipPValue(1 / 24, 12)).toBe(1);
    expect(dipPValue(0.25, 12)).toBe(1 / 2001);
    expect(dipPValue(Number.NaN, 12)).toBeNaN();
  });

  // Three standard errors of a quantile from 2000 draws.
  test.each([
    [500, 0.531, 0.614],
    [1000, 0.536, 0.62],
  ])('sqrt(n) D of %i uniforms has the known 95 and 99 %% quantiles', (n, q95, q99) => {
    const dips = uniformDips(n);
    expectClose([Math.sqrt(n) * dips[1900]!], [q95], { atol: 0.015, rtol: 0 });
    expectClose([Math.sqrt(n) * dips[1980]!], [q99], { atol: 0.03, rtol: 0 });
  });

  test('simulates once for each n', () => {
    expect(uniformDips(12)).toBe(uniformDips(12));
  });
});

describe('densityDip', () => {
  const axis = { low: -6, high: 6, count: 601 };
  const density = (f: (z: number) => number) =>
    Float64Array.from({ length: axis.count }, (_, g) => f(-6 + g * 0.02));
  const twoBumps = (mean: number, sd: number) =>
    density((z) => normalDensity(z, mean, sd) + normalDensity(z, -mean, sd));

  test('is 0 for a Gaussian, and for two that are too close to part', () => {
    expectClose([densityDip(twoBumps(0, 1), axis)], [0], ROUNDING);
    expectClose([densityDip(twoBumps(0.9, 1), axis)], [0], ROUNDING);
    expect(densityDip(twoBumps(1.3, 1), axis)).toBeGreaterThan(1e-3);
  });

  test('of two equal blocks one block apart is 1/8', () => {
    const fine = { low: -6, high: 6, count: 12001 };
    const blocks = axisValues(fine).map((z) => (Math.abs(z) > 1 && Math.abs(z) < 3 ? 1 : 0));
    expectClose([densityDip(blocks, fine)], [1 / 8], { atol: 2e-4, rtol: 0 });
  });

  test('is what the dip of many draws tends to', () => {
    const noise = fillNormal(new Float32Array(40000), stream(4, 'dip'), 1);
    const sample = Float64Array.from(noise, (n, i) => n + (i % 2 === 0 ? 2 : -2)).sort();
    // The Kolmogorov distance of 40,000 draws is under 0.0082 in 99 % of samples.
    expectClose([dip(sample)], [densityDip(twoBumps(2, 1), axis)], { atol: 0.0082, rtol: 0 });
  });

  test('is NaN where the density is', () => {
    expect(
      densityDip(
        density((z) => (z > 2 ? Number.NaN : 1)),
        axis,
      ),
    ).toBeNaN();
  });
});
