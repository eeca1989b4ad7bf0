/** Of the line between two sentences in latent space. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const LATENT_LINE = {
  title: 'From one sentence to another',
  from: 'From',
  to: 'To',
  points: 'Sentences along the line',
  waiting: 'The first line is on its way.',
  made: (step: string) =>
    `As of training step ${step}: a straight line between one draw of z for each sentence, and at each point the likeliest next word, word after word (temperature 0).`,
  otherDraws: 'Other draws',
  same: (sd: string) =>
    `one sentence all along: the decoder does not hear where it is; ${sd} sd of the prior apart`,
  different: (sentences: number, sd: string) =>
    `${sentences} different sentences; ${sd} sd of the prior apart`,
  nothing: '(nothing)',
};

export type LatentLineText = Words<typeof LATENT_LINE>;
export const latentLineText = section('latentLine', LATENT_LINE);
