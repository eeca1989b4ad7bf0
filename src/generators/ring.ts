/** Only the distance from the centre is seen: a ring. */
import type { Generator } from './generator.ts';
import { SIX_SD, standardNormal, withNoise } from './parts.ts';

export const ring = {
  formula: 'x = |z| + r e, z ~ N(0, I) in the plane',
  drawing: 'M40 13A11 10 0 1 1 39.9 12.9M37 13A8 7 0 1 1 36.9 12.9',
  latentDimensions: 2,
  parameters: ['observationNoise'],
  ...standardNormal,
  transition: (a) => [a.constant(0), a.constant(0)],
  observation: (a, p, z) =>
    withNoise(a, p, a.sqrt(a.add(a.multiply(z[0]!, z[0]!), a.multiply(z[1]!, z[1]!)))),
  // |z| has the Rayleigh distribution.
  scales: (p) => ({
    latentSd: 1,
    observedMean: Math.sqrt(Math.PI / 2),
    observedSd: Math.hypot(Math.sqrt(2 - Math.PI / 2), p.observationNoise),
  }),
  grid: () => ({ reach: SIX_SD, kink: true }),
} as const satisfies Generator;
