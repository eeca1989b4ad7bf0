/**
 * log p(x) of many sequences under a generator with one latent dimension, by the filter of MODEL
 * section 4 on a grid:
 *
 *   predicted_t(j) = sum_i weights_i F_{t-1}(i) f_t(g_j | g_i),  F_t = predicted_t G_t / c_t,
 *   log p(x) = sum_t log c_t
 *
 * No transition matrix is made. A sequence keeps only the nodes where F_t lives, and predicts only the
 * nodes where the next likelihood does, so a small observation noise makes the grid fine and the work
 * hardly larger. All sequences take a step before any takes the next, to share what depends on time.
 */
import type { Generator as Definition, GeneratorParameters } from '../generators/generator.ts';
import { addGaussian } from './gaussianRow.ts';
import { fillCentres, initialDensity, type LatentGrid, latentGrid } from './latentGrid.ts';
import { fillLogLikelihood, tabulate } from './likelihood.ts';

/** Transitions reach so many sd: 3e-18 of their height is left beyond. */
export const TRANSITION_CUT = 9;

/**
 * Nodes whose likelihood is exp(-60) of the largest are passed over: while x is within six sd of what was
 * predicted the posterior has no mass there.
 */
const LIKELIHOOD_CUT = 60;

/** Nodes whose filter density is below this share of the largest are dropped. */
const FILTER_CUT = 1e-16;

/** Where the filter density of one sequence lives: nodes, and mass (density times weight) at each. */
interface Particles {
  readonly nodes: Int32Array;
  readonly masses: Float64Array;
}

/** Runs of nodes, first and last included. */
type Spans = readonly (readonly [first: number, last: number])[];

/**
 * Works through the sequences and yields the share done after each step of each, so that a worker can do
 * something else in between; `out` [B] holds the log densities (nats) when it is finished. A sequence
 * that the generator would as good as never make gets -Infinity, one with a value that is not finite NaN.
 *
 * @param x [T, B], time first
 */
export function* gridLogDensities(
  definition: Definition,
  parameters: GeneratorParameters,
  x: ArrayLike<number>,
  steps: number,
  size: number,
  out: Float64Array,
  grid: LatentGrid = latentGrid(definition, parameters),
): Generator<number, void> {
  const { values, weights, spacing } = grid;
  const count = values.length;
  const observation = tabulate(definition, parameters, grid);
  const initial = initialDensity(definition, parameters, grid); // [G]
  const transitionSd = definition.transitionSd(parameters) / spacing;
  const centres = new Float64Array(count); // [G], in nodes
  const logLikelihood = new Float64Array(count); // [G]
  const joint = new Float64Array(count); // [G]
  const particles = new Array<Particles | null>(size).fill(null);
  out.fill(0, 0, size);
  for (let t = 0; t < steps; t++) {
    if (t > 0 && !definition.independent) fillCentres(centres, definition, parameters, grid, t + 1);
    for (let b = 0; b < size; b++) {
      const best = fillLogLikelihood(logLikelihood, x[t * size + b]!, observation);
      const spans = spansAbove(logLikelihood, best - LIKELIHOOD_CUT);
      const before = particles[b]!;
      for (const [first, last] of spans) {
        if (before === null) {
          for (let j = first; j <= last; j++) joint[j] = initial[j]!;
          continue;
        }
        joint.fill(0, first, last + 1);
        for (const [p, node] of before.nodes.entries()) {
          const centre = centres[node]!;
          addGaussian(joint, first, last, centre, transitionSd, before.masses[p]!, TRANSITION_CUT);
        }
      }
      // joint holds spacing * predicted: `addGaussian` counts in nodes.
      let total = 0;
      for (const [first, last] of spans) {
        for (let j = first; j <= last; j++) {
          joint[j]! *= Math.exp(logLikelihood[j]! - best);
          total += weights[j]! * joint[j]!;
        }
      }
      out[b]! += Number.isFinite(best) ? Math.log(total / spacing) + best : Number.NaN;
      if (!definition.independent) particles[b] = particlesOf(joint, spans, weights, total);
      yield (t * size + b + 1) / (steps * size);
    }
  }
}

function spansAbove(values: Float64Array, threshold: number): Spans {
  const spans: [number, number][] = [];
  let first = -1;
  for (let j = 0; j <= values.length; j++) {
    const inside = j < values.length && values[j]! > threshold;
    if (inside && first < 0) first = j;
    if (!inside && first >= 0) {
      spans.push([first, j - 1]);
      first = -1;
    }
  }
  return spans;
}

function particlesOf(
  joint: Float64Array,
  spans: Spans,
  weights: Float64Array,
  total: number,
): Particles {
  let largest = 0;
  for (const [first, last] of spans) {
    for (let j = first; j <= last; j++) largest = Math.max(largest, joint[j]!);
  }
  const nodes: number[] = [];
  for (const [first, last] of spans) {
    for (let j = first; j <= last; j++) if (joint[j]! > FILTER_CUT * largest) nodes.push(j);
  }
  return {
    nodes: Int32Array.from(nodes),
    masses: Float64Array.from(nodes, (j) => (joint[j]! * weights[j]!) / total),
  };
}
