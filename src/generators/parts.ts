/** What several generators have in common. */
import type { Arithmetic } from './arithmetic.ts';
import type { Emission, GeneratorParameters } from './generator.ts';

/** Of z where it does not depend on the time any more. */
export const stationarySd = (p: GeneratorParameters) =>
  p.processNoise / Math.sqrt(1 - p.autoregression * p.autoregression);

export const standardNormal = {
  independent: true,
  initialSd: () => 1,
  transitionSd: () => 1,
} as const;

export const autoregressive = {
  independent: false,
  initialSd: stationarySd,
  transitionSd: (p: GeneratorParameters) => p.processNoise,
  transition<V>(a: Arithmetic<V>, p: GeneratorParameters, previous: readonly V[]): readonly V[] {
    return [a.multiply(a.constant(p.autoregression), previous[0]!)];
  },
} as const;

export const SIX_SD = 6;

/** N(mean, r^2), r the observation noise. */
export const withNoise = <V>(a: Arithmetic<V>, p: GeneratorParameters, mean: V): Emission<V> => ({
  kind: 'gaussian',
  mean,
  logSd: a.constant(Math.log(p.observationNoise)),
});
