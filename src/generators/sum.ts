/** Only the sum of two numbers is seen: they are tied to each other. */
import type { Generator } from './generator.ts';
import { SIX_SD, standardNormal, withNoise } from './parts.ts';

export const sum = {
  formula: 'x = z₁ + z₂ + r e, z ~ N(0, I)',
  drawing: 'M14 3 44 23M18 3.5 46 21M12 5 40 22.5M20 8l4 2.7M30 15l5 3.3',
  latentDimensions: 2,
  parameters: ['observationNoise'],
  ...standardNormal,
  transition: (a) => [a.constant(0), a.constant(0)],
  observation: (a, p, z) => withNoise(a, p, a.add(z[0]!, z[1]!)),
  scales: (p) => ({
    latentSd: 1,
    observedMean: 0,
    observedSd: Math.hypot(Math.SQRT2, p.observationNoise),
  }),
  grid: () => ({ reach: SIX_SD, kink: false }),
} as const satisfies Generator;
