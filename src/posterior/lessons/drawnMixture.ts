/** q(z) as so many draws of psi show it, beside the exact posterior: one observation of `mirror-iid`. */
import { GENERATOR_DEFINITIONS } from '../../generators/definitions.ts';
import type { GeneratorParameters } from '../../generators/generator.ts';
import { stream } from '../../rng.ts';
import type { Axis } from '../axis.ts';
import { conditionalOnAxis } from '../conditional.ts';
import { mixtureDensities } from '../density.ts';
import { wasserstein } from '../distances.ts';
import { gaussianFitter } from './oneGaussian.ts';
import { branchMeans, twoBranches } from './twoBranches.ts';

export interface DrawnMixture {
  readonly axis: Axis;
  /** Of every component. [M] */
  readonly means: Float32Array;
  readonly sigma: number;
  /** 1/M sum_m N(mean_m, sigma^2). [G] */
  readonly density: Float32Array;
  /** p(z | x). [G] */
  readonly exact: Float32Array;
  /** W1 between the two, in units of z. */
  readonly distance: number;
}

/** `draws` of psi; with none psi is a point, which then is that of the nearest Gaussian. The first draws stay the first. */
export function drawnMixture(
  parameters: GeneratorParameters,
  x: number,
  sigma: number,
  draws: number,
  seed: number,
  axis: Axis,
): DrawnMixture {
  const definition = GENERATOR_DEFINITIONS['mirror-iid'];
  const seen = Float32Array.of(x);
  const exact = conditionalOnAxis(definition, parameters, seen, new Float32Array(1), axis, null);
  const fit = draws === 0 ? gaussianFitter('mirror-iid', parameters)(null, x, 1) : null;
  const branches = twoBranches(x, parameters.observationNoise);
  const means =
    fit === null
      ? branchMeans(branches, sigma, draws, 1, stream(seed, 'lessons/psi'))
      : Float32Array.of(fit.mean);
  const sd = fit?.sd ?? sigma;
  const sds = means.map(() => sd);
  const density = mixtureDensities(means, sds, 1, means.length, 1, 0, axis);
  return { axis, means, sigma: sd, density, exact, distance: wasserstein(density, exact, axis) };
}
