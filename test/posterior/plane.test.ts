import { describe, expect, test } from 'vitest';
import { GENERATOR_DEFINITIONS as GENERATORS } from '../../src/generators/definitions.ts';
import { exactLogDensity } from '../../src/posterior/exact.ts';
import { exactOnAxis } from '../../src/posterior/exactStrip.ts';
import {
  exactJoint,
  planeDependence,
  planeLogDensity,
  planeMarginal,
  planePosterior,
} from '../../src/posterior/plane.ts';
import { expectClose } from '../closeness.ts';
import { normalDensity, panels } from './quadrature.ts';

const withNoise = (observationNoise: number) => ({
  observationNoise,
  autoregression: 0.5,
  processNoise: 1,
  foldFrequency: 3,
});

const massOf = ({ axis, joint }: ReturnType<typeof planePosterior>) => {
  const spacing = (axis.high - axis.low) / (axis.count - 1);
  return joint.reduce((sum, value) => sum + value, 0) * spacing ** 2;
};

describe('log p(x) of ring', () => {
  /** The length s of z has the Rayleigh density s exp(-s^2 / 2): integrated by a fine midpoint rule. */
  const byLength = (x: number, r: number) => {
    const step = Math.min(1e-3, r / 2000);
    let sum = 0;
    for (let s = step / 2; s < 12; s += step)
      sum += s * Math.exp(-0.5 * s * s) * normalDensity(x, s, r);
    return Math.log(sum * step);
  };

  test.each([
    [0.02, 0.9],
    [0.1, 1.3],
    [0.1, 0.05],
    [0.1, -0.3],
    [0.1, 4.2],
    [1, -2],
    [3, 5],
  ])('at r = %d, x = %d is the integral over the Rayleigh law of |z|', (r, x) => {
    const found = planeLogDensity(GENERATORS.ring, withNoise(r), x);
    // The rule's own error is step^2 / 24 at the end s = 0, where the integrand has a slope.
    expectClose([found], [byLength(x, r)], { atol: 1e-6, rtol: 0 });
  });

  test('is the integral over the plane', () => {
    const { at, weight } = panels(7, 0.1);
    const [x, r] = [0.8, 0.2];
    let density = 0;
    for (const [i, a] of at.entries()) {
      for (const [j, b] of at.entries()) {
        const prior = normalDensity(a, 0, 1) * normalDensity(b, 0, 1);
        density += weight[i]! * weight[j]! * prior * normalDensity(x, Math.hypot(a, b), r);
      }
    }
    const found = exactLogDensity(GENERATORS.ring, withNoise(r), Float32Array.of(x, x), 2, 1);
    expectClose(found, [2 * Math.log(density)], { atol: 1e-6, rtol: 0 });
  });

  test('integrates to one over x', () => {
    const { at, weight } = panels(9, 0.1);
    const density = at.map((x) => Math.exp(planeLogDensity(GENERATORS.ring, withNoise(0.3), x)));
    const mass = density.reduce((sum, value, i) => sum + weight[i]! * value, 0);
    expectClose([mass], [1], { atol: 1e-9, rtol: 0 });
  });
});

