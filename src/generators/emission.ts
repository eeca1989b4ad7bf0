/** The distribution of x given z: its density, and draws of it. */
import type { Arithmetic } from './arithmetic.ts';
import type { Emission, Gaussian } from './generator.ts';

/** log N(x; mean, exp(logSd)^2), in nats. */
export function gaussianLogDensity<V>(a: Arithmetic<V>, x: V, { mean, logSd }: Gaussian<V>): V {
  const scaled = a.divide(a.subtract(x, mean), a.exp(logSd));
  const half = a.multiply(a.constant(-0.5), a.multiply(scaled, scaled));
  return a.subtract(a.subtract(half, logSd), a.constant(0.5 * Math.log(2 * Math.PI)));
}

/** log p(x | z), nats. */
export function logLikelihood<V>(a: Arithmetic<V>, x: V, given: Emission<V>): V {
  if (given.kind === 'gaussian') return gaussianLogDensity(a, x, given);
  const { logRate } = given;
  return a.subtract(a.subtract(a.multiply(x, logRate), a.exp(logRate)), logFactorial(a, x));
}

const SHIFT = 8;

/**
 * log x!, by Stirling's series at x + 8 and down again by eight logarithms: 3e-12 off at x = 0 and less above.
 */
export function logFactorial<V>(a: Arithmetic<V>, x: V): V {
  const plus = (n: number) => a.add(x, a.constant(n));
  const far = plus(SHIFT);
  const inverse = a.divide(a.constant(1), far);
  const square = a.multiply(inverse, inverse);
  // 1/(12 n) - 1/(360 n^3) + 1/(1260 n^5) - 1/(1680 n^7) + 1/(1188 n^9)
  const series = [-1 / 1680, 1 / 1260, -1 / 360, 1 / 12].reduce(
    (sum, coefficient) => a.add(a.multiply(sum, square), a.constant(coefficient)),
    a.constant(1 / 1188),
  );
  const halfLog2Pi = a.constant(0.5 * Math.log(2 * Math.PI));
  let sum = a.multiply(plus(SHIFT + 0.5), a.log(far));
  sum = a.add(a.subtract(sum, far), a.add(halfLog2Pi, a.multiply(series, inverse)));
  for (let n = 1; n <= SHIFT; n++) sum = a.subtract(sum, a.log(plus(n)));
  return sum;
}

/** A Poisson rate above this is drawn from a normal: its skewness is kept, its probabilities are 1e-3 off. */
const LARGEST_INVERTED_RATE = 500;

/** A draw of x: made of a standard normal, or, a count, of a uniform by inversion. */
export function drawObservation(
  given: Emission<number>,
  normal: number,
  uniform: () => number,
): number {
  if (given.kind === 'gaussian') return given.mean + Math.exp(given.logSd) * normal;
  const rate = Math.exp(given.logRate);
  if (rate > LARGEST_INVERTED_RATE) {
    const quantile = rate + Math.sqrt(rate) * normal + (normal * normal - 1) / 6;
    return Math.max(0, Math.round(quantile));
  }
  const level = uniform();
  let count = 0;
  let share = Math.exp(-rate);
  for (let below = share; below < level; below += share) {
    count++;
    share *= rate / count;
    if (share === 0) break; // rounding left the sum below 1
  }
  return count;
}
