/** The statistics of a posterior at every step of a sequence, for the table under the strips. */
import type { Axis, Components } from './axis.ts';
import { mixtureCorrelation } from './dependence.ts';
import { wasserstein } from './distances.ts';
import { modes } from './modes.ts';
import { densityMoments, type Moments, mixtureMoments } from './moments.ts';

/** One number a step; NaN where there is none. Each [T] */
export interface StepStatistics {
  /** Moments of the watched dimension; sd in units of z. */
  readonly mean: Float32Array;
  readonly sd: Float32Array;
  readonly skewness: Float32Array;
  readonly excessKurtosis: Float32Array;
  /** Local maxima above 5 % of the largest. */
  readonly modes: Float32Array;
  /** Pearson correlation of the two watched dimensions, where z has two. */
  readonly correlation: Float32Array;
  /** W1 to the exact posterior, in units of z, where one is drawn. */
  readonly wasserstein: Float32Array;
}

interface StepInputs {
  readonly steps: number;
  readonly axis: Axis;
  /** [T, G] */
  readonly density: Float32Array;
  /** The exact density to compare with, under the same conditioning. [T, G] */
  readonly exact: Float32Array | null;
}

/**
 * Of a mixture of equally many components at each step: moments and correlation exactly from the components
 * [T, M, D], modes and W1 from their density on the axis.
 */
export function mixtureStepStatistics(
  inputs: StepInputs,
  components: Components,
  dimension: number,
  otherDimension: number,
): StepStatistics {
  const { mu, sigma, dimensions } = components;
  const perStep = mu.length / inputs.steps;
  const at = (t: number): Components => ({
    mu: mu.subarray(t * perStep, (t + 1) * perStep),
    sigma: sigma.subarray(t * perStep, (t + 1) * perStep),
    dimensions,
  });
  const correlated = dimensions > 1 && dimension !== otherDimension;
  return collect(inputs, {
    moments: (t) => mixtureMoments(at(t), dimension),
    correlation: (t) =>
      correlated ? mixtureCorrelation(at(t), dimension, otherDimension) : Number.NaN,
  });
}

/** Of densities on the axis; `correlation` where it is known (NaN else), the same at every step. */
export function densityStepStatistics(inputs: StepInputs, correlation: number): StepStatistics {
  return collect(inputs, {
    moments: (t) => densityMoments(rowOf(inputs.density, t, inputs.axis), inputs.axis),
    correlation: () => correlation,
  });
}

function collect(
  { steps, axis, density, exact }: StepInputs,
  of: {
    readonly moments: (t: number) => Moments;
    readonly correlation: (t: number) => number;
  },
): StepStatistics {
  const moments = Array.from({ length: steps }, (_, t) => of.moments(t));
  const each = (value: (t: number) => number) =>
    Float32Array.from({ length: steps }, (_, t) => value(t));
  return {
    mean: each((t) => moments[t]!.mean),
    sd: each((t) => moments[t]!.sd),
    skewness: each((t) => moments[t]!.skewness),
    excessKurtosis: each((t) => moments[t]!.excessKurtosis),
    modes: each((t) => modes(rowOf(density, t, axis), axis).length),
    correlation: each(of.correlation),
    wasserstein: each((t) =>
      exact === null
        ? Number.NaN
        : wasserstein(rowOf(density, t, axis), rowOf(exact, t, axis), axis),
    ),
  };
}

function rowOf(rows: Float32Array, t: number, { count }: Axis): Float32Array {
  return rows.subarray(t * count, (t + 1) * count);
}
