/** Of the meter of the gap to exact log p(x). */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const GAP = {
  title: 'Gap to exact log {p}, nats per step',
  sheet: 'Gap to exact log p(x), nats per step',
  previewed: 'The best Gaussian is that of the slider; the models’ bars are of the run as it was.',
  waiting: 'Exact log p(x) of the validation set is being worked out.',
  told: (sequences: string, step: string, mixingSamples: number) =>
    `Validation set, ${sequences} sequences, at step ${step}; bound at K = ${mixingSamples}; ± one standard error. Compare once β has reached 1.`,
  bestGaussian: 'best Gaussian',
  learned: 'Prior and decoder are learned: the gap counts their distance from the generator too.',
  best: 'Best Gaussian: least loss of one Gaussian given z before t and x at t.',
  ahead: 'It is no bound for a q that sees all of x, whose least loss is another.',
  short: 'A q that sees x only up to t cannot reach 0 here: what comes later tells more about z.',
};

export type GapText = Words<typeof GAP>;
export const gapText = section('gap', GAP);
