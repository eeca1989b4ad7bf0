/** The words of the field that stand on the page, each explained once. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const GLOSSARY = {
  posterior:
    'What is known of the latent z once the data have been seen: p(z | x). Each model learns an approximation q to it.',
  bound:
    'A value that lies below log p(x) on average over draws, so that raising it makes the data likelier. Higher is better; with more draws K it comes nearer.',
  KL: 'Kullback-Leibler divergence: how far q lies from the prior (or from another density), in nats. 0 where they are the same.',
  K: 'How many extra draws of psi the bound of SIS-RNN averages over. More make the bound tighter and a step dearer.',
  beta: 'Weight of the KL term while training. The schedule moves it to 1; bounds on the page are at β = 1.',
  psi: 'The parameters of q(z | psi), mean and variance. A VRNN computes one psi; SIS-RNN feeds its network noise, so psi is random and q a mixture.',
  activeUnits:
    'Dimensions of z whose mean moves with the data. One that does not move carries nothing of x.',
  ess: 'Effective sample size: how many of the K + 1 draws of psi count towards the density. Near 1, a single one explains z.',
  dip: 'Hartigan’s dip: how far draws lie from the nearest distribution with one mode. The larger, the less they look like one mode.',
  wasserstein:
    'W₁, the earth mover’s distance: how far, on average, mass must move along z to turn one density into the other.',
};

export type GlossaryText = Words<typeof GLOSSARY>;
export const glossaryText = section('glossary', GLOSSARY);
