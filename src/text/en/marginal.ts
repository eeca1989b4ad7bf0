/** Of the density of one z at the marked step. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const MARGINAL = {
  about: 'Marginal of z',
  figure: (t: number) => `Marginal of z at step ${t}`,
  title: {
    'all-pasts': 'Marginal of {z} at {t}, over all pasts',
    'one-past': 'Marginal of {z} at {t}, given one past',
  },
  titleOfSentence: 'Marginal of {z} given the sentence',
  plot: (t: number) => `Densities of z at step ${t}: move the cursor over z`,
  summary: (t: number) => `Step ${t}`,
  sheet: (z: string, t: number) => `Density of ${z} at t = ${t}`,
  hint: 'Point, or focus and use ← →, to read values.',
  prior: 'prior',
  priorOf: (model: string) => `prior of ${model}`,
  kept: (model: string) => `${model}, kept`,
  exactOfPast: (model: string) => `exact, ${model}’s past`,
  reference: (model: string) => `reference of ${model}, approximate`,
  poorReference: (model: string) => `reference of ${model}, poor`,
  staleReference: (model: string, step: number) => `reference of ${model}, step ${step}`,
  exact: {
    filter: { here: 'exact filter', overAllPasts: 'exact filter, over all pasts' },
    smoother: { here: 'exact smoother', overAllPasts: 'exact smoother, over all pasts' },
  },
};

export type MarginalText = Words<typeof MARGINAL>;
export const marginalText = section('marginal', MARGINAL);
