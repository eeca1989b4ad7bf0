import { describe, expect, test } from 'vitest';
import { axisValues } from '../../src/posterior/axis.ts';
import { mixtureDensities } from '../../src/posterior/density.ts';
import { fillNormal, stream } from '../../src/rng.ts';

const draw = (length: number, name: string, of: (normal: number) => number) =>
  fillNormal(new Float32Array(length), stream(1, name), 1).map(of);

describe('mixtureDensities', () => {
  test('equals the sum of normal densities written out', () => {
    const [steps, samples, dimensions] = [3, 17, 2];
    const axis = { low: -4, high: 4, count: 101 };
    const mu = draw(steps * samples * dimensions, 'mu', (n) => 1.5 * n);
    const sigma = draw(steps * samples * dimensions, 'sigma', (n) => Math.exp(0.4 * n - 0.5));
    const values = axisValues(axis);
    for (const dimension of [0, 1]) {
      const found = mixtureDensities(mu, sigma, steps, samples, dimensions, dimension, axis);
      for (let t = 0; t < steps; t++) {
        for (let g = 0; g < axis.count; g++) {
          let sum = 0;
          for (let m = 0; m < samples; m++) {
            const index = (t * samples + m) * dimensions + dimension;
            const scaled = (values[g]! - mu[index]!) / sigma[index]!;
            sum += Math.exp(-0.5 * scaled * scaled) / (sigma[index]! * Math.sqrt(2 * Math.PI));
          }
          const expected = sum / samples;
          const difference = Math.abs(found[t * axis.count + g]! - expected);
          // 3e-8: what the cut at six standard deviations may take from a component.
          expect(difference <= 2e-7 * expected + 3e-8, `t ${t}, g ${g}: ${difference}`).toBe(true);
        }
      }
    }
  });

  test.each([0.001, 0.02, 0.1, 1])(
    'has mass one for components of sd %d on a spacing of 0.1',
    (sd) => {
      const axis = { low: -10, high: 10, count: 201 };
      const mu = draw(64, 'mass', (n) => n);
      const row = mixtureDensities(mu, new Float32Array(64).fill(sd), 1, 64, 1, 0, axis);
      const mass = row.reduce((sum, value) => sum + value, 0) * 0.1;
      expect(Math.abs(mass - 1)).toBeLessThan(2e-4);
    },
  );

  test('components off the axis leave the right tail on it', () => {
    const axis = { low: 0, high: 2, count: 3 };
    const row = mixtureDensities(Float32Array.of(-1), Float32Array.of(1), 1, 1, 1, 0, axis);
    const expected = [1, 2, 3].map((d) => Math.exp((-d * d) / 2) / Math.sqrt(2 * Math.PI));
    for (const [g, value] of expected.entries()) {
      expect(Math.abs(row[g]! - value)).toBeLessThan(1e-7);
    }
  });

  test('a component that is not finite makes its step NaN, and no other', () => {
    const axis = { low: -3, high: 3, count: 7 };
    const mu = Float32Array.of(0, Number.NaN, 0, 0);
    const densities = mixtureDensities(mu, new Float32Array(4).fill(1), 2, 2, 1, 0, axis);
    expect(densities.slice(0, 7).every(Number.isNaN)).toBe(true);
    expect(densities.slice(7).every((value) => value > 0)).toBe(true);
  });

  test('refuses arrays of another length, saying which', () => {
    const axis = { low: -3, high: 3, count: 7 };
    expect(() =>
      mixtureDensities(new Float32Array(5), new Float32Array(6), 3, 2, 1, 0, axis),
    ).toThrow('mu and sigma hold 5 and 6 values, expected 3 x 2 x 1');
  });
});
