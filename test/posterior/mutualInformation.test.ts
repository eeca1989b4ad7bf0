import { describe, expect, it } from 'vitest';
import { mutualInformation } from '../../src/posterior/mutualInformation.ts';
import { fillNormal, stream } from '../../src/rng.ts';
import { expectClose } from '../closeness.ts';

const [N, M] = [300, 4];
const normal = (name: string, count: number) =>
  fillNormal(new Float32Array(count), stream(2, name), 1);

/** M equal psi of each sentence; z drawn of them. */
function gaussians(mean: (n: number) => number, sigma: number) {
  const mu = Float32Array.from({ length: N * M }, (_, i) => mean(Math.floor(i / M)));
  const epsilon = normal('epsilon', N * M);
  return {
    sentences: N,
    draws: M,
    dimensions: 1,
    z: mu.map((value, i) => value + sigma * epsilon[i]!),
    mu,
    logSigma: new Float32Array(N * M).fill(Math.log(sigma)),
  };
}

describe('I(x; z)', () => {
  it('is 0 where every sentence has the same posterior', () => {
    expectClose([mutualInformation(gaussians(() => 0.7, 0.4))], [0], { atol: 1e-9, rtol: 0 });
  });

  it('is log N where no two posteriors touch', () => {
    const found = mutualInformation(gaussians((n) => 10 * n, 0.1));
    expectClose([found], [Math.log(N)], { atol: 1e-9, rtol: 0 });
  });

  it('is log 2 where there are two kinds of sentences', () => {
    const found = mutualInformation(gaussians((n) => 20 * (n % 2), 1));
    expectClose([found], [Math.log(2)], { atol: 1e-9, rtol: 0 });
  });

  it('is that of a Gaussian channel, 1/2 log(1 + S), within sampling error', () => {
    const mean = normal('mean', N);
    const found = mutualInformation(gaussians((n) => 2 * mean[n]!, 1));
    // The standard error of a mean of 300 log ratios of spread about 1, four times.
    expect(Math.abs(found - 0.5 * Math.log(1 + 4))).toBeLessThan(4 / Math.sqrt(N));
  });
});
