import { describe, expect, test } from 'vitest';
import { type Axis, axisValues } from '../../src/posterior/axis.ts';
import {
  gridCorrelation,
  jointDensity,
  mixtureCorrelation,
  mixtureMutualInformation,
  mutualInformation,
} from '../../src/posterior/dependence.ts';
import { fillNormal, normalOfWord, stream } from '../../src/rng.ts';
import { expectClose } from '../closeness.ts';
import { normalDensity } from './quadrature.ts';

const axisA = { low: -7, high: 7, count: 141 };
const axisB = { low: -8, high: 8, count: 161 };
const grid = (f: (a: number, b: number) => number, a: Axis = axisA, b: Axis = axisB) => {
  const joint = new Float64Array(a.count * b.count);
  for (const [i, x] of axisValues(a).entries()) {
    for (const [j, y] of axisValues(b).entries()) joint[i * b.count + j] = f(x, y);
  }
  return joint;
};
const bivariate = (rho: number) =>
  grid((a, b) => normalDensity(a, 0, 1) * normalDensity(b, rho * a, Math.sqrt(1 - rho * rho)));

/** Points along a line, widened: a bivariate Gaussian but for the line's finite number of points. */
function alongLine(samples: number, slopeA: number, slopeB: number, sd: number) {
  const line = Float32Array.from({ length: samples }, (_, m) =>
    normalOfWord(((m + 0.5) / samples) * 2 ** 32),
  );
  const mu = new Float32Array(2 * samples);
  for (let m = 0; m < samples; m++) mu.set([slopeA * line[m]!, slopeB * line[m]!], 2 * m);
  return { mu, sigma: new Float32Array(2 * samples).fill(sd), dimensions: 2 };
}

describe('correlation', () => {
  test.each([-0.95, -0.3, 0, 0.6])('of a bivariate Gaussian with rho = %d is rho', (rho) => {
    expectClose([gridCorrelation(bivariate(rho), axisA, axisB)], [rho], { atol: 1e-10, rtol: 0 });
  });

  test.each([0.2, 0.5, 1, 2])('of z1, z2 given z1 + z2 + %d e is -1 / (1 + r^2)', (r) => {
    const axis = { low: -6, high: 6, count: 241 };
    const joint = grid(
      (a, b) => normalDensity(a, 0, 1) * normalDensity(b, 0, 1) * normalDensity(0.7, a + b, r),
      axis,
      axis,
    );
    const expected = [-1 / (1 + r * r)];
    expectClose([gridCorrelation(joint, axis, axis)], expected, { atol: 1e-7, rtol: 0 });
  });

  test('of the density a + b on the unit square, which does not die out, is -1/11', () => {
    const unit = { low: 0, high: 1, count: 201 };
    const found = gridCorrelation(
      grid((a, b) => a + b, unit, unit),
      unit,
      unit,
    );
    expectClose([found], [-1 / 11], { atol: 1e-5, rtol: 0 });
  });

  test('of a mixture is exact from its components and equals the grid', () => {
    // Four corners with weights 3 : 1: covariance (6 - 2) / 8, variances 1 + s^2.
    const mu = Float32Array.of(1, 1, -1, -1, 1, 1, -1, -1, 1, 1, -1, -1, 1, -1, -1, 1);
    const sigma = new Float32Array(16).fill(0.5);
    const corners = { mu, sigma, dimensions: 2 };
    expectClose([mixtureCorrelation(corners, 0, 1)], [0.5 / 1.25], { atol: 1e-15, rtol: 0 });
    const joint = jointDensity(corners, 0, 1, axisA, axisB);
    expectClose([gridCorrelation(joint, axisA, axisB)], [0.4], { atol: 1e-6, rtol: 0 });
  });

  test('without widths is that of the sample; NaN where a dimension does not vary', () => {
    const line = { mu: Float32Array.of(0, 1, 2, 5, 3, 7), sigma: new Float32Array(6) };
    expectClose([mixtureCorrelation({ ...line, dimensions: 2 }, 0, 1)], [1], {
      atol: 0.01,
      rtol: 0,
    });
    const flat = { mu: Float32Array.of(0, 1, 0, 5), sigma: new Float32Array(4), dimensions: 2 };
    expect(mixtureCorrelation(flat, 0, 1)).toBeNaN();
  });
});