describe('the posterior in the plane', () => {
  test.each([0.05, 0.2, 0.5, 1, 2])('of sum at r = %d has correlation -1 / (1 + r^2)', (r) => {
    const rho = -1 / (1 + r * r);
    const found = planeDependence(planePosterior(GENERATORS.sum, withNoise(r), 1.3));
    const expected = [rho, -0.5 * Math.log(1 - rho * rho)];
    expectClose([found.correlation, found.mutualInformation], expected, { atol: 1e-8, rtol: 0 });
  });

  test.each([0.05, 0.3, 1.2, 3.5])('of ring at x = %d is uncorrelated but not independent', (x) => {
    const posterior = planePosterior(GENERATORS.ring, withNoise(0.1), x);
    const { correlation, mutualInformation } = planeDependence(posterior);
    expect(Math.abs(correlation)).toBeLessThan(1e-12);
    // A thin ring tells the other coordinate but for its sign; about the origin it is a Gaussian bell.
    if (x > 1) expect(mutualInformation).toBeGreaterThan(0.7);
    else expect(mutualInformation).toBeLessThan(0.2);
  });

  test('integrates to one, and to 1e-4 where the ring covers the point at the origin', () => {
    for (const r of [0.1, 0.3, 1, 3])
      for (const x of [-1.5 * r, 0, 0.5, 1.2, 3.5]) {
        const mass = massOf(planePosterior(GENERATORS.ring, withNoise(r), x));
        expectClose([mass], [1], { atol: x > 9 * r ? 1e-9 : 1.2e-4, rtol: 0 });
        const sum = massOf(planePosterior(GENERATORS.sum, withNoise(r), x));
        expectClose([sum], [1], { atol: 1e-9, rtol: 0 });
      }
  });

  test('of ring has marginals by polar coordinates', () => {
    const [x, r] = [1.2, 0.1];
    const posterior = planePosterior(GENERATORS.ring, withNoise(r), x);
    const marginal = planeMarginal(posterior);
    // P(z_1 < 0.5 | x): for every length s the share of angles with s cos(angle) < 0.5.
    let [below, all] = [0, 0];
    for (let s = 5e-5; s < 3; s += 1e-4) {
      const weight = s * Math.exp(-0.5 * s * s) * normalDensity(x, s, r);
      all += weight;
      below += weight * (s <= 0.5 ? 1 : 1 - Math.acos(0.5 / s) / Math.PI);
    }
    const { low, high, count } = posterior.axis;
    const spacing = (high - low) / (count - 1);
    let sum = 0;
    marginal.forEach((value, i) => {
      // The share of the node's cell that lies below 0.5.
      sum += value * spacing * Math.min(1, Math.max(0, (0.5 - low) / spacing - i + 0.5));
    });
    expectClose([sum], [below / all], { atol: 2e-3, rtol: 0 });
  });
});

describe('the exact joint on axes', () => {
  const wide = { low: -4, high: 4, count: 161 };
  const massOn = (joint: Float32Array, cell: number) =>
    joint.reduce((sum, value) => sum + value, 0) * cell;

  test('has mass one, with z_a in rows', () => {
    const narrow = { low: -3.5, high: 3.5, count: 141 };
    for (const definition of [GENERATORS.ring, GENERATORS.sum]) {
      const joint = exactJoint(definition, withNoise(0.1), 1.2, wide, narrow);
      expect(joint).toHaveLength(161 * 141);
      expectClose([massOn(joint, 0.05 ** 2)], [1], { atol: 2e-3, rtol: 0 });
    }
    const joint = exactJoint(GENERATORS.sum, withNoise(0.5), 3, wide, narrow);
    // z_a = 3, z_b = 0 and z_a = 0, z_b = -3.
    expect(joint[140 * 141 + 70]).toBeGreaterThan(1e-3);
    expect(joint[80 * 141 + 10]).toBeLessThan(1e-9);
  });

  test('keeps the mass of a ring too thin for its cells', () => {
    const joint = exactJoint(GENERATORS.ring, withNoise(0.01), 1.2, wide, wide);
    expectClose([massOn(joint, 0.05 ** 2)], [1], { atol: 2e-3, rtol: 0 });
  });

  test('adds up to the marginal that the strip shows', () => {
    const x = Float32Array.of(0.4, 1.7);
    const strip = exactOnAxis(GENERATORS.ring, withNoise(0.2), x)!.strip(1, wide);
    const joint = exactJoint(GENERATORS.ring, withNoise(0.2), x[1]!, wide, wide);
    const margin = Float64Array.from({ length: 161 }, (_, j) => {
      let sum = 0;
      for (let i = 0; i < 161; i++) sum += joint[i * 161 + j]! * 0.05;
      return sum;
    });
    expectClose(strip.filter.subarray(161), margin, { atol: 2e-3, rtol: 0 });
    expect(strip.smoother).toEqual(strip.filter);
    expect(strip.correlation).toBe(0);
  });

  test('is refused for a generator with one dimension', () => {
    expect(() => exactJoint(GENERATORS.mirror, withNoise(0.3), 1, wide, wide)).toThrow(
      'only sum and ring',
    );
  });
});
