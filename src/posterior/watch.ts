/** What is asked and told about the posterior of one held-out sequence: plain data, drawn by the page. */
import type { Axis } from './axis.ts';
import type { StepStatistics } from './stepStatistics.ts';

/** What the page wants to see of the posterior. */
export interface Watch {
  /** Index of the held-out (validation) sequence. */
  readonly sequence: number;
  /** Dimension of z on the strips and on the horizontal axis of the joint. */
  readonly dimension: number;
  /** Dimension on the vertical axis of the joint, where z has two or more. */
  readonly otherDimension: number;
  /** `one-past`: q(z_t | one sampled z_<t, x). `all-pasts`: averaged over sampled z_<t. */
  readonly conditioning: 'one-past' | 'all-pasts';
  /** Which exact posterior is drawn beside the models', where one is known. */
  readonly exact: 'filter' | 'smoother';
  /** Which of the sampled pasts `one-past` is given. */
  readonly past: number;
}

/** Densities of one model's q and prior over the watched sequence. */
export interface ModelPosterior {
  readonly id: string;
  /** q(z_t | ...) on the axis. [T, G] */
  readonly density: Float32Array;
  /** p(z_t | ...) on the same axis, under the same conditioning. [T, G] */
  readonly prior: Float32Array;
  /** Joint draws: two dimensions of z_t, or (z_{t-1}, z_t) where z has one. [T, M, 2]; NaN where there is none. */
  readonly pairs: Float32Array;
  /** The watched dimension of z along every sampled past. [T, M] */
  readonly pasts: Float32Array;
  /** Density of the two watched dimensions on `jointAxes`, across in rows. [T, A, B] */
  readonly joint: Float32Array | null;
  /**
   * Given one past, where it can be had: p(z_t | z_{t-1}, x_t) under the known generator, z_{t-1} being that of
   * this model's own past. [T, G]
   */
  readonly exact: Float32Array | null;
  /** Of q; distances are to the exact posterior under the same conditioning. */
  readonly statistics: StepStatistics;
}

/** The axes of a density of two dimensions. */
export interface JointAxes {
  readonly across: Axis;
  readonly up: Axis;
}

export interface ExactPosterior {
  readonly axis: Axis;
  /** On its own axis, which in a report is that of the models. [T, G] */
  readonly density: Float32Array;
  /** Of `joint`. */
  readonly jointAxes: JointAxes | null;
  /** Of both dimensions where z has two, else of z before the step (in rows) and at it. [T, A, B] */
  readonly joint: Float32Array | null;
  readonly statistics: StepStatistics;
}

export interface WatchReport {
  readonly watch: Watch;
  readonly step: number;
  readonly steps: number;
  /** Steps of the watched sequence that are data; the rest is padding. */
  readonly length: number;
  /** The watched sequence itself, in the units the model sees. [T, X] */
  readonly x: Float32Array;
  /** The common z-axis: G values from low to high. */
  readonly axis: Axis;
  /** The axes of `joint`; null where z has one dimension, or the sequence is long. */
  readonly jointAxes: JointAxes | null;
  readonly latentDimensions: number;
  /** Draws M behind every density and joint. */
  readonly samples: number;
  readonly models: readonly ModelPosterior[];
  /**
   * The exact posterior under the known generator, always over all pasts; null where none is known, or where
   * z is the models' own.
   */
  readonly exact: ExactPosterior | null;
}

/** What stands in for the exact posterior of one model whose prior and decoder are learned: approximate. */
export interface ModelReference {
  readonly id: string;
  /** On the axis of its report. [T, G] */
  readonly density: Float32Array;
  /** Effective draws at each step, out of `draws`. [T] */
  readonly ess: Float64Array;
  /** Where they are too few to trust. [T] */
  readonly poor: readonly boolean[];
  /** Of the reference; its distances are those of q to it. */
  readonly statistics: StepStatistics;
}

/** The models' posteriors under their own joint p(x, z), by importance sampling. */
export interface ReferenceReport {
  readonly watch: Watch;
  /** The training step they were drawn at. */
  readonly step: number;
  readonly steps: number;
  readonly axis: Axis;
  /** N */
  readonly draws: number;
  readonly models: readonly ModelReference[];
}
