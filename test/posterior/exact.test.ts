import { describe, expect, test } from 'vitest';
import { GENERATOR_DEFINITIONS as GENERATORS } from '../../src/generators/definitions.ts';
import type { Generator, GeneratorParameters } from '../../src/generators/generator.ts';
import { exactLogDensity, exactLogDensitySteps } from '../../src/posterior/exact.ts';
import { gridLogDensities } from '../../src/posterior/gridFilter.ts';
import { latentGrid, naturalSpacing } from '../../src/posterior/latentGrid.ts';
import { drawSequences, logDensityFromTheEnd, normalDensity, panels } from './quadrature.ts';

const DEFAULTS: GeneratorParameters = {
  observationNoise: 0.3,
  autoregression: 0.5,
  processNoise: 1,
  foldFrequency: 3,
};
const with_ = (changes: Partial<GeneratorParameters>) => ({ ...DEFAULTS, ...changes });
const LINEAR = with_({ autoregression: 0.9, processNoise: 0.5, observationNoise: 0.7 });
const COUNTS = with_({ autoregression: 0.9, processNoise: 0.3 });
const GROWTH = with_({ observationNoise: 1, processNoise: Math.sqrt(10) });

function largestDifference(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < expected.length; i++) {
    const difference = Math.abs(found[i]! - expected[i]!);
    if (!(difference <= largest)) largest = difference; // keeps NaN
  }
  return largest;
}

const sequence = (x: Float32Array, size: number, b: number) =>
  Array.from({ length: x.length / size }, (_, t) => x[t * size + b]!);

describe('exactLogDensity against integration from the end on Gauss-Legendre panels', () => {
  const cases: [string, Generator, GeneratorParameters, number, number, number][] = [
    ['mirror', GENERATORS.mirror, DEFAULTS, 8, 0.15, 2e-6],
    ['mirror, negative AR', GENERATORS.mirror, with_({ autoregression: -0.8 }), 12, 0.15, 2e-6],
    ['mirror-iid', GENERATORS['mirror-iid'], DEFAULTS, 8, 0.15, 2e-6],
    ['folds', GENERATORS.folds, with_({ observationNoise: 0.2 }), 8, 0.04, 1e-9],
    ['growth', GENERATORS.growth, GROWTH, 40, 0.2, 1e-7],
    ['volatility', GENERATORS.volatility, with_({ processNoise: 0.5 }), 5, 0.15, 1e-9],
    ['counts', GENERATORS.counts, COUNTS, 6, 0.1, 1e-9],
    ['counts of a wild rate', GENERATORS.counts, with_({ processNoise: 0.9 }), 7, 0.05, 1e-8],
  ];
  test.each(cases)('%s', (_name, definition, parameters, reach, width, tolerance) => {
    const size = 3;
    const x = drawSequences(definition, parameters, 3, size);
    const nodes = panels(reach, width);
    const expected = Array.from({ length: size }, (_, b) =>
      logDensityFromTheEnd(definition, parameters, sequence(x, size, b), nodes),
    );
    const found = exactLogDensity(definition, parameters, x, 3, size);
    expect(largestDifference(found, expected)).toBeLessThan(tolerance);
  });
});

