/** Channels of 0 and 1, a coin each. */
import { bernoulliLogLikelihood } from '../likelihoods.ts';
import type { Decoder } from './decoder.ts';

export const binary: Decoder = (x, top, weights) =>
  bernoulliLogLikelihood(x, weights.head('decoder.logit', top));
