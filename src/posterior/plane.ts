/**
 * Exact posteriors where z is a point of the plane, drawn anew at every step: `sum` and `ring`. Each step stands
 * alone, p(z_t | x_1..x_T) = p(z_t | x_t), and filter and smoother are the same. Both generators treat their two
 * dimensions alike, so one axis serves both and their marginals are equal.
 */
import { NUMBERS } from '../generators/arithmetic.ts';
import { GENERATOR_DEFINITIONS as GENERATORS } from '../generators/definitions.ts';
import { gaussianLogDensity, logLikelihood } from '../generators/emission.ts';
import type { Generator, GeneratorParameters } from '../generators/generator.ts';
import { type Axis, axisValues } from './axis.ts';
import { gridCorrelation, mutualInformation } from './dependence.ts';

/**
 * The posterior of one step on a grid fine and wide enough to integrate it to about 1e-9; to 1e-4 where that of
 * `ring` covers the origin, at which |z| comes to a point.
 */
export interface PlanePosterior {
  /** Of either dimension. */
  readonly axis: Axis;
  /** Per unit of z_1 and z_2. [G, G] */
  readonly joint: Float64Array;
  /** log p(x_t), nats */
  readonly logDensity: number;
}

/**
 * What one observation says about both dimensions of z.
 *
 * @param x that of one step, finite
 * @param refinement how many times finer than integrals need the grid is to be, where that leaves it handy: 2 draws
 *   smooth curves
 */
export function planePosterior(
  definition: Generator,
  parameters: GeneratorParameters,
  x: number,
  refinement = 1,
): PlanePosterior {
  const { centre, sd, finer } = along(definition, parameters, x);
  const reach = Math.abs(centre) + REACH_SD * sd;
  // The trapezoid rule is as good as exact at 0.9 of the narrowest width (see `latentGrid.ts`).
  const needed = SPACING / Math.hypot(1, 1 / parameters.observationNoise) / finer;
  const spacing = needed / Math.min(refinement, Math.max(1, (MOST_NODES * needed) / (2 * reach)));
  const half = Math.ceil(reach / spacing);
  const axis = { low: -half * spacing, high: half * spacing, count: 2 * half + 1 };
  const joint = new Float64Array(axis.count ** 2);
  fillJoint(joint, definition, parameters, x, axis, axis);
  return { axis, joint, logDensity: planeLogDensity(definition, parameters, x) };
}

/** The density of either dimension, integrated over the other. [G] */
export function planeMarginal({ axis, joint }: PlanePosterior): Float64Array {
  const { low, high, count } = axis;
  const spacing = (high - low) / (count - 1);
  return Float64Array.from({ length: count }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < count; j++) sum += joint[i * count + j]!;
    return sum * spacing;
  });
}

/** How the two dimensions hang together given x_t. */
export interface PlaneDependence {
  /** Pearson's: -1 / (1 + r^2) for `sum`, 0 for `ring`. */
  readonly correlation: number;
  /** Nats. */
  readonly mutualInformation: number;
}

export function planeDependence({ axis, joint }: PlanePosterior): PlaneDependence {
  return {
    correlation: gridCorrelation(joint, axis, axis),
    mutualInformation: mutualInformation(joint, axis, axis),
  };
}

/**
 * p(z_a, z_b | x_t) on the grid of two axes, for pictures. What is too thin for the axes to show (under 0.7
 * spacings) is drawn that wide, with its mass kept, as thin components are in `density.ts`.
 *
 * @param x of the one step, finite
 * @returns [A, B], z_a in rows
 * @throws RangeError where z has not two dimensions
 */
export function exactJoint(
  definition: Generator,
  parameters: GeneratorParameters,
  x: number,
  axisA: Axis,
  axisB: Axis,
): Float32Array {
  const widest = Math.max(
    ...[axisA, axisB].map(({ low, high, count }) => (high - low) / (count - 1)),
  );
  const observationNoise = Math.max(parameters.observationNoise, NARROWEST * widest);
  const joint = new Float32Array(axisA.count * axisB.count);
  fillJoint(joint, definition, { ...parameters, observationNoise }, x, axisA, axisB);
  return joint;
}

