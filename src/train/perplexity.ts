/** What a bound on log p says of a text a word. */

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
