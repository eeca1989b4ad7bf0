/** Mean, standard deviation, skewness and excess kurtosis of one dimension of z. */
import { type Axis, axisValues, type Components } from './axis.ts';
import { massShares } from './mass.ts';

export interface Moments {
  readonly mean: number;
  readonly sd: number;
  /** m_3 / m_2^1.5, 0 for a Gaussian. */
  readonly skewness: number;
  /** m_4 / m_2^2 - 3, 0 for a Gaussian. */
  readonly excessKurtosis: number;
}

/**
 * Moments of 1/M sum_m N(mu[m, d], sigma[m, d]^2), d = `dimension`: exact, no grid. With sigma 0 they are
 * those of the sample mu. NaN where a component is not finite or there is none; skewness and kurtosis are
 * NaN where sd is 0.
 */
export function mixtureMoments({ mu, sigma, dimensions }: Components, dimension: number): Moments {
  const count = mu.length / dimensions;
  let mean = 0;
  for (let i = dimension; i < mu.length; i += dimensions) mean += mu[i]! / count;
  let [m2, m3, m4] = [0, 0, 0];
  for (let i = dimension; i < mu.length; i += dimensions) {
    const d = mu[i]! - mean;
    const variance = sigma[i]! * sigma[i]!;
    m2 += d * d + variance;
    m3 += d * (d * d + 3 * variance);
    m4 += d * d * (d * d + 6 * variance) + 3 * variance * variance;
  }
  return moments(mean, m2 / count, m3 / count, m4 / count);
}

/**
 * Moments of a density on its axis, by the trapezoid rule, after scaling it to mass 1: exact to rounding
 * where it is smooth and dies out inside the axis.
 *
 * @param density [G]
 * @throws RangeError when the density is not as long as the axis
 */
export function densityMoments(density: ArrayLike<number>, axis: Axis): Moments {
  const values = axisValues(axis);
  const shares = massShares(density, axis);
  let mean = 0;
  for (let g = 0; g < values.length; g++) mean += shares[g]! * values[g]!;
  let [m2, m3, m4] = [0, 0, 0];
  for (let g = 0; g < values.length; g++) {
    const d = values[g]! - mean;
    m2 += shares[g]! * d * d;
    m3 += shares[g]! * d * d * d;
    m4 += shares[g]! * d * d * d * d;
  }
  return moments(mean, m2, m3, m4);
}

/** Central moments m2, m3, m4. */
function moments(mean: number, m2: number, m3: number, m4: number): Moments {
  return { mean, sd: Math.sqrt(m2), skewness: m3 / m2 ** 1.5, excessKurtosis: m4 / (m2 * m2) - 3 };
}
