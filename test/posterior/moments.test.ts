import { describe, expect, test } from 'vitest';
import { axisValues } from '../../src/posterior/axis.ts';
import { densityMoments, type Moments, mixtureMoments } from '../../src/posterior/moments.ts';
import { fillNormal, stream } from '../../src/rng.ts';
import { expectClose } from '../closeness.ts';
import { normalDensity } from './quadrature.ts';

const list = ({ mean, sd, skewness, excessKurtosis }: Moments) => [
  mean,
  sd,
  skewness,
  excessKurtosis,
];
const components = (mu: number[], sigma: number[], dimensions = 1) => ({
  mu: Float32Array.from(mu),
  sigma: Float32Array.from(sigma),
  dimensions,
});

describe('mixtureMoments', () => {
  test('of one Gaussian are its own, with skewness and excess kurtosis 0', () => {
    const found = list(mixtureMoments(components([1.5], [0.5]), 0));
    expectClose(found, [1.5, 0.5, 0, 0], { atol: 1e-14, rtol: 0 });
  });

  test('of two equal Gaussians at -/+ m have excess kurtosis -2 m^4 / (m^2 + s^2)^2', () => {
    const [m, s] = [2, 0.5];
    const found = list(mixtureMoments(components([m, -m], [s, s]), 0));
    const variance = m * m + s * s;
    const expected = [0, Math.sqrt(variance), 0, (-2 * m ** 4) / variance ** 2];
    expectClose(found, expected, { atol: 1e-14, rtol: 1e-14 });
  });

  test('of two widths at one place have the excess kurtosis 3 (mean s^4 / (mean s^2)^2 - 1)', () => {
    const { excessKurtosis } = mixtureMoments(components([0, 0], [1, 3]), 0);
    expectClose([excessKurtosis], [3 * (41 / 25 - 1)], { atol: 0, rtol: 1e-14 });
  });

  test('without widths are those of the means: 0, 0, 0, 1 leans right by 2 / sqrt 3', () => {
    const found = list(mixtureMoments(components([0, 0, 0, 1], [0, 0, 0, 0]), 0));
    const expected = [1 / 4, Math.sqrt(3) / 4, 2 / Math.sqrt(3), 7 / 3 - 3];
    expectClose(found, expected, { atol: 1e-14, rtol: 1e-14 });
  });

  test('equal those of its density on a wide axis, in either dimension', () => {
    const mixture = {
      mu: fillNormal(new Float32Array(80), stream(1, 'mu'), 1).map((n) => n * Math.abs(n)),
      sigma: fillNormal(new Float32Array(80), stream(1, 'sigma'), 1).map((n) => Math.exp(n / 3)),
      dimensions: 2,
    };
    const axis = { low: -60, high: 60, count: 4001 };
    for (const dimension of [0, 1]) {
      const density = axisValues(axis).map((z) => {
        let sum = 0;
        for (let i = dimension; i < 80; i += 2) {
          sum += normalDensity(z, mixture.mu[i]!, mixture.sigma[i]!) / 40;
        }
        return sum;
      });
      const expected = list(densityMoments(density, axis));
      expectClose(list(mixtureMoments(mixture, dimension)), expected, { atol: 1e-12, rtol: 1e-12 });
    }
  });

  test('are NaN with a component that is not finite', () => {
    expect(list(mixtureMoments(components([0, Number.NaN], [1, 1]), 0)).every(Number.isNaN)).toBe(
      true,
    );
  });
});

describe('densityMoments', () => {
  test('of a gamma density with shape k: skewness 2 / sqrt k, excess kurtosis 6 / k', () => {
    const axis = { low: 0, high: 80, count: 4001 };
    const shape = 9;
    const density = axisValues(axis).map((z) => z ** (shape - 1) * Math.exp(-z));
    const expected = [shape, Math.sqrt(shape), 2 / Math.sqrt(shape), 6 / shape];
    expectClose(list(densityMoments(density, axis)), expected, { atol: 0, rtol: 1e-10 });
  });

  test('are NaN for a density without mass, and refused for another axis', () => {
    const axis = { low: 0, high: 1, count: 3 };
    expect(list(densityMoments([0, 0, 0], axis)).every(Number.isNaN)).toBe(true);
    expect(() => densityMoments([1, 1], axis)).toThrow('the density holds 2 values, the axis 3');
  });
});
