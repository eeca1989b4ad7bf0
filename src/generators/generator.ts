/**
 * What a known generative model is. Each is written once over an abstract arithmetic, so that the same lines are
 * sampled as numbers, integrated on grids and differentiated as tensors. All are of one form:
 *
 *   z_1 ~ N(0, initialSd^2),  z_t | z_{t-1} ~ N(transition(z_{t-1}, t), transitionSd^2),
 *   x_t | z_t ~ N(mean(z_t), exp(logSd(z_t))^2) or Poisson(exp(logRate(z_t)))      x has one channel
 *
 * Definitions and parameters: docs/generators.md. A file here for each, and a line in `definitions.ts`.
 */
import type { Arithmetic } from './arithmetic.ts';

/** The settings a generator reads. */
export interface GeneratorParameters {
  readonly observationNoise: number;
  readonly autoregression: number;
  readonly processNoise: number;
  readonly foldFrequency: number;
}

export interface Gaussian<V> {
  readonly mean: V;
  readonly logSd: V;
}

export interface Poisson<V> {
  readonly logRate: V;
}

/** The distribution of x given z. */
export type Emission<V> =
  | ({ readonly kind: 'gaussian' } & Gaussian<V>)
  | ({ readonly kind: 'poisson' } & Poisson<V>);

export interface Generator {
  /** The formula, for captions. */
  readonly formula: string;
  /** A small drawing of its data: an SVG path in a box of 58 x 26. */
  readonly drawing: string;
  readonly latentDimensions: 1 | 2;
  /** Which of the parameters it reads: the others are no controls of it. */
  readonly parameters: readonly (keyof GeneratorParameters)[];
  /** z_t does not depend on z_{t-1}. */
  readonly independent: boolean;
  initialSd(p: GeneratorParameters): number;
  transitionSd(p: GeneratorParameters): number;
  /** Mean of each dimension of z_t; `time` is t = 1, 2, ... Not called for the first step. */
  transition<V>(
    a: Arithmetic<V>,
    p: GeneratorParameters,
    previous: readonly V[],
    time: V,
  ): readonly V[];
  observation<V>(a: Arithmetic<V>, p: GeneratorParameters, z: readonly V[]): Emission<V>;
  /** Typical sizes, for the networks' inputs and outputs: marginal sd of z; mean and sd of x. */
  scales(p: GeneratorParameters): {
    readonly latentSd: number;
    readonly observedMean: number;
    readonly observedSd: number;
  };
  /** |z| beyond which the posterior has no mass worth counting, and whether mean(z) has a kink at 0. */
  grid(p: GeneratorParameters): { readonly reach: number; readonly kink: boolean };
}
