/** Linear and Gaussian: the Kalman filter is exact. A control. */
import type { Generator } from './generator.ts';
import { autoregressive, SIX_SD, stationarySd, withNoise } from './parts.ts';

export const linear = {
  formula: 'x = z + r e, z′ = a z + q e',
  drawing: 'M3 17l6-3 5 2 7-6 6 3 6-5 7 2 6-5 9-1',
  latentDimensions: 1,
  parameters: ['observationNoise', 'autoregression', 'processNoise'],
  ...autoregressive,
  observation: (a, p, z) => withNoise(a, p, z[0]!),
  scales: (p) => ({
    latentSd: stationarySd(p),
    observedMean: 0,
    observedSd: Math.hypot(stationarySd(p), p.observationNoise),
  }),
  grid: (p) => ({ reach: SIX_SD * stationarySd(p), kink: false }),
} as const satisfies Generator;
