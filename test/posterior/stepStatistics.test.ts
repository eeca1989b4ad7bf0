import { describe, expect, it } from 'vitest';
import { mixtureDensities } from '../../src/posterior/density.ts';
import {
  densityStepStatistics,
  mixtureJoint,
  mixtureStepStatistics,
} from '../../src/posterior/stepStatistics.ts';
import { expectClose } from '../closeness.ts';

const axis = { low: -6, high: 6, count: 601 };

describe('statistics step by step', () => {
  // Step 1: one Gaussian twice. Step 2: two branches at -2 and 2, in both dimensions, with sd 0.5.
  const components = {
    mu: Float32Array.of(1, 0, 1, 0, -2, 2, 2, -2),
    sigma: Float32Array.of(0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5),
    dimensions: 2,
  };
  const density = mixtureDensities(components.mu, components.sigma, 2, 2, 2, 0, axis);
  const shifted = mixtureDensities(
    components.mu.map((value) => value + 0.3),
    components.sigma,
    2,
    2,
    2,
    0,
    axis,
  );
  const inputs = { steps: 2, axis, density, exact: shifted };

  it('of a mixture are those of its components', () => {
    const across = { low: -6, high: 6, count: 121 };
    const joint = mixtureJoint(2, components, [0, 1], across, across);
    const found = mixtureStepStatistics(inputs, components, 0, 1, joint);
    expectClose(found.mean, [1, 0], { atol: 1e-6, rtol: 0 });
    expectClose(found.sd, [0.5, Math.sqrt(4.25)], { atol: 1e-6, rtol: 0 });
    expectClose(found.skewness, [0, 0], { atol: 1e-6, rtol: 0 });
    // E d^4 = 2^4 + 6 2^2 s^2 + 3 s^4
    const fourth = 16 + 6 * 4 * 0.25 + 3 * 0.0625;
    expectClose(found.excessKurtosis, [0, fourth / 4.25 ** 2 - 3], { atol: 1e-5, rtol: 0 });
    expect([...found.modes]).toEqual([1, 2]);
    expectClose(found.correlation, [0, -4 / 4.25], { atol: 1e-6, rtol: 0 });
    expectClose(found.wasserstein, [0.3, 0.3], { atol: 1e-4, rtol: 0 });
    // One Gaussian moved by 0.3: d^2 / (2 s^2) both ways.
    expectClose([found.kl[0]!, found.reverseKl[0]!], [0.18, 0.18], { atol: 1e-3, rtol: 0 });
    expect(found.js[0]).toBeGreaterThan(0.01);
    expect(found.js[0]).toBeLessThan(0.18 / 4);
    // Two branches far apart: which one is one bit of both dimensions.
    expectClose(found.mutualInformation, [0, Math.LN2], { atol: 1e-3, rtol: 0 });
    // Half of each sample lies on either side of a gap: the dip is 1/4 but for the spread of the branches.
    expect(found.dipPValue[0]).toBeGreaterThan(0.2);
    expect(found.dipPValue[1]).toBeLessThan(0.001);
    expect(found.dip[1]).toBeGreaterThan(0.1);
  });

  it('of a density agree with those of the mixture it is of', () => {
    const mixture = mixtureStepStatistics(inputs, components, 0, 1, null);
    const grid = densityStepStatistics(
      { ...inputs, exact: null },
      { correlation: () => -0.5, mutualInformation: (t) => t },
    );
    for (const name of ['mean', 'sd', 'skewness', 'excessKurtosis', 'modes', 'dip'] as const)
      expectClose(grid[name], mixture[name], { atol: 1e-4, rtol: 1e-4 });
    expect([...grid.correlation]).toEqual([-0.5, -0.5]);
    expect([...grid.mutualInformation]).toEqual([0, 1]);
    expect([...grid.wasserstein]).toEqual([Number.NaN, Number.NaN]);
  });

  it('have no correlation where z has one dimension', () => {
    const one = { mu: Float32Array.of(1, 2), sigma: Float32Array.of(1, 1), dimensions: 1 };
    const row = mixtureDensities(one.mu, one.sigma, 2, 1, 1, 0, axis);
    const inputsOfOne = { steps: 2, axis, density: row, exact: null };
    const found = mixtureStepStatistics(inputsOfOne, one, 0, 0, null);
    expect([...found.correlation]).toEqual([Number.NaN, Number.NaN]);
  });
});
