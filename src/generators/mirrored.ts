/** What the two mirrors share: the size of z is seen, with noise. */
import type { Arithmetic } from './arithmetic.ts';
import type { GeneratorParameters } from './generator.ts';
import { withNoise } from './parts.ts';

export const mirrorObservation = <V>(a: Arithmetic<V>, p: GeneratorParameters, z: readonly V[]) =>
  withNoise(a, p, a.abs(z[0]!));

export const mirrorScales = (p: GeneratorParameters, latentSd: number) => ({
  latentSd,
  observedMean: latentSd * Math.sqrt(2 / Math.PI),
  observedSd: Math.hypot(latentSd * Math.sqrt(1 - 2 / Math.PI), p.observationNoise),
});
