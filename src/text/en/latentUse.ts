/** Of what the latents of sentences carry. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const LATENT_USE = {
  title: 'What z carries',
  noLatent: 'None of these models has a latent.',
  share: 'Share of the sentences looked at',
  looking: 'looking at held-out sentences…',
  again: 'Look again, at the models as they are now',
  made: (sentences: string, step: string, mixingSamples: number) =>
    `The first ${sentences} validation sentences, training step ${step}. KL(q ‖ prior), nats a sentence: exact for one Gaussian up to the draws; SIS-RNN’s lies between the two figures, with and without the psi that made z (K = ${mixingSamples}). Active: the variance over sentences of E z is above 0.01. I(x; z): how much a draw of z tells which of these sentences it is of.`,
  kl: 'KL, nats a sentence',
  between: (low: string, high: string) => `${low} to ${high}`,
  activeUnits: 'active units',
  mutualInformation: 'I(x; z), nats',
  of: (value: string, most: string) => `${value} of ${most}`,
  factors: 'Hidden factors',
  named: 'hidden factor named from one draw of z',
  guessing: 'by guessing',
  classifier: (points: string) =>
    `A linear classifier, taught on half of these sentences and scored on the others; guessing always names the most frequent value. One standard error is up to ${points} points.`,
};

export type LatentUseText = Words<typeof LATENT_USE>;
export const latentUseText = section('latentUse', LATENT_USE);
