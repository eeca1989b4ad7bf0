import { describe, expect, test } from 'vitest';
import { kalmanFilter, type LinearGaussian, rtsSmoother } from '../../src/posterior/kalman.ts';

const MODEL: LinearGaussian = {
  initialSd: 1.3,
  autoregression: 0.9,
  processNoise: 0.5,
  observationNoise: 0.7,
};
const X = [0.4, -1.1, 2.3, 0.2];

/** Solves A y = b for several right-hand sides at once, by Gauss-Jordan; returns y and log det A. */
function solve(a: readonly (readonly number[])[], b: readonly (readonly number[])[]) {
  const rows = a.map((row, i) => [...row, ...b[i]!]);
  let logDeterminant = 0;
  for (let i = 0; i < rows.length; i++) {
    const pivot = rows[i]![i]!;
    logDeterminant += Math.log(pivot);
    rows[i] = rows[i]!.map((value) => value / pivot);
    for (let k = 0; k < rows.length; k++) {
      if (k === i) continue;
      const factor = rows[k]![i]!;
      rows[k] = rows[k]!.map((value, c) => value - factor * rows[i]![c]!);
    }
  }
  return { solution: rows.map((row) => row.slice(a.length)), logDeterminant };
}

/** Covariances of (z_1..z_T) and (x_1..x_T), written down. */
function covariances() {
  const { initialSd, autoregression: a, processNoise: q, observationNoise: r } = MODEL;
  const variance = [initialSd ** 2];
  for (let t = 1; t < X.length; t++) variance.push(a * a * variance[t - 1]! + q * q);
  const latent = X.map((_, s) =>
    X.map((__, t) => a ** Math.abs(t - s) * variance[Math.min(s, t)]!),
  );
  const observed = latent.map((row, s) => row.map((value, t) => value + (s === t ? r * r : 0)));
  return { latent, observed };
}

describe('the Kalman filter and smoother against the joint Gaussian written out', () => {
  const { latent, observed } = covariances();
  const close = (found: number, expected: number) =>
    expect(Math.abs(found - expected)).toBeLessThan(1e-12);

  test('log p(x)', () => {
    const { solution, logDeterminant } = solve(
      observed,
      X.map((x) => [x]),
    );
    const square = X.reduce((sum, x, t) => sum + x * solution[t]![0]!, 0);
    const expected = -0.5 * (X.length * Math.log(2 * Math.PI) + logDeterminant + square);
    close(kalmanFilter(MODEL, X).logDensity, expected);
  });

  test('smoothed means and variances', () => {
    const smoothed = rtsSmoother(MODEL, kalmanFilter(MODEL, X));
    const { solution } = solve(
      observed,
      X.map((x, t) => [x, ...latent[t]!]),
    );
    for (const t of X.keys()) {
      const dot = (column: number) =>
        X.reduce((sum, _, s) => sum + latent[t]![s]! * solution[s]![column]!, 0);
      close(smoothed.mean[t]!, dot(0));
      close(smoothed.variance[t]!, latent[t]![t]! - dot(t + 1));
    }
  });

  test('filtering at t is smoothing of the sequence that ends at t', () => {
    const { filtered } = kalmanFilter(MODEL, X);
    for (const t of X.keys()) {
      const short = kalmanFilter(MODEL, X.slice(0, t + 1));
      close(filtered.mean[t]!, rtsSmoother(MODEL, short).mean[t]!);
      close(filtered.variance[t]!, rtsSmoother(MODEL, short).variance[t]!);
    }
  });
});