/**
 * log p(x_t), nats: in closed form for `sum`; for `ring` the integral over s = |z|, Rayleigh distributed, of
 * s exp(-s^2 / 2) N(x; s, r^2), by Gauss and Legendre's rule.
 */
export function planeLogDensity(
  definition: Generator,
  parameters: GeneratorParameters,
  x: number,
): number {
  if (definition === GENERATORS.sum) {
    const total = { mean: 0, logSd: 0.5 * Math.log(2 + parameters.observationNoise ** 2) };
    return gaussianLogDensity(NUMBERS, x, total);
  }
  const { centre, sd, apart } = along(definition, parameters, x);
  // exp(-s^2 / 2) N(x; s, r^2) is a Gaussian in s about x / (1 + r^2), times a constant.
  const peak = x / (1 + parameters.observationNoise ** 2);
  const nearest = Math.max(0, peak);
  const low = Math.max(0, peak - REACH_SD * sd);
  const width = (centre + REACH_SD * sd - low) / PANELS;
  let sum = 0;
  for (let panel = 0; panel < PANELS; panel++) {
    for (const [at, weight] of RULE) {
      const s = low + (panel + 0.5 + at / 2) * width;
      sum += weight * s * Math.exp((-0.5 * ((s - peak) ** 2 - (nearest - peak) ** 2)) / sd ** 2);
    }
  }
  const shift = -0.5 * ((nearest - peak) / sd) ** 2;
  return Math.log((sum * width) / 2) + shift + apart;
}

/** Gauss and Legendre's nodes and weights on [-1, 1]. */
const INNER = Math.sqrt(5 - 2 * Math.sqrt(10 / 7)) / 3;
const OUTER = Math.sqrt(5 + 2 * Math.sqrt(10 / 7)) / 3;
const INNER_WEIGHT = (322 + 13 * Math.sqrt(70)) / 900;
const OUTER_WEIGHT = (322 - 13 * Math.sqrt(70)) / 900;
const RULE = [
  [-OUTER, OUTER_WEIGHT],
  [-INNER, INNER_WEIGHT],
  [0, 128 / 225],
  [INNER, INNER_WEIGHT],
  [OUTER, OUTER_WEIGHT],
] as const;
const PANELS = 40;

const SPACING = 0.9;
/** Along either axis of a refined grid. */
const MOST_NODES = 600;
const REACH_SD = 9;
const NARROWEST = 0.7;

interface Place {
  /** Of either dimension of `sum`; of the length of z for `ring`. */
  readonly centre: number;
  readonly sd: number;
  /** How many times finer a grid has to be for a point at the origin. */
  readonly finer: number;
  /** The constant of `planeLogDensity` for `ring`. */
  readonly apart: number;
}

/** Where the posterior lies. */
function along(definition: Generator, { observationNoise }: GeneratorParameters, x: number): Place {
  const noise = observationNoise ** 2;
  if (definition === GENERATORS.sum) {
    return { centre: x / (2 + noise), sd: Math.sqrt(1 - 1 / (2 + noise)), finer: 1, apart: 0 };
  }
  if (definition === GENERATORS.ring) {
    return {
      centre: Math.max(0, x / (1 + noise)),
      sd: Math.sqrt(noise / (1 + noise)),
      finer: x < 0 ? 16 : x < 6 * observationNoise ? 4 : 1,
      apart: -0.5 * ((x * x) / (1 + noise) + Math.log(2 * Math.PI * noise)),
    };
  }
  throw new RangeError(
    `${definition.formula}: only sum and ring have an exact posterior in the plane`,
  );
}

/** p(z_a, z_b | x) into `out` [A, B]. */
function fillJoint(
  out: Float32Array | Float64Array,
  definition: Generator,
  parameters: GeneratorParameters,
  x: number,
  axisA: Axis,
  axisB: Axis,
): void {
  const evidence = planeLogDensity(definition, parameters, x);
  const [a, b] = [axisValues(axisA), axisValues(axisB)];
  for (const [i, za] of a.entries()) {
    for (const [j, zb] of b.entries()) {
      const given = definition.observation(NUMBERS, parameters, [za, zb]);
      const logPrior = -0.5 * (za * za + zb * zb) - Math.log(2 * Math.PI);
      const log = logPrior + logLikelihood(NUMBERS, x, given) - evidence;
      out[i * axisB.count + j] = Math.exp(log);
    }
  }
}
