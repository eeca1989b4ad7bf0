/** A held-out sequence of a generator, the same that a run of that seed is shown, and what explains it exactly. */
import { GENERATOR_DEFINITIONS } from '../../generators/definitions.ts';
import type { Generator, GeneratorParameters } from '../../generators/generator.ts';
import { type Walk, walk } from '../../generators/walk.ts';
import { fillNormal, fillUniform, stream } from '../../rng.ts';
import type { Axis } from '../axis.ts';
import { onAxis } from '../exactStrip.ts';
import { exactPosterior } from '../gridSmoother.ts';

export type KnownName = keyof typeof GENERATOR_DEFINITIONS;

/** Sequence `index` of the validation split of `seed`, of `steps` steps (`data/generated.ts`). */
export function heldOutSequence(
  name: KnownName,
  parameters: GeneratorParameters,
  steps: number,
  seed: number,
  index = 0,
): Walk {
  const definition: Generator = GENERATOR_DEFINITIONS[name];
  const width = steps * (definition.latentDimensions + 1);
  const at = { firstRow: index };
  const noise = fillNormal(new Float32Array(width), stream(seed, 'data/validation'), width, at);
  const forCounts = stream(seed, 'data/validation/counts');
  const uniforms = fillUniform(new Float32Array(steps), forCounts, steps, at);
  return walk(definition, parameters, noise, (t) => uniforms[t]!);
}

/** Densities of z at every step over all pasts, on an axis. Each [T, G] */
export interface Explanations {
  /** p(z_t | x_1..x_t) */
  readonly filter: Float32Array;
  /** p(z_t | x_1..x_T) */
  readonly smoother: Float32Array;
}

/**
 * What a sequence says of z, for a generator of one latent dimension, on the generator's natural grid: right as
 * integrals are, and some 10 ms for 16 steps of `mirror`.
 */
export function explanations(
  name: KnownName,
  parameters: GeneratorParameters,
  x: Float32Array,
  axis: Axis,
): Explanations {
  const { grid, filtered, smoothed } = exactPosterior(GENERATOR_DEFINITIONS[name], parameters, x);
  const rows = (densities: readonly Float64Array[]) => {
    const out = new Float32Array(densities.length * axis.count);
    for (const [t, density] of densities.entries())
      out.set(onAxis(density, grid.values, axis), t * axis.count);
    return out;
  };
  return { filter: rows(filtered), smoother: rows(smoothed) };
}
