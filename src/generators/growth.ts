/** The growth model of Kitagawa: Gordon, Salmond, Smith 1993. */
import type { Generator } from './generator.ts';
import { SIX_SD, withNoise } from './parts.ts';

export const growth = {
  formula: 'x = z²/20 + r e, z′ = z/2 + 25z/(1+z²) + 8cos(1.2t) + q e',
  drawing: 'M3 22 11 4l6 16 8-17 7 18 7-15 7 14 9-18',
  latentDimensions: 1,
  parameters: ['observationNoise', 'processNoise'],
  independent: false,
  initialSd: (p) => p.processNoise,
  transitionSd: (p) => p.processNoise,
  transition: (a, _p, previous, time) => {
    const z = previous[0]!;
    const pull = a.divide(a.multiply(a.constant(25), z), a.add(a.constant(1), a.multiply(z, z)));
    const season = a.multiply(a.constant(8), a.cos(a.multiply(a.constant(1.2), time)));
    return [a.add(a.add(a.multiply(a.constant(0.5), z), pull), season)];
  },
  observation: (a, p, z) =>
    withNoise(a, p, a.multiply(a.constant(1 / 20), a.multiply(z[0]!, z[0]!))),
  scales: () => ({ latentSd: 10, observedMean: 5, observedSd: 6 }),
  // |z'| <= |z|/2 + 12.5 + 8 + noise, so |z| settles under 41 plus a few sd.
  grid: (p) => ({ reach: 41 + SIX_SD * p.processNoise, kink: false }),
} as const satisfies Generator;
