/** What a bound on log p says of a text a word. */
import type { Split } from '../data/dataset.ts';
import { range } from './evaluate.ts';

/**
 * exp(total negative log-likelihood / tokens): how many words, equally likely, it would be as hard to choose among. Of
 * lower bounds on log p it is an upper bound. Every word counts and the end of every sentence.
 * @param logProbabilities of each sentence (or token), nats
 * @param tokens words and ends in all of them
 */
export function perplexity(logProbabilities: Float32Array | Float64Array, tokens: number): number {
  let total = 0;
  for (const logProbability of logProbabilities) total += logProbability;
  return Math.exp(-total / tokens);
}

/** Words and ends in the first `sentences` of a split. */
export function tokensIn(split: Split, sentences: number): number {
  const { stepsOf } = split;
  if (stepsOf === undefined) return sentences * split.batch([0], 0).steps;
  return range(0, sentences).reduce((total, index) => total + stepsOf(index), 0);
}
