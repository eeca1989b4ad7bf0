/**
 * What the best single Gaussian must lose: the mean over the generator's own (z_{t-1}, x_t) of
 *
 *   min over m, s of KL( N(m, s^2) || p(z_t | z_{t-1}, x_t) )                              nats a step
 *
 * A Gaussian VRNN with the generator as frozen prior and decoder cannot have a smaller deficit to exact
 * log p(x) where z is independent from step to step; where it is not, this is its share that comes from
 * the Gaussian form alone. (x after t is not looked at.) In the plane the Gaussian has no correlation (mean-field).
 *
 * The minimum is found by quadrature, the mean over seeded, randomly shifted lattices of points, whose spread gives
 * the standard error (Owen 2013, *Monte Carlo theory, methods and examples*, chapter 17). `growth`, whose law changes
 * with time, takes sequences instead.
 *
 * Measured at the presets' parameters with the default of 256 observations: `folds` 0.663 +- 0.001, `mirror-iid`
 * 0.376 +- 0.002, `ring` 1.707 +- 0.007, `mirror` 0.212 +- 0.006, `growth` 0.024 +- 0.001, `counts` 0.0001, `volatility`
 * 0.00003; in 10 to 200 ms on one of two busy cores. With thousands: `folds` 0.6623 +- 0.0005, `mirror-iid` 0.3773
 * +- 0.0001, `ring` 1.7106 +- 0.0004, `mirror` 0.216 +- 0.001, `growth` 0.027 +- 0.001.
 */
import { NUMBERS } from '../generators/arithmetic.ts';
import { GENERATOR_DEFINITIONS } from '../generators/definitions.ts';
import { drawObservation } from '../generators/emission.ts';
import type { Generator as Definition, GeneratorParameters } from '../generators/generator.ts';
import {
  fillNormal,
  fillUniform,
  normalOfWord,
  type Stream,
  stream,
  uniformOfWord,
} from '../rng.ts';
import { bestGaussian } from './bestGaussian.ts';
import { latentGrid, naturalSpacing, transitionMean } from './latentGrid.ts';
import { tabulate } from './likelihood.ts';
import { bestRingGaussian } from './ringGaussian.ts';

export interface GapEstimate {
  /** Nats a step. */
  readonly mean: number;
  /** Standard error over lattices or sequences; 0 where the number is analytic. */
  readonly stderr: number;
}

export interface GapDraws {
  /** Lattices; for `growth`, sequences. */
  readonly sequences: number;
  /** Observations in each. */
  readonly steps: number;
  readonly seed: number;
}

/** Quick enough to follow a slider. */
const QUICK: GapDraws = { sequences: 8, steps: 32, seed: 1 };

/**
 * The least loss of one Gaussian; in the plane, of one without correlation (mean-field), which for `sum` is analytic.
 */
export function gaussianGap(
  definition: Definition,
  parameters: GeneratorParameters,
  { sequences, steps, seed }: GapDraws = QUICK,
): GapEstimate {
  if (definition === GENERATOR_DEFINITIONS.sum) {
    return { mean: meanFieldGapOfSum(parameters.observationNoise), stderr: 0 };
  }
  const lossOf = leastLoss(definition, parameters);
  const means = Float64Array.from({ length: sequences }, (_, index) => {
    const seen = observations(definition, parameters, steps, stream(seed, `gap/${index}`));
    return seen.reduce((sum, each) => sum + lossOf(each), 0) / steps;
  });
  const mean = means.reduce((sum, value) => sum + value, 0) / sequences;
  const square = means.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, stderr: Math.sqrt(square / (sequences - 1) / sequences) };
}

/** An observation, and what was known of z before it. */
interface Seen {
  readonly prior: { readonly mean: number; readonly sd: number };
  readonly x: number;
}

