/** Of the estimates on the test set. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const ESTIMATES = {
  title: 'Estimate on the test set',
  estimator: 'Estimator',
  draws: 'Draws N',
  mixingDraws: 'Mixing draws K',
  tested: { sequence: 'Test sequences', sentence: 'Test sentences' },
  refused:
    'FIVO resamples particles between steps of the latent, and a sentence has one z: there is nothing between. Take IWAE.',
  estimators: {
    elbo: 'The mean of log w over N draws of each sequence: the bound that training climbs, at β = 1.',
    iwae: 'The log of the mean weight of N draws: tighter than the ELBO, a lower bound for every N and K.',
    fivo: 'The log of a particle filter’s estimate with N particles, resampled where few count: a lower bound too.',
  },
  estimate: 'Estimate',
  cancel: 'Cancel',
  share: 'Share of the estimate that is done',
  pending: (asked: string, percent: string) => `${asked} ${percent} %`,
  pendingWith: (asked: string, working: string, percent: string) =>
    `${asked}: ${working} ${percent} %`,
  scrolls: 'Estimates',
  nats: { sequence: 'nats per sequence', sentence: 'nats per sentence' },
  exact: 'exact',
  note: (unit: 'sequence' | 'sentence') =>
    `Lower bounds on log p(x) at β = 1, ± one standard error over ${unit}s; an RNN’s is log p(x) itself. Choose settings by the validation figures above and look here last.`,
  asked: (estimator: string, particles: string, mixingSamples: string) =>
    `${estimator}, N = ${particles}, K = ${mixingSamples}`,
  all: {
    sequence: (count: string, step: string) => `all ${count} test sequences, training step ${step}`,
    sentence: (count: string, step: string) => `all ${count} test sentences, training step ${step}`,
  },
  first: {
    sequence: (count: string, of: string, step: string) =>
      `first ${count} of ${of} test sequences, training step ${step}`,
    sentence: (count: string, of: string, step: string) =>
      `first ${count} of ${of} test sentences, training step ${step}`,
  },
  perplexity: (perplexity: string) => `perplexity ${perplexity}`,
  notes: (notes: readonly string[]) => notes.join(', '),
};

export type EstimatesText = Words<typeof ESTIMATES>;
export const estimatesText = section('estimates', ESTIMATES);
