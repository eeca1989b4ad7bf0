/** Estimates as the page words them: what was asked, and each model's figure. Pure. */
import type { BoundName, EstimatedModel, EstimateReport, EstimateRequest } from '../../protocol.ts';
import { wholeNumber } from '../format.ts';

export const ESTIMATOR_NAMES: Readonly<Record<BoundName, string>> = {
  elbo: 'ELBO',
  iwae: 'IWAE',
  fivo: 'FIVO',
};

/** Why an estimator cannot be asked for on sentences; null where it can. */
export function refusalOf(estimator: BoundName, unit: 'sequence' | 'sentence'): string | null {
  if (estimator !== 'fivo' || unit === 'sequence') return null;
  return 'FIVO resamples particles between steps of the latent, and a sentence has one z: there is nothing between. Take IWAE';
}

/** What each estimator is, in a sentence. */
export const ESTIMATOR_WORDS: Readonly<Record<BoundName, string>> = {
  elbo: 'The mean of log w over N draws of each sequence: the bound that training climbs, at β = 1',
  iwae: 'The log of the mean weight of N draws: tighter than the ELBO, a lower bound for every N and K',
  fivo: 'The log of a particle filter’s estimate with N particles, resampled where few count: a lower bound too',
};

/** "IWAE, N = 50, K_eval = 20". */
export function askedWords({ estimator, particles, mixingSamples }: EstimateRequest): string {
  return `${ESTIMATOR_NAMES[estimator]}, N = ${wholeNumber(particles)}, K = ${wholeNumber(mixingSamples)}`;
}

/** "first 100 of 1,000 test sequences, training step 400". */
export function overWords({ sequences, testCount, tokens, step }: EstimateReport): string {
  const which =
    sequences === testCount
      ? `all ${wholeNumber(testCount)}`
      : `first ${wholeNumber(sequences)} of ${wholeNumber(testCount)}`;
  return `${which} test ${tokens === null ? 'sequences' : 'sentences'}, training step ${wholeNumber(step)}`;
}

/** Where a figure is not what the row's head says: "exact", or "K = 0" of a model whose psi are all one. */
export function figureNote(
  { bound, mixingSamples }: EstimatedModel,
  asked: EstimateRequest,
): string {
  if (bound === 'exact') return 'exact';
  return mixingSamples === asked.mixingSamples ? '' : `K = ${mixingSamples}`;
}
