/** Perplexity from what the page is told of a bound. Pure. */

/** exp(-total / tokens), the total being `bound` nats a sentence over so many sentences that hold `tokens` words and ends. */
export function perplexityOf(bound: number, sentences: number, tokens: number): number {
  return Math.exp((-bound * sentences) / tokens);
}
