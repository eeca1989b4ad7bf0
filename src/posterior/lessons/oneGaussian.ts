/** One observation, its exact posterior given the z before, and the single Gaussian nearest to that. */
import { GENERATOR_DEFINITIONS } from '../../generators/definitions.ts';
import type { Generator, GeneratorParameters } from '../../generators/generator.ts';
import type { Axis } from '../axis.ts';
import { bestGaussian, type GaussianFit } from '../bestGaussian.ts';
import { conditionalOnAxis } from '../conditional.ts';
import { mixtureDensities } from '../density.ts';
import { latentGrid, naturalSpacing, transitionMean } from '../latentGrid.ts';
import { tabulate } from '../likelihood.ts';
import type { KnownName } from './heldOut.ts';

export interface OneGaussian {
  readonly axis: Axis;
  /** p(z_t | z_{t-1}, x_t). [G] */
  readonly exact: Float32Array;
  /** N(mean, sd^2) of the fit. [G] */
  readonly gaussian: Float32Array;
  readonly fit: GaussianFit;
}

/** Fits a Gaussian to any past and observation of a generator with one latent dimension, by a table made once. */
export function gaussianFitter(
  name: KnownName,
  parameters: GeneratorParameters,
): (past: number | null, x: number, time: number) => GaussianFit {
  const definition: Generator = GENERATOR_DEFINITIONS[name];
  // As in `gaussianGap.ts`.
  const grid = latentGrid(definition, parameters, naturalSpacing(definition, parameters) / 2);
  const observation = tabulate(definition, parameters, grid);
  return (past, x, time) => {
    const prior =
      past === null
        ? { mean: 0, sd: definition.initialSd(parameters) }
        : {
            mean: transitionMean(definition, parameters, past, time),
            sd: definition.transitionSd(parameters),
          };
    return bestGaussian(prior, x, observation, grid);
  };
}

/** `past` is z_{t-1}, t = 2. */
export function oneGaussian(
  name: KnownName,
  parameters: GeneratorParameters,
  x: number,
  axis: Axis,
  past = 0,
): OneGaussian {
  const pair = [Float32Array.of(x, x), Float32Array.of(past, 0)] as const;
  const exact = conditionalOnAxis(GENERATOR_DEFINITIONS[name], parameters, ...pair, axis, null);
  const fit = gaussianFitter(name, parameters)(past, x, 2);
  const [mu, sigma] = [Float32Array.of(fit.mean), Float32Array.of(fit.sd)];
  return {
    axis,
    exact: exact.slice(axis.count),
    gaussian: mixtureDensities(mu, sigma, 1, 1, 1, 0, axis),
    fit,
  };
}
