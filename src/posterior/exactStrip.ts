/** The exact posterior of one sequence as rows of density on an axis, beside which models' strips are drawn. */
import { GENERATOR_DEFINITIONS } from '../generators/definitions.ts';
import type { Generator, GeneratorParameters } from '../generators/generator.ts';
import type { Axis } from './axis.ts';
import { axisValues } from './axis.ts';
import { mixtureDensities } from './density.ts';
import { exactPosterior } from './gridSmoother.ts';
import { latentGrid, naturalSpacing } from './latentGrid.ts';
import { planeMarginal, planePosterior } from './plane.ts';

/** Densities on the axis, over all pasts: p(z_t | x_1..x_t) and p(z_t | x_1..x_T). Each [T, G] */
export interface ExactStrip {
  readonly filter: Float32Array;
  readonly smoother: Float32Array;
  /** Pearson correlation of z_1 and z_2 at every step; NaN where z has one dimension. */
  readonly correlation: number;
}

/** What is still to be seen at every step, p(x_{t+1}..x_T | z_t), scaled to a largest value of 1. */
export interface LookAhead {
  /** An even grid of z. [N] */
  readonly values: Float64Array;
  /** T of [N] */
  readonly densities: readonly Float64Array[];
}

/** The exact posterior of one sequence. */
export interface ExactOnAxis {
  /** The densities of one dimension of z, on any axis asked for. */
  strip(dimension: number, axis: Axis): ExactStrip;
  /** Null where steps are independent, and in the plane. */
  readonly lookAhead: LookAhead | null;
}

/**
 * Works out the posterior of one sequence once and returns what draws it, or null where no exact posterior is
 * known how to be had. In closed form for `sum`, on a grid of the plane for `ring` and of the line for the others.
 *
 * @param x [T]
 */
export function exactOnAxis(
  definition: Generator,
  parameters: GeneratorParameters,
  x: Float32Array,
): ExactOnAxis | null {
  if (definition === GENERATOR_DEFINITIONS.sum) return exactSum(parameters, x);
  if (definition === GENERATOR_DEFINITIONS.ring) return exactRing(definition, parameters, x);
  if (definition.latentDimensions !== 1) return null;
  const { spacing, shown } = pictureGrid(definition, parameters);
  const { grid, filtered, smoothed, lookAhead } = exactPosterior(
    definition,
    shown,
    x,
    latentGrid(definition, shown, spacing),
  );
  const rows = (densities: readonly Float64Array[], axis: Axis) =>
    concatenated(densities.map((density) => onAxis(density, grid.values, axis)));
  return {
    strip: (_dimension, axis) => ({
      filter: rows(filtered, axis),
      smoother: rows(smoothed, axis),
      correlation: Number.NaN,
    }),
    lookAhead: definition.independent ? null : { values: grid.values, densities: lookAhead },
  };
}

/** Products of the transition at a step: some 20 ms of work. */
const MOST_PRODUCTS = 4e6;
/** Transitions reach so many sd to either side; a grid so many times the reach of the generator. */
const TRANSITION_SPAN = 18;
const GRID_SPAN = 8 / 3;

/**
 * The spacing of a grid for pictures, and the parameters it can show. The natural grid is as coarse as integrals allow
 * and pictures want more, most of all beside a kink; but where the observation noise is tiny beside the reach of z it
 * would hold tens of thousands of nodes and take minutes. There the grid stays coarser and the noise is raised to what
 * it shows, as what is thinner than a picture is drawn wider in `density.ts`.
 */
function pictureGrid(definition: Generator, parameters: GeneratorParameters) {
  const { reach, kink } = definition.grid(parameters);
  const natural = naturalSpacing(definition, parameters);
  const span = GRID_SPAN * reach;
  // A step takes nodes times the nodes within a transition.
  const width = Math.min(span, TRANSITION_SPAN * definition.transitionSd(parameters));
  const affordable = definition.independent ? 0 : Math.sqrt((span * width) / MOST_PRODUCTS);
  const spacing = Math.max(natural / (kink ? 4 : 2), affordable);
  // Without the end corrections' accuracy a kink is drawn as well at three times its natural spacing.
  const coarsest = natural * (kink ? 3 : 1);
  const observationNoise = parameters.observationNoise * Math.max(1, spacing / coarsest);
  return { spacing, shown: { ...parameters, observationNoise } };
}

/** Both dimensions have the same density given x, whatever else of x is seen, and no correlation. */
function exactRing(
  definition: Generator,
  parameters: GeneratorParameters,
  x: Float32Array,
): ExactOnAxis {
  const steps = Array.from(x, (value) => {
    const posterior = planePosterior(definition, parameters, value, 2);
    return { nodes: axisValues(posterior.axis), density: planeMarginal(posterior) };
  });
  return {
    strip: (_dimension, axis) => {
      const rows = concatenated(steps.map(({ nodes, density }) => onAxis(density, nodes, axis)));
      return { filter: rows, smoother: rows.slice(), correlation: 0 };
    },
    lookAhead: null,
  };
}

/** Rows of one length, one after another. */
function concatenated(rows: readonly Float32Array[]): Float32Array {
  const out = new Float32Array(rows.reduce((total, row) => total + row.length, 0));
  rows.forEach((row, t) => {
    out.set(row, t * row.length);
  });
  return out;
}

/**
 * x = z_1 + z_2 + r e with z standard normal and independent over time: each dimension given x is
 * N(x / (2 + r^2), 1 - 1 / (2 + r^2)), whatever else of x is seen, and the two have correlation -1 / (1 + r^2).
 */
function exactSum({ observationNoise }: GeneratorParameters, x: Float32Array): ExactOnAxis {
  const gain = 1 / (2 + observationNoise ** 2);
  const mu = x.map((value) => gain * value);
  const sigma = x.map(() => Math.sqrt(1 - gain));
  return {
    strip: (_dimension, axis) => {
      const density = mixtureDensities(mu, sigma, x.length, 1, 1, 0, axis);
      const correlation = -1 / (1 + observationNoise ** 2);
      return { filter: density, smoother: density.slice(), correlation };
    },
    lookAhead: null,
  };
}

/**
 * Reads a density between the nodes of an even grid by the cubic through the four nearest: straight lines
 * would cut the peaks. Beyond its ends there is none.
 */
export function onAxis(density: Float64Array, nodes: Float64Array, axis: Axis): Float32Array {
  const first = nodes[0]!;
  const spacing = (nodes.at(-1)! - first) / (nodes.length - 1);
  return Float32Array.from(axisValues(axis), (z) => {
    const at = (z - first) / spacing;
    const node = Math.floor(at);
    const s = at - node;
    const value =
      (-s * (s - 1) * (s - 2) * (density[node - 1] ?? 0)) / 6 +
      ((s + 1) * (s - 1) * (s - 2) * (density[node] ?? 0)) / 2 -
      ((s + 1) * s * (s - 2) * (density[node + 1] ?? 0)) / 2 +
      ((s + 1) * s * (s - 1) * (density[node + 2] ?? 0)) / 6;
    return Math.max(0, value);
  });
}
