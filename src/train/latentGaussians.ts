/** Diagonal Gaussians over z and mixtures of them in equal parts, in plain arithmetic: KL, densities. */
import type { LatentGaussian } from '../model/sequel.ts';
import { type Axis, axisValues } from '../posterior/axis.ts';

/** KL(q || p), nats. */
export function gaussianKl(q: LatentGaussian, p: LatentGaussian): number {
  let kl = 0;
  q.mu.forEach((mu, d) => {
    const [s, t] = [q.logSigma[d]!, p.logSigma[d]!];
    const gap = (mu - p.mu[d]!) * Math.exp(-t);
    kl += t - s + 0.5 * (Math.exp(2 * (s - t)) + gap * gap - 1);
  });
  return kl;
}

/**
 * KL of the mixture of `psis` from p, nats: log q(z) - log p(z) averaged over one z of each, whose standard normal
 * `epsilonOf` gives, [D]. The psi that made z stands in q: an upper bound on average, which noise may take below 0.
 */
export function mixtureKl(
  psis: readonly LatentGaussian[],
  prior: LatentGaussian,
  epsilonOf: (k: number) => ArrayLike<number>,
): number {
  let sum = 0;
  psis.forEach(({ mu, logSigma }, k) => {
    const epsilon = epsilonOf(k);
    const z = mu.map((mean, d) => mean + Math.exp(logSigma[d]!) * epsilon[d]!);
    const logs = psis.map((psi) => logDensity(z, psi));
    const top = Math.max(...logs);
    const mixed = logs.reduce((total, log) => total + Math.exp(log - top), 0) / psis.length;
    sum += top + Math.log(mixed) - logDensity(z, prior);
  });
  return sum / psis.length;
}

/** log N(z; mu, sigma), nats. */
export function logDensity(z: Float64Array, { mu, logSigma }: LatentGaussian): number {
  let log = 0;
  z.forEach((value, d) => {
    const gap = (value - mu[d]!) * Math.exp(-logSigma[d]!);
    log -= 0.5 * (gap * gap + Math.log(2 * Math.PI)) + logSigma[d]!;
  });
  return log;
}

/** Of dimension `d`, the Gaussians in equal parts. [axis.count] */
export function mixtureDensity(
  gaussians: readonly LatentGaussian[],
  d: number,
  axis: Axis,
): Float32Array {
  const values = axisValues(axis);
  const density = new Float32Array(values.length);
  for (const { mu, logSigma } of gaussians) {
    const inverse = Math.exp(-logSigma[d]!);
    const top = inverse / (Math.sqrt(2 * Math.PI) * gaussians.length);
    values.forEach((z, g) => {
      density[g]! += top * Math.exp(-0.5 * ((z - mu[d]!) * inverse) ** 2);
    });
  }
  return density;
}
