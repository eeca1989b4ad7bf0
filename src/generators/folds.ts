/** A sine folded over several times: as many branches as folds. */
import type { Generator } from './generator.ts';
import { SIX_SD, standardNormal, withNoise } from './parts.ts';

export const folds = {
  formula: 'x = sin(f z) + r e, z ~ N(0, 1)',
  drawing: 'M3 13C7 0 11 0 15 13S23 26 29 13 39 0 43 13s8 13 12 0',
  latentDimensions: 1,
  parameters: ['observationNoise', 'foldFrequency'],
  ...standardNormal,
  transition: (a) => [a.constant(0)],
  observation: (a, p, z) => withNoise(a, p, a.sin(a.multiply(a.constant(p.foldFrequency), z[0]!))),
  scales: (p) => ({
    latentSd: 1,
    observedMean: 0,
    observedSd: Math.hypot(Math.SQRT1_2, p.observationNoise),
  }),
  grid: () => ({ reach: SIX_SD, kink: false }),
} as const satisfies Generator;
