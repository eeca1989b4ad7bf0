/** Sequences of a generator. */
import { NUMBERS } from './arithmetic.ts';
import { drawObservation } from './emission.ts';
import type { Generator, GeneratorParameters } from './generator.ts';

/** A sequence of a generator. */
export interface Walk {
  /** [T] */
  readonly x: Float32Array;
  /** What made x. [T, D] */
  readonly z: Float32Array;
}

/**
 * The sequence that standard normals make.
 *
 * @param noise of z, then of x [T, D + 1]
 * @param uniform in (0, 1) for the count of step t; asked only where x is a count
 */
export function walk(
  definition: Generator,
  parameters: GeneratorParameters,
  noise: Float32Array,
  uniform: (t: number) => number,
): Walk {
  const { latentDimensions } = definition;
  const width = latentDimensions + 1;
  const steps = noise.length / width;
  const x = new Float32Array(steps);
  const z = new Float32Array(steps * latentDimensions);
  let previous: readonly number[] = [];
  for (let t = 0; t < steps; t++) {
    const at = t * width;
    const mean = t === 0 ? null : definition.transition(NUMBERS, parameters, previous, t + 1);
    const sd = t === 0 ? definition.initialSd(parameters) : definition.transitionSd(parameters);
    const latent = Array.from(
      { length: latentDimensions },
      (_, d) => (mean?.[d] ?? 0) + sd * noise[at + d]!,
    );
    const given = definition.observation(NUMBERS, parameters, latent);
    x[t] = drawObservation(given, noise[at + latentDimensions]!, () => uniform(t));
    z.set(latent, t * latentDimensions);
    previous = latent;
  }
  return { x, z };
}
