/** Stochastic volatility: Taylor 1986. A control: one Gaussian does. */
import type { Generator } from './generator.ts';
import { autoregressive, SIX_SD, stationarySd } from './parts.ts';

export const volatility = {
  formula: 'x = r exp(z/2) e, z′ = a z + q e',
  drawing: 'M3 13l4-1 3 2 3-2 3 3 2-9 3 17 3-19 3 18 3-12 3 5 4-3 4 3 5-2 9 1',
  latentDimensions: 1,
  parameters: ['observationNoise', 'autoregression', 'processNoise'],
  ...autoregressive,
  observation: (a, p, z) => ({
    kind: 'gaussian',
    mean: a.constant(0),
    logSd: a.add(a.constant(Math.log(p.observationNoise)), a.multiply(a.constant(0.5), z[0]!)),
  }),
  scales: (p) => ({
    latentSd: stationarySd(p),
    observedMean: 0,
    observedSd: p.observationNoise * Math.exp(stationarySd(p) ** 2 / 4),
  }),
  grid: (p) => ({ reach: SIX_SD * stationarySd(p), kink: false }),
} as const satisfies Generator;
