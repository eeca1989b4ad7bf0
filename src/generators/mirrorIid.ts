/** The mirror without memory: each step for itself. */
import type { Generator } from './generator.ts';
import { mirrorObservation, mirrorScales } from './mirrored.ts';
import { SIX_SD, standardNormal } from './parts.ts';

export const mirrorIid = {
  formula: 'x = |z| + r e, z ~ N(0, 1)',
  drawing: 'M5 4 29 22 53 4M9 13h.1M18 18h.1M40 18h.1M49 13h.1M29 9h.1M22 8h.1M36 8h.1',
  latentDimensions: 1,
  parameters: ['observationNoise'],
  ...standardNormal,
  transition: (a) => [a.constant(0)],
  observation: mirrorObservation,
  scales: (p) => mirrorScales(p, 1),
  grid: () => ({ reach: SIX_SD, kink: true }),
} as const satisfies Generator;
