import { describe, expect, test } from 'vitest';
import { axisValues } from '../../src/posterior/axis.ts';
import { drawFromDensity, drawFromMixture } from '../../src/posterior/draws.ts';
import { average, densityStatistics, mixtureStatistics } from '../../src/posterior/statistics.ts';
import { stream } from '../../src/rng.ts';
import { expectClose } from '../closeness.ts';
import { normalDensity } from './quadrature.ts';

const axis = { low: -6, high: 6, count: 481 };
const DIP = { draws: 500, seed: 3 };
const forked = {
  mu: Float32Array.of(-1.5, 1.5, -1.5, 1.5),
  sigma: new Float32Array(4).fill(0.5),
  dimensions: 1,
};
const gaussian = { mu: Float32Array.of(0.5), sigma: Float32Array.of(0.8), dimensions: 1 };
const densityOf = ({ mu, sigma }: typeof gaussian) =>
  axisValues(axis).map((z) =>
    mu.reduce((sum, m, i) => sum + normalDensity(z, m, sigma[i]!) / mu.length, 0),
  );

describe('statistics of a posterior', () => {
  test('a forked one has two modes, and the dip test says so', () => {
    const found = mixtureStatistics(forked, 0, axis, DIP);
    expect(found.modes).toBe(2);
    expect(found.dip).toBeGreaterThan(0.08);
    expect(found.dipPValue).toBe(1 / 2001);
    expectClose([found.excessKurtosis], [(-2 * 1.5 ** 4) / 2.5 ** 2], { atol: 0, rtol: 1e-12 });
  });

  test('a Gaussian has one, no dip, and passes the test', () => {
    const found = mixtureStatistics(gaussian, 0, axis, DIP);
    expect(found.modes).toBe(1);
    expectClose([found.dip], [0], { atol: 1e-7, rtol: 0 });
    expect(found.dipPValue).toBeGreaterThan(0.1);
  });

  test.each([
    ['forked', forked],
    ['gaussian', gaussian],
  ])('the %s one has the same from its components as from its density', (_, components) => {
    const a = mixtureStatistics(components, 0, axis, DIP);
    const b = densityStatistics(densityOf(components), axis, DIP);
    const list = ({ mean, sd, skewness, excessKurtosis, modes, dip }: typeof a) => [
      mean,
      sd,
      skewness,
      excessKurtosis,
      modes,
      dip,
    ];
    expectClose(list(a), list(b), { atol: 1e-6, rtol: 1e-6 });
    // Different draws: twice the 99 % Kolmogorov distance of 500.
    expectClose([a.sampleDip], [b.sampleDip], { atol: 0.073, rtol: 0 });
  });

  test('one that has diverged is NaN throughout, without modes', () => {
    const { modes, ...numbers } = mixtureStatistics(
      { ...gaussian, mu: Float32Array.of(Number.NaN) },
      0,
      axis,
      DIP,
    );
    expect(modes).toBe(0);
    expect(Object.values(numbers).every(Number.isNaN)).toBe(true);
  });
});

describe('draws', () => {
  const distance = (sample: Float64Array, density: Float64Array) => {
    // Kolmogorov's distance to the distribution function, summed up on the axis.
    const values = axisValues(axis);
    let [mass, seen, worst] = [0, 0, 0];
    for (let g = 0; g < axis.count; g++) {
      while (seen < sample.length && sample[seen]! <= values[g]!) seen++;
      mass += (density[g]! * 0.025) / 2;
      worst = Math.max(worst, Math.abs(mass - seen / sample.length));
      mass += (density[g]! * 0.025) / 2;
    }
    return worst;
  };

  // 1.63 / sqrt(n) is passed by 1 % of samples.
  test('from a mixture and from its density follow the density', () => {
    const density = densityOf(forked);
    const fromMixture = drawFromMixture(forked, 0, 10000, stream(1, 'draws'));
    const fromDensity = drawFromDensity(density, axis, 10000, stream(1, 'draws'));
    expect(distance(fromMixture, density)).toBeLessThan(0.0163);
    expect(distance(fromDensity, density)).toBeLessThan(0.0163);
  });

  test('keep out of where the density is 0', () => {
    const density = axisValues(axis).map((z) => (Math.abs(z) > 1 && Math.abs(z) < 2 ? 1 : 0));
    const sample = drawFromDensity(density, axis, 1000, stream(1, 'draws'));
    expect(sample.every((z) => Math.abs(z) >= 1 && Math.abs(z) <= 2)).toBe(true);
  });
});

describe('average', () => {
  test('of 1, 2, 3, 4 is 2.5 with standard error sqrt(5/12)', () => {
    const { mean, stderr, count } = average([1, 2, 3, 4]);
    expectClose([mean, stderr, count], [2.5, Math.sqrt(5 / 12), 4], { atol: 0, rtol: 1e-15 });
  });

  test('passes over what is not finite; of one value has no error', () => {
    expect(average([Number.NaN, 3, Number.POSITIVE_INFINITY])).toEqual({
      mean: 3,
      stderr: Number.NaN,
      count: 1,
    });
    expect(average([])).toEqual({ mean: Number.NaN, stderr: Number.NaN, count: 0 });
  });
});
