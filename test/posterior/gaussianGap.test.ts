import { describe, expect, test } from 'vitest';
import { GENERATOR_DEFINITIONS as GENERATORS } from '../../src/generators/definitions.ts';
import type { Generator, GeneratorParameters } from '../../src/generators/generator.ts';
import { bestGaussian } from '../../src/posterior/bestGaussian.ts';
import { gaussianGap, meanFieldGapOfSum } from '../../src/posterior/gaussianGap.ts';
import { latentGrid } from '../../src/posterior/latentGrid.ts';
import { tabulate } from '../../src/posterior/likelihood.ts';
import { likelihood, normalDensity, panels } from './quadrature.ts';

const DEFAULTS: GeneratorParameters = {
  observationNoise: 0.3,
  autoregression: 0.5,
  processNoise: 1,
  foldFrequency: 3,
};
const FOLDS = { ...DEFAULTS, observationNoise: 0.2 };
const RING = { ...DEFAULTS, observationNoise: 0.1 };
const GROWTH = { ...DEFAULTS, observationNoise: 1, processNoise: Math.sqrt(10) };
const COUNTS = { ...DEFAULTS, autoregression: 0.9, processNoise: 0.3 };
const LINEAR = { ...DEFAULTS, autoregression: 0.9, processNoise: 0.5, observationNoise: 0.7 };

describe('the least loss of one Gaussian, nats a step', () => {
  // Value and standard error of MODEL section 4; where it names no error, half a unit of its last digit
  // or the error of a few thousand draws.
  const cases: [string, Generator, GeneratorParameters, number, number, number, number][] = [
    ['folds', GENERATORS.folds, FOLDS, 1000, 1, 0.665, 0.005],
    ['mirror-iid', GENERATORS['mirror-iid'], DEFAULTS, 1000, 1, 0.369, 0.006],
    ['mirror', GENERATORS.mirror, DEFAULTS, 300, 5, 0.222, 0.005],
    ['growth', GENERATORS.growth, GROWTH, 50, 30, 0.026, 0.001],
  ];
  test.each(cases)('%s', (_name, definition, parameters, sequences, steps, value, stderr) => {
    const gap = gaussianGap(definition, parameters, { sequences, steps, seed: 1 });
    expect(gap.stderr).toBeGreaterThan(0);
    expect(gap.stderr).toBeLessThan(0.05 * value + 0.002);
    expect(Math.abs(gap.mean - value)).toBeLessThan(3 * Math.hypot(gap.stderr, stderr));
  });

  test('is nothing where the posterior is Gaussian, and next to nothing for volatility', () => {
    const draws = { sequences: 20, steps: 10, seed: 1 };
    expect(Math.abs(gaussianGap(GENERATORS.linear, LINEAR, draws).mean)).toBeLessThan(1e-8);
    const skewed = gaussianGap(GENERATORS.volatility, DEFAULTS, draws).mean;
    expect(skewed).toBeGreaterThan(0);
    expect(skewed).toBeLessThan(0.012);
    const counted = gaussianGap(GENERATORS.counts, COUNTS, draws).mean;
    expect(counted).toBeGreaterThan(0);
    expect(counted).toBeLessThan(0.012);
  });

  test('of sum without correlation is analytic', () => {
    const gap = gaussianGap(GENERATORS.sum, FOLDS, { sequences: 1, steps: 1, seed: 1 });
    expect(gap.stderr).toBe(0);
    expect(Math.abs(gap.mean - 1.292)).toBeLessThan(0.0005);
    // -0.5 log(1 - rho^2), the correlation being -1 / (1 + r^2).
    const rho = 1 / (1 + 0.7 ** 2);
    const expected = -0.5 * Math.log(1 - rho * rho);
    expect(Math.abs(meanFieldGapOfSum(0.7) - expected)).toBeLessThan(1e-12);
  });

  test('of ring is 1.71, by two seeds and the default draws', () => {
    for (const seed of [1, 2]) {
      const gap = gaussianGap(GENERATORS.ring, RING, { sequences: 8, steps: 32, seed });
      expect(gap.stderr).toBeGreaterThan(0);
      expect(gap.stderr).toBeLessThan(0.01);
      expect(Math.abs(gap.mean - 1.7105)).toBeLessThan(4 * Math.hypot(gap.stderr, 0.0005));
    }
  });

  test('is the same for the same seed and another for another', () => {
    const of = (seed: number) =>
      gaussianGap(GENERATORS['mirror-iid'], DEFAULTS, { sequences: 20, steps: 1, seed }).mean;
    expect(of(1)).toBe(of(1));
    expect(of(1)).not.toBe(of(2));
  });
});

describe('bestGaussian', () => {
  const { at, weight } = panels(8, 0.1);
  /** KL by Gauss-Legendre and a search over all means and sds of a lattice. */
  function latticeSearch(definition: Generator, parameters: GeneratorParameters, x: number) {
    const joint = at.map((z) => normalDensity(z, 0, 1) * likelihood(definition, parameters, x, z));
    const evidence = joint.reduce((sum, value, i) => sum + weight[i]! * value, 0);
    const log = joint.map((value) => Math.log(value / evidence));
    let least = Number.POSITIVE_INFINITY;
    for (let mean = -3; mean <= 3; mean += 0.08) {
      for (let logSd = -3; logSd <= 0.2; logSd += 0.1) {
        const sd = Math.exp(logSd);
        let kl = -Math.log(sd) - 0.5 * Math.log(2 * Math.PI * Math.E);
        for (const [i, z] of at.entries()) {
          if (Math.abs(z - mean) < 7 * sd) {
            kl -= weight[i]! * normalDensity(z, mean, sd) * log[i]!;
          }
        }
        if (kl < least) least = kl;
      }
    }
    return least;
  }

  test.each([
    ['mirror-iid', GENERATORS['mirror-iid'], DEFAULTS, 1.4],
    ['mirror-iid', GENERATORS['mirror-iid'], DEFAULTS, 0.35],
    ['mirror-iid', GENERATORS['mirror-iid'], DEFAULTS, -0.2],
    ['folds', GENERATORS.folds, FOLDS, 0.1],
    ['folds', GENERATORS.folds, FOLDS, -0.95],
  ] as const)('finds what a search of the whole plane finds: %s', (_name, definition, p, x) => {
    const grid = latentGrid(definition, p, 0.02);
    const { kl } = bestGaussian({ mean: 0, sd: 1 }, x, tabulate(definition, p, grid), grid);
    const least = latticeSearch(definition, p, x);
    expect(kl).toBeLessThan(least + 1e-6);
    expect(kl).toBeGreaterThan(least - 0.06); // the lattice is coarse
  });
});
