/**
 * What one sequence says about z at every step, exactly, on a grid (MODEL section 4): the predicted, the
 * filtering and the smoothing densities. Nothing is pruned here; that is for many sequences
 * (`gridFilter.ts`).
 *
 *   predicted_t(j) = integral F_{t-1}(z) f_t(g_j | z) dz,  F_t = predicted_t G_t / c_t
 *   b_T = 1,  b_t(i) = integral f_{t+1}(z | g_i) G_{t+1}(z) b_{t+1}(z) dz,  S_t = F_t b_t / their integral
 */
import type { Generator as Definition, GeneratorParameters } from '../generators/generator.ts';
import { addGaussian, underGaussian } from './gaussianRow.ts';
import { TRANSITION_CUT } from './gridFilter.ts';
import { fillCentres, initialDensity, type LatentGrid, latentGrid } from './latentGrid.ts';
import { fillLogLikelihood, tabulate } from './likelihood.ts';

/** Densities in z on the grid; one [G] array for each step t = 1, 2, ..., T. */
export interface ExactPosterior {
  readonly grid: LatentGrid;
  /** p(z_t | x_1..x_{t-1}) */
  readonly predicted: readonly Float64Array[];
  /** p(z_t | x_1..x_t) */
  readonly filtered: readonly Float64Array[];
  /** p(z_t | x_1..x_T) */
  readonly smoothed: readonly Float64Array[];
  /** p(x_{t+1}..x_T | z_t), scaled to a largest value of 1 */
  readonly lookAhead: readonly Float64Array[];
  /** log p(x_1..x_T), nats */
  readonly logDensity: number;
}

/**
 * The posteriors of one sequence under a generator with one latent dimension.
 *
 * @param x [T], finite
 * @param grid a finer grid than the natural one draws smoother curves; a coarser one is wrong
 */
export function exactPosterior(
  definition: Definition,
  parameters: GeneratorParameters,
  x: ArrayLike<number>,
  grid: LatentGrid = latentGrid(definition, parameters),
): ExactPosterior {
  const { values, weights, spacing } = grid;
  const count = values.length;
  const steps = x.length;
  const { independent } = definition;
  const observation = tabulate(definition, parameters, grid);
  const transitionSd = definition.transitionSd(parameters) / spacing;
  const centres = new Float64Array(count); // [G], in nodes
  const likelihoods: Float64Array[] = []; // [T][G], scaled to a largest value of 1
  const predicted: Float64Array[] = [];
  const filtered: Float64Array[] = [];
  let logDensity = 0;
  for (let t = 0; t < steps; t++) {
    const likelihood = new Float64Array(count);
    const best = fillLogLikelihood(likelihood, x[t]!, observation);
    for (let j = 0; j < count; j++) likelihood[j] = Math.exp(likelihood[j]! - best);
    let prediction: Float64Array;
    if (t === 0 || independent) prediction = initialDensity(definition, parameters, grid);
    else {
      prediction = new Float64Array(count);
      fillCentres(centres, definition, parameters, grid, t + 1);
      const before = filtered[t - 1]!;
      for (let i = 0; i < count; i++) {
        const mass = weights[i]! * before[i]!;
        if (mass === 0) continue;
        addGaussian(prediction, 0, count - 1, centres[i]!, transitionSd, mass, TRANSITION_CUT);
      }
    }
    for (let j = 0; j < count; j++) prediction[j]! /= spacing;
    const { density, total } = normalised(prediction, likelihood, weights);
    logDensity += Math.log(total) + best;
    likelihoods.push(likelihood);
    predicted.push(prediction);
    filtered.push(density);
  }
  const lookAhead: Float64Array[] = [];
  const smoothed: Float64Array[] = [];
  for (let t = steps - 1; t >= 0; t--) {
    const ahead = new Float64Array(count);
    if (t === steps - 1 || independent) ahead.fill(1);
    else {
      fillCentres(centres, definition, parameters, grid, t + 2);
      const evidence = likelihoods[t + 1]!.map((g, j) => weights[j]! * g * lookAhead[0]![j]!);
      let largest = 0;
      for (let i = 0; i < count; i++) {
        ahead[i] = underGaussian(evidence, centres[i]!, transitionSd, TRANSITION_CUT);
        largest = Math.max(largest, ahead[i]!);
      }
      for (let i = 0; i < count; i++) ahead[i]! /= largest;
    }
    lookAhead.unshift(ahead);
    smoothed.unshift(normalised(filtered[t]!, ahead, weights).density);
  }
  return { grid, predicted, filtered, smoothed, lookAhead, logDensity };
}

/** a b over its integral, and the integral. */
function normalised(a: Float64Array, b: Float64Array, weights: Float64Array) {
  let total = 0;
  for (let j = 0; j < a.length; j++) total += weights[j]! * a[j]! * b[j]!;
  return { density: a.map((value, j) => (value * b[j]!) / total), total };
}
