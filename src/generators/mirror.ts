/** A random walk of which only the size is seen: two branches. */
import type { Generator } from './generator.ts';
import { mirrorObservation, mirrorScales } from './mirrored.ts';
import { autoregressive, SIX_SD, stationarySd } from './parts.ts';

export const mirror = {
  formula: 'x = |z| + r e, z′ = a z + q e',
  drawing: 'M3 13C12 2 18 2 29 13S46 24 55 13M3 13C12 24 18 24 29 13S46 2 55 13',
  latentDimensions: 1,
  parameters: ['observationNoise', 'autoregression', 'processNoise'],
  ...autoregressive,
  observation: mirrorObservation,
  scales: (p) => mirrorScales(p, stationarySd(p)),
  grid: (p) => ({ reach: SIX_SD * stationarySd(p), kink: true }),
} as const satisfies Generator;
