/**
 * The shape of one posterior in numbers, as the statistics table shows it (MODEL section 4). A model's
 * posterior comes as mixture components, and its moments are exact from them; the exact posterior comes
 * as a density on an axis. No kernel estimate anywhere.
 */
import { stream } from '../rng.ts';
import type { Axis, Components } from './axis.ts';
import { mixtureDensities } from './density.ts';
import { densityDip, dip } from './dip.ts';
import { dipPValue } from './dipTest.ts';
import { drawFromDensity, drawFromMixture } from './draws.ts';
import { modes } from './modes.ts';
import { densityMoments, type Moments, mixtureMoments } from './moments.ts';

/** One dimension of z at one step. What cannot be computed is NaN (`modes`: 0). */
export interface MarginalStatistics extends Moments {
  /** Local maxima above 5 % of the largest. */
  readonly modes: number;
  /** Hartigan's dip of the density itself: 0 where it is unimodal. */
  readonly dip: number;
  /** The dip of `draws` draws from it, at least 1 / (2 draws). */
  readonly sampleDip: number;
  /** How often so many uniform draws have so large a dip: small says "not unimodal". */
  readonly dipPValue: number;
}

/** The sample that is put to the dip test. */
export interface DipDraws {
  readonly draws: number;
  readonly seed: number;
}

/** Statistics of 1/M sum_m N(mu[m, d], sigma[m, d]^2), d = `dimension`; the axis serves modes and dip. */
export function mixtureStatistics(
  components: Components,
  dimension: number,
  axis: Axis,
  { draws, seed }: DipDraws,
): MarginalStatistics {
  const { mu, sigma, dimensions } = components;
  const samples = mu.length / dimensions;
  const density = mixtureDensities(mu, sigma, 1, samples, dimensions, dimension, axis);
  const sample = drawFromMixture(components, dimension, draws, stream(seed, 'dip-draws'));
  return { ...mixtureMoments(components, dimension), ...unimodality(density, axis, sample) };
}

/** The same of a density on its axis, scaled to mass 1. `density` [G] */
export function densityStatistics(
  density: ArrayLike<number>,
  axis: Axis,
  { draws, seed }: DipDraws,
): MarginalStatistics {
  const sample = drawFromDensity(density, axis, draws, stream(seed, 'dip-draws'));
  return { ...densityMoments(density, axis), ...unimodality(density, axis, sample) };
}

function unimodality(density: ArrayLike<number>, axis: Axis, sample: Float64Array) {
  // NaNs are sorted last.
  const sampleDip = Number.isFinite(sample.at(-1)) ? dip(sample) : Number.NaN;
  return {
    modes: modes(density, axis).length,
    dip: densityDip(density, axis),
    sampleDip,
    dipPValue: dipPValue(sampleDip, sample.length),
  };
}

export interface Average {
  readonly mean: number;
  /** Standard error of the mean, NaN below two values. */
  readonly stderr: number;
  /** How many values were finite; the others are passed over. */
  readonly count: number;
}

/**
 * Mean and standard error over steps or sequences, taken as independent. Neighbouring steps of one
 * sequence are not, and their error comes out too small: average over sequences where that matters.
 */
export function average(values: ArrayLike<number>): Average {
  const finite = Float64Array.from(values).filter(Number.isFinite);
  const count = finite.length;
  const mean = finite.reduce((sum, value) => sum + value, 0) / count;
  const square = finite.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, stderr: Math.sqrt(square / (count - 1) / count), count };
}
