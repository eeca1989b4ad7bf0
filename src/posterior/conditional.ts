/**
 * The exact posterior given one past, which is what a model's q(z_t | z_<t, x) is to match, for a known generator with
 * one latent dimension: p(z_t | z_{t-1}, x_t) in proportion to f(z_t | z_{t-1}) p(x_t | z_t), and where x is seen to its
 * end p(z_t | z_{t-1}, x_t..x_T), in proportion to that times p(x_{t+1}..x_T | z_t).
 */
import type { Generator, GeneratorParameters } from '../generators/generator.ts';
import { type Axis, axisValues } from './axis.ts';
import { type LookAhead, onAxis } from './exactStrip.ts';
import { transitionMean } from './latentGrid.ts';
import { fillLogLikelihood, tabulate } from './likelihood.ts';

/** Values taken between two of the axis, so that what is narrower than a spacing keeps its mass. */
const FINER = 8;

/**
 * @param x [T]
 * @param past z_1..z_T of the past that is given; the last is not looked at. [T]
 * @param lookAhead what x after t says of z_t; null where it is not seen
 * @returns densities on the axis, scaled to mass 1 on it [T, G]; NaN at a step whose x is not finite
 */
export function conditionalOnAxis(
  definition: Generator,
  parameters: GeneratorParameters,
  x: Float32Array,
  past: Float32Array,
  axis: Axis,
  lookAhead: LookAhead | null,
): Float32Array {
  const spacing = (axis.high - axis.low) / (axis.count - 1) / FINER;
  const count = axis.count * FINER;
  // Each value of the axis stands for the FINER ones around it.
  const low = axis.low - ((FINER - 1) / 2) * spacing;
  const finer: Axis = { low, high: low + (count - 1) * spacing, count };
  const values = axisValues(finer);
  const weights = new Float64Array(count).fill(spacing);
  const observation = tabulate(definition, parameters, { values, weights, spacing });
  const logLikelihood = new Float64Array(count);
  const density = new Float64Array(count);
  const out = new Float32Array(x.length * axis.count);
  for (let t = 0; t < x.length; t++) {
    fillLogLikelihood(logLikelihood, x[t]!, observation);
    const fresh = t === 0;
    const mean = fresh ? 0 : transitionMean(definition, parameters, past[t - 1]!, t + 1);
    const sd = fresh ? definition.initialSd(parameters) : definition.transitionSd(parameters);
    const ahead = lookAhead && onAxis(lookAhead.densities[t]!, lookAhead.values, finer);
    let most = Number.NEGATIVE_INFINITY;
    for (let j = 0; j < count; j++) {
      const scaled = (values[j]! - mean) / sd;
      density[j] = logLikelihood[j]! - 0.5 * scaled * scaled;
      if (ahead !== null) density[j]! += Math.log(Math.max(0, ahead[j]!));
      if (!(density[j]! <= most)) most = density[j]!;
    }
    let total = 0;
    for (let j = 0; j < count; j++) {
      density[j] = Math.exp(density[j]! - most);
      total += density[j]!;
    }
    for (let j = 0; j < count; j++)
      out[t * axis.count + Math.floor(j / FINER)]! += density[j]! / (total * spacing * FINER);
  }
  return out;
}
