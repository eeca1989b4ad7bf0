import { describe, expect, test } from 'vitest';
import { GENERATOR_DEFINITIONS as GENERATORS } from '../../src/generators/definitions.ts';
import type { Generator, GeneratorParameters } from '../../src/generators/generator.ts';
import { exactLogDensity } from '../../src/posterior/exact.ts';
import { exactPosterior } from '../../src/posterior/gridSmoother.ts';
import { kalmanFilter, type Moments, rtsSmoother } from '../../src/posterior/kalman.ts';
import { type LatentGrid, latentGrid } from '../../src/posterior/latentGrid.ts';
import { drawSequences, likelihood, lookAhead, normalDensity, panels } from './quadrature.ts';

const MIRROR: GeneratorParameters = {
  observationNoise: 0.3,
  autoregression: 0.5,
  processNoise: 1,
  foldFrequency: 3,
};
const LINEAR = { ...MIRROR, autoregression: 0.9, processNoise: 0.5, observationNoise: 0.7 };
const GROWTH = { ...MIRROR, observationNoise: 1, processNoise: Math.sqrt(10) };

function momentsOf(density: Float64Array, { values, weights }: LatentGrid) {
  let mass = 0;
  let mean = 0;
  let square = 0;
  for (const [i, p] of density.entries()) {
    mass += weights[i]! * p;
    mean += weights[i]! * p * values[i]!;
    square += weights[i]! * p * values[i]! ** 2;
  }
  return { mass, mean, variance: square - mean * mean };
}

test('on a linear-Gaussian sequence of 60 steps the grid agrees with Kalman and RTS to 1e-9', () => {
  const x = drawSequences(GENERATORS.linear, LINEAR, 60, 1);
  const model = {
    initialSd: GENERATORS.linear.initialSd(LINEAR),
    autoregression: 0.9,
    processNoise: 0.5,
    observationNoise: 0.7,
  };
  const kalman = kalmanFilter(model, x);
  const exact = exactPosterior(GENERATORS.linear, LINEAR, x);
  expect(Math.abs(exact.logDensity - kalman.logDensity)).toBeLessThan(1e-9);
  const pairs: [readonly Float64Array[], Moments][] = [
    [exact.predicted, kalman.predicted],
    [exact.filtered, kalman.filtered],
    [exact.smoothed, rtsSmoother(model, kalman)],
  ];
  for (const [densities, moments] of pairs) {
    expect(densities).toHaveLength(60);
    for (const [t, density] of densities.entries()) {
      const { mass, mean, variance } = momentsOf(density, exact.grid);
      expect(Math.abs(mass - 1)).toBeLessThan(1e-9);
      expect(Math.abs(mean - moments.mean[t]!)).toBeLessThan(1e-9);
      expect(Math.abs(variance - moments.variance[t]!)).toBeLessThan(1e-9);
      for (const [i, z] of exact.grid.values.entries()) {
        const expected = normalDensity(z, moments.mean[t]!, Math.sqrt(moments.variance[t]!));
        expect(Math.abs(density[i]! - expected)).toBeLessThan(1e-9);
      }
    }
  }
});

describe('the smoothing density against integration from the end', () => {
  const cases: [string, Generator, GeneratorParameters, number, number, number][] = [
    ['mirror', GENERATORS.mirror, MIRROR, 8, 0.15, 2e-6],
    ['growth', GENERATORS.growth, GROWTH, 40, 0.2, 1e-6],
  ];
  test.each(cases)('%s', (_name, definition, parameters, reach, width, tolerance) => {
    const x = drawSequences(definition, parameters, 3, 1, 8);
    const { smoothed, lookAhead: ahead, grid } = exactPosterior(definition, parameters, x);
    const nodes = panels(reach, width);
    const unnormalised = (z: number) =>
      normalDensity(z, 0, definition.initialSd(parameters)) *
      likelihood(definition, parameters, x[0]!, z) *
      lookAhead(definition, parameters, [...x], 1, z, nodes);
    const places = [0.1, 0.3, 0.45, 0.5, 0.52, 0.6, 0.8].map((share) =>
      Math.round(share * (grid.values.length - 1)),
    );
    const top = places.reduce((a, b) => (smoothed[0]![a]! > smoothed[0]![b]! ? a : b));
    for (const place of places) {
      const ratio = unnormalised(grid.values[place]!) / unnormalised(grid.values[top]!);
      const found = smoothed[0]![place]! / smoothed[0]![top]!;
      expect(Math.abs(found - ratio)).toBeLessThan(tolerance);
      const late = lookAhead(definition, parameters, [...x], 2, grid.values[place]!, nodes);
      const lateTop = lookAhead(definition, parameters, [...x], 2, grid.values[top]!, nodes);
      const scale = Math.max(ahead[1]![place]!, ahead[1]![top]!);
      // Cross products: neither side divides by a look-ahead that may be 0.
      const difference = ahead[1]![place]! * lateTop - ahead[1]![top]! * late;
      expect(Math.abs(difference)).toBeLessThanOrEqual(tolerance * scale * Math.max(late, lateTop));
    }
  });
});

test('every density has mass one, the last smoothed is the last filtered, log p(x) is that of many', () => {
  for (const [definition, parameters] of [
    [GENERATORS.mirror, MIRROR],
    [GENERATORS.growth, GROWTH],
    [GENERATORS.volatility, MIRROR],
    [GENERATORS['mirror-iid'], MIRROR],
    [GENERATORS.folds, { ...MIRROR, observationNoise: 0.2 }],
  ] as const) {
    const x = drawSequences(definition, parameters, 12, 1);
    const { predicted, filtered, smoothed, grid, logDensity } = exactPosterior(
      definition,
      parameters,
      x,
    );
    for (const density of [...predicted, ...filtered, ...smoothed]) {
      expect(Math.abs(momentsOf(density, grid).mass - 1)).toBeLessThan(1e-6);
    }
    const last = filtered[11]!;
    for (const [i, value] of smoothed[11]!.entries()) {
      expect(Math.abs(value - last[i]!)).toBeLessThanOrEqual(1e-12 * (1 + last[i]!));
    }
    const many = exactLogDensity(definition, parameters, x, 12, 1)[0]!;
    expect(Math.abs(logDensity - many)).toBeLessThan(1e-8);
  }
});

test('a mirrored generator has a mirrored posterior, forked where x is large', () => {
  const x = Float32Array.of(1.5, 2, 1.8);
  const grid = latentGrid(GENERATORS.mirror, MIRROR, 0.02);
  const { smoothed } = exactPosterior(GENERATORS.mirror, MIRROR, x, grid);
  for (const density of smoothed) {
    const middle = (density.length - 1) / 2;
    for (let n = 1; n <= middle; n++) {
      const [left, right] = [density[middle - n]!, density[middle + n]!];
      expect(Math.abs(left - right)).toBeLessThanOrEqual(1e-9 * right + 1e-15);
    }
    expect(Math.max(...density)).toBeGreaterThan(100 * density[middle]!);
  }
});
