/**
 * What the best single Gaussian must lose: the mean over the generator's own (z_{t-1}, x_t) of
 *
 *   min over m, s of KL( N(m, s^2) || p(z_t | z_{t-1}, x_t) )                              nats a step
 *
 * A Gaussian VRNN with the generator as frozen prior and decoder cannot have a smaller deficit to exact
 * log p(x) where z is independent from step to step; where it is not, this is its share that comes from
 * the Gaussian form alone. (x after t is not looked at.)
 *
 * Measured at the presets' parameters over 20,000 to 40,000 steps: `folds` 0.660 +- 0.0014,
 * `mirror-iid` 0.377 +- 0.0015, `mirror` 0.216 +- 0.001; `growth` 0.027 +- 0.001.
 */
import {
  type Generator as Definition,
  GENERATOR_DEFINITIONS,
  type GeneratorParameters,
  NUMBERS,
} from '../generators.ts';
import { fillNormal, stream } from '../rng.ts';
import { bestGaussian } from './bestGaussian.ts';
import { latentGrid, naturalSpacing, transitionMean } from './latentGrid.ts';
import { tabulate } from './likelihood.ts';

export interface GapEstimate {
  /** Nats a step. */
  readonly mean: number;
  /** Standard error over sequences; 0 where the number is analytic. */
  readonly stderr: number;
}

export interface GapDraws {
  readonly sequences: number;
  /** Steps of each sequence. The first has no z_{t-1} and counts only where none is needed. */
  readonly steps: number;
  readonly seed: number;
}

/** The least loss of one Gaussian; for `sum`, of one without correlation (mean-field), which is analytic. */
export function gaussianGap(
  definition: Definition,
  parameters: GeneratorParameters,
  { sequences, steps, seed }: GapDraws,
): GapEstimate {
  if (definition === GENERATOR_DEFINITIONS.sum) {
    return { mean: meanFieldGapOfSum(parameters.observationNoise), stderr: 0 };
  }
  if (definition.latentDimensions !== 1) {
    throw new RangeError(`no gap for ${definition.formula}: only one dimension is gridded`);
  }
  // Half the natural spacing: an outlying x makes a mode somewhat narrower than the generator's slopes say.
  const grid = latentGrid(definition, parameters, naturalSpacing(definition, parameters) / 2);
  const observation = tabulate(definition, parameters, grid);
  const noise = fillNormal(
    new Float32Array(2 * sequences * steps),
    stream(seed, 'gaussian-gap'),
    2,
  );
  const means = new Float64Array(sequences);
  const firstStep = definition.independent ? 1 : 2;
  for (let b = 0; b < sequences; b++) {
    let z = 0;
    for (let t = 1; t <= steps; t++) {
      const fresh = t === 1 || definition.independent;
      const mean = fresh ? 0 : transitionMean(definition, parameters, z, t);
      const sd = fresh ? definition.initialSd(parameters) : definition.transitionSd(parameters);
      const at = 2 * (b * steps + t - 1);
      z = mean + sd * noise[at]!;
      const seen = definition.observation(NUMBERS, parameters, [z]);
      const x = seen.mean + Math.exp(seen.logSd) * noise[at + 1]!;
      if (t < firstStep) continue;
      means[b]! += bestGaussian({ mean, sd }, x, observation, grid).kl / (steps - firstStep + 1);
    }
  }
  const mean = means.reduce((sum, value) => sum + value, 0) / sequences;
  const square = means.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, stderr: Math.sqrt(square / (sequences - 1) / sequences) };
}

/** KL of the best product of two Gaussians to p(z_1, z_2 | x) of `sum`: 0.5 log of (1 + r^-2)^2 / (1 + 2 r^-2). */
export function meanFieldGapOfSum(observationNoise: number): number {
  const precision = observationNoise ** -2;
  return Math.log1p(precision) - 0.5 * Math.log1p(2 * precision);
}
