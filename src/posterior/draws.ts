/** Seeded samples of one dimension of z, ascending, as the dip test wants them. */
import { fillNormal, fillUniform, type Stream } from '../rng.ts';
import { type Axis, axisValues, type Components } from './axis.ts';
import { cumulative } from './mass.ts';

/** `count` draws from 1/M sum_m N(mu[m, d], sigma[m, d]^2), d = `dimension`; NaNs come last. [count] */
export function drawFromMixture(
  { mu, sigma, dimensions }: Components,
  dimension: number,
  count: number,
  from: Stream,
): Float64Array {
  const components = mu.length / dimensions;
  const which = fillUniform(new Float32Array(count), from, count, { firstRow: 0 });
  const noise = fillNormal(new Float32Array(count), from, count, { firstRow: 1 });
  return Float64Array.from({ length: count }, (_, n) => {
    const index = Math.floor(which[n]! * components) * dimensions + dimension;
    return mu[index]! + sigma[index]! * noise[n]!;
  }).sort();
}

/** `count` draws from a density on its axis, by its distribution function. `density` [G]. [count] */
export function drawFromDensity(
  density: ArrayLike<number>,
  axis: Axis,
  count: number,
  from: Stream,
): Float64Array {
  const values = axisValues(axis);
  const distribution = cumulative(density, axis);
  // A second draw refines the 23 bits of the first, so that equal draws stay as rare as they should be.
  const uniforms = fillUniform(new Float32Array(2 * count), from, 2);
  const levels = Float64Array.from(
    { length: count },
    (_, n) => uniforms[2 * n]! + (uniforms[2 * n + 1]! - 0.5) * 2 ** -23,
  ).sort();
  let g = 1;
  return levels.map((level) => {
    while (g < axis.count - 1 && distribution[g]! < level) g++;
    const below = distribution[g - 1]!;
    const share = (level - below) / (distribution[g]! - below);
    return values[g - 1]! + share * (values[g]! - values[g - 1]!);
  });
}
