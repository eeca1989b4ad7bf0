/** The statistics of a posterior at every step of a sequence, for the table under the strips. */
import { stream } from '../rng.ts';
import type { Axis, Components } from './axis.ts';
import { jointDensity, mixtureCorrelation, mutualInformation } from './dependence.ts';
import { dip } from './dip.ts';
import { dipPValue } from './dipTest.ts';
import { distances } from './distances.ts';
import { drawFromDensity } from './draws.ts';
import { modes } from './modes.ts';
import { densityMoments, type Moments, mixtureMoments } from './moments.ts';

/** Draws that are put to the dip test at each step. */
export const DIP_DRAWS = 500;

/** One number a step; NaN where there is none. Each [T] */
export interface StepStatistics {
  /** Moments of the watched dimension; sd in units of z. */
  readonly mean: Float32Array;
  readonly sd: Float32Array;
  readonly skewness: Float32Array;
  readonly excessKurtosis: Float32Array;
  /** Local maxima above 5 % of the largest. */
  readonly modes: Float32Array;
  /** Hartigan's dip of `DIP_DRAWS` draws, and its p-value: small says "not unimodal". */
  readonly dip: Float32Array;
  readonly dipPValue: Float32Array;
  /** Of the two watched dimensions, where z has two: Pearson's, and mutual information in nats. */
  readonly correlation: Float32Array;
  readonly mutualInformation: Float32Array;
  /** W1 to the exact posterior, in units of z, where there is one under the same conditioning. */
  readonly wasserstein: Float32Array;
  /** KL(q || exact), KL(exact || q), Jensen-Shannon, nats; likewise. */
  readonly kl: Float32Array;
  readonly reverseKl: Float32Array;
  readonly js: Float32Array;
}

export type StatisticName = keyof StepStatistics;

interface StepInputs {
  readonly steps: number;
  readonly axis: Axis;
  /** [T, G] */
  readonly density: Float32Array;
  /** The exact density to compare with, under the same conditioning. [T, G] */
  readonly exact: Float32Array | null;
}

/** The grid on which two dimensions are seen together; `joint` is the density of every step [T, A, B]. */
export interface JointPicture {
  readonly across: Axis;
  readonly up: Axis;
  readonly density: Float32Array;
}

/** The joint density of two dimensions of a mixture at every step. */
export function mixtureJoint(
  steps: number,
  components: Components,
  [dimension, otherDimension]: readonly [number, number],
  across: Axis,
  up: Axis,
): JointPicture {
  const density = new Float32Array(steps * across.count * up.count);
  for (let t = 0; t < steps; t++)
    density.set(
      jointDensity(componentsAt(components, t, steps), dimension, otherDimension, across, up),
      t * across.count * up.count,
    );
  return { across, up, density };
}

/**
 * Of a mixture of equally many components at each step: moments and correlation exactly from the components
 * [T, M, D], the others from their density on the axis, mutual information from `joint`.
 */
export function mixtureStepStatistics(
  inputs: StepInputs,
  components: Components,
  dimension: number,
  otherDimension: number,
  joint: JointPicture | null,
): StepStatistics {
  const at = (t: number) => componentsAt(components, t, inputs.steps);
  const correlated = components.dimensions > 1 && dimension !== otherDimension;
  return collect(inputs, {
    moments: (t) => mixtureMoments(at(t), dimension),
    correlation: (t) =>
      correlated ? mixtureCorrelation(at(t), dimension, otherDimension) : Number.NaN,
    mutualInformation: (t) => (joint === null ? Number.NaN : informationAt(joint, t)),
  });
}

/** Of densities on the axis; `dependence` of the two dimensions where it is known (NaN else), a number a step. */
export function densityStepStatistics(
  inputs: StepInputs,
  dependence: {
    readonly correlation: (t: number) => number;
    readonly mutualInformation: (t: number) => number;
  },
): StepStatistics {
  return collect(inputs, {
    moments: (t) => densityMoments(rowOf(inputs.density, t, inputs.axis), inputs.axis),
    ...dependence,
  });
}

function informationAt({ across, up, density }: JointPicture, t: number): number {
  const size = across.count * up.count;
  return mutualInformation(density.subarray(t * size, (t + 1) * size), across, up);
}

function componentsAt({ mu, sigma, dimensions }: Components, t: number, steps: number): Components {
  const perStep = mu.length / steps;
  return {
    mu: mu.subarray(t * perStep, (t + 1) * perStep),
    sigma: sigma.subarray(t * perStep, (t + 1) * perStep),
    dimensions,
  };
}

function collect(
  { steps, axis, density, exact }: StepInputs,
  of: {
    readonly moments: (t: number) => Moments;
    readonly correlation: (t: number) => number;
    readonly mutualInformation: (t: number) => number;
  },
): StepStatistics {
  const moments = Array.from({ length: steps }, (_, t) => of.moments(t));
  const apart = Array.from({ length: steps }, (_, t) =>
    exact === null ? null : distances(rowOf(density, t, axis), rowOf(exact, t, axis), axis),
  );
  const each = (value: (t: number) => number) =>
    Float32Array.from({ length: steps }, (_, t) => value(t));
  const dips = each((t) => dipOf(rowOf(density, t, axis), axis));
  return {
    mean: each((t) => moments[t]!.mean),
    sd: each((t) => moments[t]!.sd),
    skewness: each((t) => moments[t]!.skewness),
    excessKurtosis: each((t) => moments[t]!.excessKurtosis),
    modes: each((t) => modes(rowOf(density, t, axis), axis).length),
    dip: dips,
    dipPValue: each((t) => dipPValue(dips[t]!, DIP_DRAWS)),
    correlation: each(of.correlation),
    mutualInformation: each(of.mutualInformation),
    wasserstein: each((t) => apart[t]?.wasserstein ?? Number.NaN),
    kl: each((t) => apart[t]?.kl ?? Number.NaN),
    reverseKl: each((t) => apart[t]?.reverseKl ?? Number.NaN),
    js: each((t) => apart[t]?.js ?? Number.NaN),
  };
}

/** The same draws for every density, so that like densities have like dips. NaN where it is no density. */
function dipOf(density: Float32Array, axis: Axis): number {
  const draws = drawFromDensity(density, axis, DIP_DRAWS, stream(0, 'dip-draws'));
  return Number.isFinite(draws.at(-1)) ? dip(draws) : Number.NaN;
}

function rowOf(rows: Float32Array, t: number, { count }: Axis): Float32Array {
  return rows.subarray(t * count, (t + 1) * count);
}
