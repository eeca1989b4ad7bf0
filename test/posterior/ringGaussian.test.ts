import { describe, expect, test } from 'vitest';
import { GENERATOR_DEFINITIONS as GENERATORS } from '../../src/generators/definitions.ts';
import { planeLogDensity } from '../../src/posterior/plane.ts';
import { bestRingGaussian } from '../../src/posterior/ringGaussian.ts';
import { expectClose } from '../closeness.ts';
import { normalDensity, panels } from './quadrature.ts';

const parameters = {
  observationNoise: 0.3,
  autoregression: 0.5,
  processNoise: 1,
  foldFrequency: 3,
};
const { at, weight } = panels(8, 0.4);

/** KL( N((m1, m2), diag(s1^2, s2^2)) || p(z | x) ) by Gauss and Legendre's rule over the Gaussian's own plane. */
function klOf(m1: number, m2: number, s1: number, s2: number, x: number): number {
  const r = parameters.observationNoise;
  let level = 0;
  for (const [i, e1] of at.entries()) {
    for (const [j, e2] of at.entries()) {
      const [z1, z2] = [m1 + s1 * e1, m2 + s2 * e2];
      const log = Math.log(normalDensity(z1, 0, 1)) + Math.log(normalDensity(z2, 0, 1));
      const scaled = (x - Math.hypot(z1, z2)) / r;
      const likelihood = -0.5 * scaled * scaled - Math.log(r * Math.sqrt(2 * Math.PI));
      const mass = weight[i]! * weight[j]! * normalDensity(e1, 0, 1) * normalDensity(e2, 0, 1);
      level += mass * (log + likelihood);
    }
  }
  const entropy = 1 + Math.log(2 * Math.PI) + Math.log(s1 * s2);
  return planeLogDensity(GENERATORS.ring, parameters, x) - level - entropy;
}

describe('the best Gaussian for a ring', () => {
  test.each([-0.2, 0.3, 0.9, 1.6, 2.8])('has the KL it says, at x = %d', (x) => {
    const { radius, along, across, kl } = bestRingGaussian(parameters, x);
    // The rule meets the point of |z| at the origin, where only the smallest x have mass.
    expectClose([kl], [klOf(radius, 0, along, across, x)], { atol: 2e-4, rtol: 0 });
    expect(kl).toBeGreaterThan(0);
  });

  test.each([0.9, 1.6])('is not beaten from any angle, at x = %d', (x) => {
    const { kl } = bestRingGaussian(parameters, x);
    let least = Number.POSITIVE_INFINITY;
    for (const angle of [0, Math.PI / 8, Math.PI / 4])
      for (const radius of [0, 0.4, 0.7, 0.85, 1].map((share) => share * x))
        for (const s1 of [0.25, 0.35, 0.5, 0.7, 0.9])
          for (const s2 of [0.25, 0.35, 0.5, 0.7, 0.9]) {
            const mean = [radius * Math.cos(angle), radius * Math.sin(angle)] as const;
            least = Math.min(least, klOf(mean[0], mean[1], s1, s2, x));
          }
    expect(kl).toBeLessThan(least + 1e-6);
    expect(kl).toBeGreaterThan(least - 0.1); // the lattice is coarse
  });
});
