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
  /** One sentence on the figures, KL and I in nats. */
  overflowed: 'Not a number: the densities of z have overflowed.',
  ignored: (kl: string) =>
    `The decoder ignores z: KL ${kl} nats. The posterior has collapsed to the prior.`,
  idle: (kl: string, told: string) =>
    `z costs ${kl} nats and hardly tells sentences apart: I(x; z) ${told} nats.`,
  little: (kl: string) => `z says little: KL ${kl} nats a sentence.`,
  used: (kl: string, told: string, most: string, sentences: number) =>
    `z is used: KL ${kl} nats a sentence; I(x; z) ${told} of at most ${most} nats among these ${sentences}.`,
};

export type LatentUseText = Words<typeof LATENT_USE>;
export const latentUseText = section('latentUse', LATENT_USE);