describe('jointDensity', () => {
  test('equals the sum of products written out, for the dimensions asked', () => {
    const mu = fillNormal(new Float32Array(45), stream(2, 'mu'), 1);
    const sigma = fillNormal(new Float32Array(45), stream(2, 'sd'), 1).map((n) => Math.exp(n / 3));
    const found = jointDensity({ mu, sigma, dimensions: 3 }, 2, 0, axisA, axisB);
    const expected = grid((a, b) => {
      let sum = 0;
      for (let i = 0; i < 45; i += 3) {
        sum += normalDensity(a, mu[i + 2]!, sigma[i + 2]!) * normalDensity(b, mu[i]!, sigma[i]!);
      }
      return sum / 15;
    });
    expectClose(found, expected, { atol: 1e-8, rtol: 1e-9 });
  });

  test('is NaN with a component that is not finite', () => {
    const broken = { mu: Float32Array.of(0, Number.NaN), sigma: Float32Array.of(1, 1) };
    const joint = jointDensity({ ...broken, dimensions: 2 }, 0, 1, axisA, axisB);
    expect(joint.every(Number.isNaN)).toBe(true);
    expect(mutualInformation(joint, axisA, axisB)).toBeNaN();
  });
});

describe('mutual information', () => {
  test.each([-0.95, -0.3, 0.6])(
    'of a bivariate Gaussian with rho = %d is -log(1 - rho^2) / 2',
    (rho) => {
      const expected = [-0.5 * Math.log(1 - rho * rho)];
      expectClose([mutualInformation(bivariate(rho), axisA, axisB)], expected, {
        atol: 1e-9,
        rtol: 0,
      });
    },
  );

  test('of a mean-field Gaussian is 0, as one component or as many equal ones', () => {
    for (const samples of [1, 500]) {
      const mu = Float32Array.from({ length: 2 * samples }, (_, i) => (i % 2 === 0 ? 0.31 : -1.7));
      const sigma = Float32Array.from(mu, (value) => (value > 0 ? 0.8 : 1.3));
      const gaussian = { mu, sigma, dimensions: 2 };
      const found = mixtureMutualInformation(gaussian, 0, 1, axisA, axisB);
      expectClose([found], [0], { atol: 1e-12, rtol: 0 });
      expectClose([mixtureCorrelation(gaussian, 0, 1)], [0], { atol: 1e-12, rtol: 0 });
    }
  });

  test('of components along a line is that of the Gaussian they make', () => {
    const mixture = alongLine(1000, 1, -0.8, 0.4);
    const rho = mixtureCorrelation(mixture, 0, 1);
    const found = mixtureMutualInformation(mixture, 0, 1, axisA, axisB);
    expectClose([found], [-0.5 * Math.log(1 - rho * rho)], { atol: 0, rtol: 2e-3 });
  });

  test('sees what correlation does not: a cross', () => {
    const mu = Float32Array.of(-3, 0, 3, 0, 0, -3, 0, 3);
    const cross = { mu, sigma: new Float32Array(8).fill(0.4), dimensions: 2 };
    expectClose([mixtureCorrelation(cross, 0, 1)], [0], { atol: 1e-15, rtol: 0 });
    // Four arms, 1/4 each: H(a) + H(b) - H(a, b) = 2 (3/2 ln 2) - 2 ln 2.
    const found = mixtureMutualInformation(cross, 0, 1, axisA, axisB);
    expectClose([found], [Math.LN2], { atol: 1e-2, rtol: 0 });
  });

  test('refuses a joint of another size', () => {
    expect(() => mutualInformation([1, 2], axisA, axisB)).toThrow(
      'the joint holds 2 values, the axes 141 x 161',
    );
  });
});
