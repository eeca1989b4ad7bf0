/** Of the table of statistics of the posteriors. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const STATISTICS = {
  modes: { step: 'at t', average: 'averaged over steps' },
  are: 'The statistics are',
  scrolls: 'Statistics of the posterior',
  caption: (z: string, where: string) => `Statistics of the posterior of ${z} ${where}`,
  atStep: (t: number) => `at t = ${t}`,
  ofSentence: 'given the sentence',
  averaged: 'averaged over steps',
  overSteps: 'over steps',
  /** In full, where a heading is shorter. */
  columns: {
    mean: 'mean',
    sd: 'sd',
    skewness: 'skewness',
    excessKurtosis: 'ex. kurtosis',
    modes: 'modes',
    dip: 'dip',
    dipPValue: 'dip p',
    correlation: 'correlation',
    mutualInformation: 'mutual information',
    wasserstein: 'W1 to exact',
    kl: 'KL(q || exact)',
    reverseKl: 'KL(exact || q)',
    js: 'JS',
  },
  short: {
    skewness: 'skew.',
    excessKurtosis: 'ex. kurt.',
    correlation: 'corr.',
    mutualInformation: 'mut. inf.',
  },
  standards: { exact: 'exact', reference: 'ref.' },
  kl: 'KL',
  to: (standard: string) => `to ${standard}`,
  kept: (model: string, note: string) => `${model}, ${note}`,
  reference: (model: string) => `Reference of ${model}`,
  exact: { filter: 'Exact filter', smoother: 'Exact smoother' },
  previewing: 'Greyed: the models were trained on other parameters than the slider shows.',
  ownExact:
    'Distances are to the exact posterior given the same z before t. The last row is over all pasts.',
  noExact: 'The exact posterior shown is over all pasts, so there is nothing to be near to here.',
  best: 'Bold: nearest to exact.',
  references:
    'References are approximate: each model’s posterior under its own joint, by importance sampling; greyed where fewer than 100 draws count or they are of another step. Distances are to them; pause to have them anew.',
  errors: '± one standard error over steps, as if they were independent.',
  dip: 'Dip of 500 draws; small p: not unimodal.',
  floored: 'KL and JS in nats, densities floored at 1e-12.',
  sheet: (z: string, conditioning: string, step: number) =>
    `Statistics of ${z}, ${conditioning}, step ${step}`,
  givenPast: (past: number) => `given past ${past}`,
  allPasts: 'over all pasts',
};

export type StatisticsText = Words<typeof STATISTICS>;
export const statisticsText = section('statistics', STATISTICS);
