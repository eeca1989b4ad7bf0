/**
 * Nodes and quadrature weights on which a generator's one-dimensional z is integrated.
 *
 * The trapezoid rule is exact to rounding for a smooth integrand that dies out inside the grid, once the
 * spacing is somewhat below the width of its narrowest feature. A kink ends that: the error becomes
 * O(spacing^2). So a kink gets a node of its own and end corrections on both sides of it (Gregory's, to
 * eighth order), which bring a spacing of a fifth of the width from 1e-3 to 1e-7 nats a step.
 */
import { NUMBERS } from '../generators/arithmetic.ts';
import { gaussianLogDensity } from '../generators/emission.ts';
import type { Emission, Generator, GeneratorParameters } from '../generators/generator.ts';

/** A symmetric grid; the middle node is 0. */
export interface LatentGrid {
  /** [G], `spacing` apart */
  readonly values: Float64Array;
  /** Quadrature weights: integral of f = sum of weights[i] f(values[i]). [G] */
  readonly weights: Float64Array;
  readonly spacing: number;
}

/** The definitions' reach is six sd and leaves 2e-9 of the mass outside; this leaves 1e-15. */
const REACH = 4 / 3;

const PROBES = 4001;

/** Logarithm of the largest count that grids are fine enough for: 22,026. */
export const LARGEST_LOG_COUNT = 10;

/** The grid of a generator with one latent dimension. `spacing` is in units of z. */
export function latentGrid(
  definition: Generator,
  parameters: GeneratorParameters,
  spacing: number = naturalSpacing(definition, parameters),
): LatentGrid {
  const { reach, kink } = definition.grid(parameters);
  const half = Math.ceil((REACH * reach) / spacing);
  const values = Float64Array.from({ length: 2 * half + 1 }, (_, i) => (i - half) * spacing);
  const weights = new Float64Array(values.length).fill(spacing);
  if (kink) {
    for (const [n, correction] of END_CORRECTIONS.entries()) {
      // Both sides end at the middle node, which therefore takes the corrected end twice.
      weights[half + n] = spacing * (n === 0 ? 2 + 2 * correction : 1 + correction);
      weights[half - n] = weights[half + n]!;
    }
  }
  return { values, weights, spacing };
}

/**
 * A spacing that integrates the filter's products to about 1e-10 nats a step where the generator is
 * smooth and 1e-7 where it has a kink. The narrowest feature in z is found by probing, from how fast the
 * observation's mean and scale and the transition's mean change with z, in units of their noise:
 * a product of Gaussians in z of widths w_i has the width 1 / sqrt(sum 1 / w_i^2).
 */
export function naturalSpacing(definition: Generator, parameters: GeneratorParameters): number {
  const { reach, kink } = definition.grid(parameters);
  const step = 1e-5 * reach;
  const priorSd = Math.min(definition.initialSd(parameters), definition.transitionSd(parameters));
  let sharpest = 0;
  for (let n = 0; n < PROBES; n++) {
    const z = REACH * reach * ((2 * n) / (PROBES - 1) - 1);
    const below = definition.observation(NUMBERS, parameters, [z - step]);
    const above = definition.observation(NUMBERS, parameters, [z + step]);
    const moved = definition.independent
      ? 0
      : (transitionMean(definition, parameters, z + step, 1) -
          transitionMean(definition, parameters, z - step, 1)) /
        (2 * step * definition.transitionSd(parameters));
    sharpest = Math.max(
      sharpest,
      Math.hypot(1 / priorSd, sharpnessOf(below, above, 2 * step), moved),
    );
  }
  return (kink ? KINKED_SPACING : SMOOTH_SPACING) / sharpest;
}

/** How fast log p(x | z) bends in z between two near values: 1 / width of the sharpest likelihood there. */
function sharpnessOf(below: Emission<number>, above: Emission<number>, step: number): number {
  if (below.kind === 'poisson' && above.kind === 'poisson') {
    const rate = Math.exp(Math.min(above.logRate, LARGEST_LOG_COUNT));
    // exp(x z - exp z) has the width 1 / sqrt(x), and where x is 0 or 1 a side steeper than that says.
    return ((above.logRate - below.logRate) / step) * Math.max(COUNT_SHARPNESS, Math.sqrt(rate));
  }
  if (below.kind === 'gaussian' && above.kind === 'gaussian') {
    const sd = Math.exp(Math.min(below.logSd, above.logSd));
    const meanSlope = (above.mean - below.mean) / step / sd;
    // exp(-z/2 - exp(-z)) is steeper than any Gaussian on one side; its spectrum asks for this factor.
    const scaleSlope = (SCALE_SHARPNESS * (above.logSd - below.logSd)) / step;
    return Math.hypot(meanSlope, scaleSlope);
  }
  throw new TypeError('x is a count for some z and not for others');
}

const SCALE_SHARPNESS = 4.5;
const COUNT_SHARPNESS = 2.5;
/** Spacings in units of the narrowest feature. */
const SMOOTH_SPACING = 0.9;
const KINKED_SPACING = 0.2;

/** spacing * p(z_1) on the grid. [G] */
export function initialDensity(
  definition: Generator,
  parameters: GeneratorParameters,
  { values, spacing }: LatentGrid,
): Float64Array {
  const gaussian = { mean: 0, logSd: Math.log(definition.initialSd(parameters)) };
  return values.map((z) => spacing * Math.exp(gaussianLogDensity(NUMBERS, z, gaussian)));
}

/** Where the transition to step `time` (counted from 1) takes every node, in nodes. `out` [G] */
export function fillCentres(
  out: Float64Array,
  definition: Generator,
  parameters: GeneratorParameters,
  { values, spacing }: LatentGrid,
  time: number,
): void {
  for (let i = 0; i < out.length; i++) {
    out[i] = (transitionMean(definition, parameters, values[i]!, time) - values[0]!) / spacing;
  }
}

/** Mean of z_t given z_{t-1} = `previous`, `time` = t counted from 1. */
export function transitionMean(
  definition: Generator,
  parameters: GeneratorParameters,
  previous: number,
  time: number,
): number {
  return definition.transition(NUMBERS, parameters, [previous], time)[0]!;
}

/**
 * Gregory's end corrections of the given order: the integral from node 0 onwards is
 * spacing * sum_n (1 + correction_n) f(n), exact for polynomials of degree below the order.
 * From -1/log(1 + D) + 1/D = -(g_1 + g_2 D + g_3 D^2 + ...), D the forward difference.
 */
function endCorrections(order: number): number[] {
  const g = [1];
  for (let n = 1; n <= order; n++) {
    let sum = 0;
    for (let k = 0; k < n; k++) sum += (g[k]! * (-1) ** (n - k)) / (n - k + 1);
    g.push(-sum);
  }
  const corrections = new Array<number>(order).fill(0);
  for (let k = 0; k < order; k++) {
    let binomial = 1;
    for (let n = 0; n <= k; n++) {
      corrections[n]! -= g[k + 1]! * (-1) ** (k - n) * binomial;
      binomial = (binomial * (k - n)) / (n + 1);
    }
  }
  return corrections;
}

const END_CORRECTIONS: readonly number[] = endCorrections(8);
