/**
 * How much z tells of which sentence it was drawn for: I(x; z) = E[ log q(z | x) - log q(z) ] with q(z) the mean of
 * q(z | x) over the sentences given (Hoffman & Johnson 2016, "ELBO surgery"). At most the log of their number.
 */

export interface PosteriorDraws {
  /** N sentences, M draws of psi of each, D dimensions. */
  readonly sentences: number;
  readonly draws: number;
  readonly dimensions: number;
  /** z ~ N(mu, sigma^2), each of the psi beside it. [N, M, D] */
  readonly z: Float32Array;
  readonly mu: Float32Array; // [N, M, D]
  readonly logSigma: Float32Array; // [N, M, D]
}

/**
 * Nats, an estimate from one z a sentence, its first. q(z | x) stands for a mixture of M Gaussians that holds the one
 * z was drawn of, so that where psi spreads the estimate is too high: by B_(M-1) at most.
 */
export function mutualInformation(given: PosteriorDraws): number {
  const { sentences, draws, dimensions, z } = given;
  const mixtures: Mixtures = { ...given, rate: given.logSigma.map((log) => Math.exp(-log)) };
  let total = 0;
  for (let n = 0; n < sentences; n++) {
    const at = n * draws * dimensions;
    const own = z.subarray(at, at + dimensions);
    const each = Float64Array.from({ length: sentences }, (_, m) => logMixture(own, mixtures, m));
    total += each[n]! - logMeanExp(each);
  }
  return total / sentences;
}

interface Mixtures extends PosteriorDraws {
  /** 1 / sigma. [N, M, D] */
  readonly rate: Float32Array;
}

/** log of the mean over its psi of N(z; mu, sigma^2), but for -D/2 log 2 pi. */
function logMixture(
  z: Float32Array,
  { draws, dimensions, mu, logSigma, rate }: Mixtures,
  sentence: number,
): number {
  const each = Float64Array.from({ length: draws }, (_, k) => {
    const at = (sentence * draws + k) * dimensions;
    let sum = 0;
    for (let d = 0; d < dimensions; d++) {
      const scaled = (z[d]! - mu[at + d]!) * rate[at + d]!;
      sum -= 0.5 * scaled * scaled + logSigma[at + d]!;
    }
    return sum;
  });
  return logMeanExp(each);
}

function logMeanExp(values: Float64Array): number {
  const most = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const sum = values.reduce((total, value) => total + Math.exp(value - most), 0);
  return most + Math.log(sum / values.length);
}
