/** Counts of a rate that wanders. A control. */
import type { Generator } from './generator.ts';
import { autoregressive, SIX_SD, stationarySd } from './parts.ts';

export const counts = {
  formula: 'x ~ Poisson(exp z), z′ = a z + q e',
  drawing: 'M5 23v-4M11 23v-8M17 23v-2M23 23v-12M29 23V4M35 23v-9M41 23v-6M47 23v-2M53 23v-4',
  latentDimensions: 1,
  parameters: ['autoregression', 'processNoise'],
  ...autoregressive,
  observation: (_a, _p, z) => ({ kind: 'poisson', logRate: z[0]! }),
  // exp z is log-normal, and x varies around it by its mean.
  scales: (p) => {
    const variance = stationarySd(p) ** 2;
    const mean = Math.exp(variance / 2);
    const observedSd = Math.sqrt(mean + mean ** 2 * Math.expm1(variance));
    return { latentSd: stationarySd(p), observedMean: mean, observedSd };
  },
  grid: (p) => ({ reach: SIX_SD * stationarySd(p), kink: false }),
} as const satisfies Generator;