describe('exactLogDensity', () => {
  test('of sum equals integration over both dimensions', () => {
    const r = 0.2;
    const { at, weight } = panels(8, 0.1);
    const expected = [0.3, -1.7].map((x) => {
      let density = 0;
      for (const [i, z1] of at.entries()) {
        const mass = weight[i]! * normalDensity(z1, 0, 1);
        for (const [j, z2] of at.entries()) {
          density += mass * weight[j]! * normalDensity(z2, 0, 1) * normalDensity(x, z1 + z2, r);
        }
      }
      return Math.log(density);
    });
    // Two sequences of two steps: (0.3, 0.3) and (0.3, -1.7).
    const x = Float32Array.of(0.3, 0.3, 0.3, -1.7);
    const found = exactLogDensity(GENERATORS.sum, with_({ observationNoise: r }), x, 2, 2);
    const sums = [2 * expected[0]!, expected[0]! + expected[1]!];
    expect(largestDifference(found, sums)).toBeLessThan(1e-6); // 0.3 is rounded to float32
  });

  test('of linear agrees between the Kalman filter and the grid', () => {
    const [steps, size] = [60, 5];
    const x = drawSequences(GENERATORS.linear, LINEAR, steps, size);
    const kalman = exactLogDensity(GENERATORS.linear, LINEAR, x, steps, size);
    const grid = new Float64Array(size);
    for (const _ of gridLogDensities(GENERATORS.linear, LINEAR, x, steps, size, grid));
    expect(largestDifference(grid, kalman)).toBeLessThan(1e-9);
  });

  test('of a batch is that of its sequences one by one', () => {
    const [steps, size] = [4, 3];
    for (const [definition, parameters] of [
      [GENERATORS.mirror, DEFAULTS],
      [GENERATORS.growth, GROWTH],
      [GENERATORS.linear, LINEAR],
      [GENERATORS['mirror-iid'], DEFAULTS],
    ] as const) {
      const x = drawSequences(definition, parameters, steps, size);
      const together = exactLogDensity(definition, parameters, x, steps, size);
      for (let b = 0; b < size; b++) {
        const alone = Float32Array.from(sequence(x, size, b));
        expect(exactLogDensity(definition, parameters, alone, steps, 1)[0]).toBe(together[b]);
      }
    }
  });

  test('integrates to one over x, so it is a density', () => {
    const { at, weight } = panels(12, 0.1);
    const x = Float32Array.from(at);
    for (const definition of [GENERATORS.mirror, GENERATORS.folds, GENERATORS.volatility]) {
      const log = exactLogDensity(definition, DEFAULTS, x, 1, x.length);
      const mass = log.reduce((sum, value, i) => sum + weight[i]! * Math.exp(value), 0);
      expect(Math.abs(mass - 1)).toBeLessThan(2e-6);
    }
  });

  test('of counts adds up to one over x, and is NaN above what the grid resolves', () => {
    const x = Float32Array.from({ length: 200 }, (_, count) => count);
    const log = exactLogDensity(GENERATORS.counts, COUNTS, x, 1, 200);
    const mass = log.reduce((sum, value) => sum + Math.exp(value), 0);
    expect(Math.abs(mass - 1)).toBeLessThan(1e-9);
    const large = Float32Array.of(22_026, 22_027);
    const [last, next] = exactLogDensity(
      GENERATORS.counts,
      with_({ processNoise: 2 }),
      large,
      1,
      2,
    );
    expect(last).toBeLessThan(-10);
    expect(next).toBeNaN();
  });

  test('comes in small pieces, reporting the share done', () => {
    const x = drawSequences(GENERATORS.mirror, DEFAULTS, 5, 4);
    const out = new Float64Array(4);
    const shares = [...exactLogDensitySteps(GENERATORS.mirror, DEFAULTS, x, 5, 4, out)];
    expect(shares).toEqual(Array.from({ length: 20 }, (_, n) => (n + 1) / 20));
    expect(out).toEqual(exactLogDensity(GENERATORS.mirror, DEFAULTS, x, 5, 4));
  });

  test('is NaN where x is, and only there', () => {
    for (const definition of [GENERATORS.mirror, GENERATORS.linear, GENERATORS.sum]) {
      const x = Float32Array.of(0.1, 0.2, Number.NaN, 0.3);
      const found = exactLogDensity(definition, DEFAULTS, x, 2, 2);
      expect(found[0]).toBeNaN();
      expect(Number.isFinite(found[1])).toBe(true);
    }
  });

  test('refuses a batch of another size, saying which', () => {
    expect(() => exactLogDensity(GENERATORS.mirror, DEFAULTS, new Float32Array(5), 2, 3)).toThrow(
      'x holds 5 values, expected 2 x 3',
    );
  });
});

describe('the natural grid', () => {
  const corners: [string, Generator, GeneratorParameters, number][] = [
    ['mirror', GENERATORS.mirror, DEFAULTS, 2e-6],
    ['mirror, r = 0.02', GENERATORS.mirror, with_({ observationNoise: 0.02 }), 2e-6],
    [
      'mirror, r = 3, a = 0.95',
      GENERATORS.mirror,
      with_({ observationNoise: 3, autoregression: 0.95 }),
      2e-6,
    ],
    ['mirror-iid', GENERATORS['mirror-iid'], DEFAULTS, 5e-6],
    ['folds', GENERATORS.folds, with_({ observationNoise: 0.2 }), 1e-8],
    ['folds, f = 10', GENERATORS.folds, with_({ observationNoise: 0.05, foldFrequency: 10 }), 1e-8],
    ['growth', GENERATORS.growth, GROWTH, 1e-6],
    ['growth, r = 0.1', GENERATORS.growth, with_({ observationNoise: 0.1, processNoise: 3 }), 1e-6],
    ['volatility', GENERATORS.volatility, with_({ processNoise: 2 }), 1e-7],
    ['counts', GENERATORS.counts, COUNTS, 1e-8],
    ['counts, q = 1', GENERATORS.counts, with_({ processNoise: 1 }), 1e-8],
  ];
  test.each(corners)('is fine enough for %s', (_name, definition, parameters, tolerance) => {
    const [steps, size] = [10, 4];
    const x = drawSequences(definition, parameters, steps, size, 11);
    const finer = latentGrid(definition, parameters, naturalSpacing(definition, parameters) / 3);
    const reference = new Float64Array(size);
    for (const _ of gridLogDensities(definition, parameters, x, steps, size, reference, finer));
    const found = exactLogDensity(definition, parameters, x, steps, size);
    expect(largestDifference(found, reference)).toBeLessThan(tolerance);
  });

  test('without end corrections a kink would cost a thousand times more', () => {
    const x = drawSequences(GENERATORS.mirror, DEFAULTS, 10, 4, 11);
    const grid = latentGrid(GENERATORS.mirror, DEFAULTS);
    const plain = { ...grid, weights: grid.weights.map(() => grid.spacing) };
    const found = new Float64Array(4);
    for (const _ of gridLogDensities(GENERATORS.mirror, DEFAULTS, x, 10, 4, found, plain));
    const exact = exactLogDensity(GENERATORS.mirror, DEFAULTS, x, 10, 4);
    expect(largestDifference(found, exact)).toBeGreaterThan(1e-3);
  });
});