function leastLoss(
  definition: Definition,
  parameters: GeneratorParameters,
): (seen: Seen) => number {
  if (definition === GENERATOR_DEFINITIONS.ring) {
    return ({ x }) => bestRingGaussian(parameters, x).kl;
  }
  if (definition.latentDimensions !== 1) {
    throw new RangeError(`no gap for ${definition.formula}: only one dimension is gridded`);
  }
  // Half the natural spacing: an outlying x makes a mode somewhat narrower than the generator's slopes say.
  const grid = latentGrid(definition, parameters, naturalSpacing(definition, parameters) / 2);
  const observation = tabulate(definition, parameters, grid);
  return ({ prior, x }) => bestGaussian(prior, x, observation, grid).kl;
}

function observations(
  definition: Definition,
  parameters: GeneratorParameters,
  count: number,
  from: Stream,
): Seen[] {
  if (definition === GENERATOR_DEFINITIONS.growth) {
    return trajectory(definition, parameters, count, from);
  }
  if (!definition.independent) return lattice(definition, parameters, count, from);
  return quantiles(lattice(definition, parameters, REFINEMENT * count, from), count, from);
}

/** Points of a Kronecker lattice shifted by random numbers, read as (z_{t-1}, z_t, x_t) of a stationary generator. */
function lattice(
  definition: Definition,
  parameters: GeneratorParameters,
  points: number,
  from: Stream,
): Seen[] {
  const { independent, latentDimensions } = definition;
  const dimensions = 2 + latentDimensions;
  const shifts = fillUniform(new Float32Array(dimensions), from, dimensions);
  const initialSd = definition.initialSd(parameters);
  return Array.from({ length: points }, (_, n) => {
    const word = (d: number) =>
      Math.floor(((shifts[d]! + (n + 1) * ROOT ** -(d + 1)) % 1) * 2 ** 32);
    const normal = (d: number) => normalOfWord(word(d));
    const previous = initialSd * normal(2);
    const prior = independent
      ? { mean: 0, sd: initialSd }
      : {
          mean: transitionMean(definition, parameters, previous, 2),
          sd: definition.transitionSd(parameters),
        };
    const z = [prior.mean + prior.sd * normal(0)];
    if (latentDimensions === 2) z.push(prior.mean + prior.sd * normal(3));
    const given = definition.observation(NUMBERS, parameters, z);
    return { prior, x: drawObservation(given, normal(1), () => uniformOfWord(word(1))) };
  });
}

/**
 * Where z has no past the loss depends on x alone: of many cheap observations, in order, one of each of `count` equal
 * parts stands for them, at the same random place in all.
 */
function quantiles(seen: readonly Seen[], count: number, from: Stream): Seen[] {
  const ordered = seen.toSorted((a, b) => a.x - b.x);
  const part = ordered.length / count;
  const [place] = fillUniform(new Float32Array(1), from, 1, { firstRow: 1 });
  return Array.from({ length: count }, (_, i) => ordered[Math.floor((i + place!) * part)]!);
}

const REFINEMENT = 64;

/** Of the lattice in up to four dimensions: the root of x^5 = x + 1 (Roberts 2018, the R sequence). */
const ROOT = 1.1673039782614187;

/** A sequence of the generator, from its second step on. */
function trajectory(
  definition: Definition,
  parameters: GeneratorParameters,
  points: number,
  from: Stream,
): Seen[] {
  const noise = fillNormal(new Float32Array(2 * (points + 1)), from, 2);
  let z = definition.initialSd(parameters) * noise[0]!;
  return Array.from({ length: points }, (_, i) => {
    const mean = transitionMean(definition, parameters, z, i + 2);
    const sd = definition.transitionSd(parameters);
    z = mean + sd * noise[2 * i + 2]!;
    const given = definition.observation(NUMBERS, parameters, [z]);
    const x = drawObservation(given, noise[2 * i + 3]!, () => {
      throw new TypeError('the counts have a lattice');
    });
    return { prior: { mean, sd }, x };
  });
}

/** KL of the best product of two Gaussians to p(z_1, z_2 | x) of `sum`: 0.5 log of (1 + r^-2)^2 / (1 + 2 r^-2). */
export function meanFieldGapOfSum(observationNoise: number): number {
  const precision = observationNoise ** -2;
  return Math.log1p(precision) - 0.5 * Math.log1p(2 * precision);
}
