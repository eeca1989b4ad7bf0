import { describe, expect, it } from 'vitest';
import { GENERATOR_DEFINITIONS } from '../../src/generators/definitions.ts';
import { axisValues } from '../../src/posterior/axis.ts';
import { exactOnAxis } from '../../src/posterior/exactStrip.ts';
import { kalmanFilter, rtsSmoother } from '../../src/posterior/kalman.ts';
import { expectClose } from '../closeness.ts';

const parameters = {
  observationNoise: 0.7,
  autoregression: 0.9,
  processNoise: 0.5,
  foldFrequency: 3,
} as const;
const axis = { low: -6, high: 6, count: 241 };
const x = Float32Array.of(0.4, -1.1, 0.9, 2.1, 0.2);

const normal = (mean: number, variance: number) =>
  axisValues(axis).map(
    (z) => Math.exp((-0.5 * (z - mean) ** 2) / variance) / Math.sqrt(2 * Math.PI * variance),
  );
const rowOf = (strip: Float32Array, t: number) =>
  strip.subarray(t * axis.count, (t + 1) * axis.count);

describe('the exact strip', () => {
  it('of the linear-Gaussian generator is what Kalman and RTS say', () => {
    const { linear } = GENERATOR_DEFINITIONS;
    const strip = exactOnAxis(linear, parameters, x)!.strip(0, axis);
    const model = { ...parameters, initialSd: linear.initialSd(parameters) };
    const result = kalmanFilter(model, x);
    const smoothed = rtsSmoother(model, result);
    for (let t = 0; t < x.length; t++) {
      const { filtered } = result;
      expectClose(rowOf(strip.filter, t), normal(filtered.mean[t]!, filtered.variance[t]!), {
        atol: 2e-3,
        rtol: 0,
      });
      expectClose(rowOf(strip.smoother, t), normal(smoothed.mean[t]!, smoothed.variance[t]!), {
        atol: 2e-3,
        rtol: 0,
      });
    }
  });

  it('of sum is that of conditioning a bivariate Gaussian', () => {
    const strip = exactOnAxis(GENERATOR_DEFINITIONS.sum, parameters, x)!.strip(1, axis);
    // Cov(z_2, x) = 1, Var x = 2 + r^2.
    const variance = 2 + 0.7 ** 2;
    for (let t = 0; t < x.length; t++)
      expectClose(rowOf(strip.filter, t), normal(x[t]! / variance, 1 - 1 / variance), {
        atol: 1e-6,
        rtol: 1e-5,
      });
    expect(strip.smoother).toEqual(strip.filter);
    // Cov(z_1, z_2 | x) = -1 / Var x, against Var(z | x) = 1 - 1 / Var x.
    expectClose([strip.correlation], [-1 / (variance - 1)], { atol: 1e-12, rtol: 0 });
  });

  it('of the mirror is symmetric where nothing says which side z is on', () => {
    const strip = exactOnAxis(GENERATOR_DEFINITIONS['mirror-iid'], parameters, x)!.strip(0, axis);
    for (let t = 0; t < x.length; t++) {
      const row = rowOf(strip.filter, t);
      expectClose(row, row.toReversed(), { atol: 1e-6, rtol: 1e-5 });
      const mass = row.reduce((sum, value) => sum + value, 0) * (12 / 240);
      expectClose([mass], [1], { atol: 5e-3, rtol: 0 });
    }
  });

  it('of a hardly noisy mirror, whose natural grid would hold tens of thousands of nodes, still stands at x', () => {
    const sharp = { ...parameters, observationNoise: 0.01, autoregression: 0.5, processNoise: 1 };
    const seen = Float32Array.of(1.2, 0.7, 2);
    const strip = exactOnAxis(GENERATOR_DEFINITIONS.mirror, sharp, seen)!.strip(0, axis);
    const spacing = (axis.high - axis.low) / (axis.count - 1);
    seen.forEach((value, t) => {
      const row = rowOf(strip.smoother, t);
      const away = row.reduce((sum, density, g) => {
        const z = axis.low + g * spacing;
        return Math.abs(Math.abs(z) - value) > 2 * spacing ? sum + density : sum;
      }, 0);
      expect(away).toBeLessThan(1e-3 * row.reduce((sum, density) => sum + density, 0));
    });
  });
});
