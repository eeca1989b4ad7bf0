/** Of the view of the posterior: what it shows, and the controls above it. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const POSTERIOR = {
  noLatent: 'An RNN has no latent: there is no posterior to show. Add a model.',
  idle: 'Nothing is running.',
  starting: 'Starting: the first posterior is on its way.',
  furtherDown: 'A sentence further down the file.',
  readSentence:
    '{strong:Read it:} a sentence has one latent, so there are no strips over time. What each model’s q(z | sentence) is like stands here, beside the prior N(0, I): a VRNN’s is exactly Gaussian, SIS-RNN’s may fork, lean and skew. What the models say and where sentences lie is in the tab Sentences.',
  readIt:
    '{strong:Read it:} the top strip is the observed sequence; below it, each strip is one model’s {posterior:posterior} of the latent state at every step, and the stronger the colour, the denser. All strips share one scale and one z-axis.',
  readExact: {
    filter:
      'The last strip is the exact posterior under the known generator, given x up to t and over all pasts.',
    smoother:
      'The last strip is the exact posterior under the known generator, given all of x and over all pasts.',
  },
  readOnePast:
    'Thin lines are sampled pasts, the thick one is given: click another, or press Shift with ↑ or ↓. Given one past a VRNN’s q is exactly Gaussian at every step; SIS-RNN’s may fork, lean and skew.',
  readAllPasts:
    'Over all pasts, even a VRNN’s strip may show several modes: each sampled past has its own Gaussian. Given one past it is a single one.',
  drag: 'Drag the line, or focus it and use ← and →, to inspect a step.',
  heldOut: (unit: 'sequence' | 'sentence') => `held-out ${unit}`,
  dimension: 'dimension',
  against: 'against',
  given: 'The posterior is given',
  conditionings: { 'all-pasts': 'over all pasts', 'one-past': 'given one past' },
  past: 'past',
  exactIs: 'The exact posterior is',
  exacts: { filter: 'exact filter', smoother: 'exact smoother' },
  previous: (what: string) => `Previous ${what}`,
  next: (what: string) => `Next ${what}`,
  timeLapse: 'time-lapse',
  playTimeLapse: 'Play the time-lapse',
  stopTimeLapse: 'Stop the time-lapse',
  live: (step: string) => `live, step ${step}`,
  step: (step: string) => `step ${step}`,
  stepOf: (step: string, latest: string) => `step ${step} of ${latest}`,
  toLive: 'Live',
  keep: 'Keep snapshot',
  noneKept: 'None kept',
  drop: (step: string) => `Drop that of step ${step}`,
};

export type PosteriorText = Words<typeof POSTERIOR>;
export const posteriorText = section('posterior', POSTERIOR);
