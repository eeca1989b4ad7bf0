import { expect, it } from 'vitest';
import { perplexity, tokensIn } from '../../src/train/perplexity.ts';
import { expectClose } from '../closeness.ts';

it('words chosen evenly among V have the perplexity V', () => {
  const sentences = Float64Array.of(-3 * Math.log(50), -5 * Math.log(50));
  expectClose([perplexity(sentences, 8)], [50], { atol: 0, rtol: 1e-12 });
});

it('counts words and ends over all sentences, not a mean of their perplexities', () => {
  // 2 tokens at 1/2 each, 6 tokens at 1/8 each.
  const sentences = Float64Array.of(2 * Math.log(1 / 2), 6 * Math.log(1 / 8));
  expectClose([perplexity(sentences, 8)], [2 ** ((2 + 18) / 8)], { atol: 0, rtol: 1e-12 });
});

it('the figures of MODEL: 101.2 nats a sentence of PTB at 21.917 tokens are 101.2 words', () => {
  expect(perplexity(Float64Array.of(-101.2), 21.917)).toBeCloseTo(101.2, 0);
});

it('tokens are counted by the length of each sentence, where lengths differ', () => {
  const batch = () => ({
    steps: 9,
    size: 1,
    channels: 1,
    x: new Float32Array(9),
    mask: null,
  });
  expect(tokensIn({ count: 4, stepsOf: (index) => index + 2, batch }, 3)).toBe(2 + 3 + 4);
  expect(tokensIn({ count: 4, batch }, 3)).toBe(27);
});
