/**
 * What the draws of psi say about a mixing distribution (MODEL section 1), from log q(z_t | psi_k) of one z_t
 * and its psi_0..psi_K at each of R rows (sequences times steps).
 */

export interface MixingSpread {
  /** Extra draws K; the mixture has K + 1. */
  readonly mixingSamples: number;
  /** B_K = E[ log q(z | psi_0) - log h_K(z) ], nats a step: 0 to log(K + 1). */
  readonly regulariser: number;
  /** B_K / log(K + 1): near 1 the bound is loose, at 0 psi is a point. NaN where K is 0. */
  readonly gauge: number;
  /** Mean of 1 / sum w_k^2, w = softmax of log q(z | psi_k): how many of the K + 1 draws explain z. */
  readonly ess: number;
}

/**
 * @param logDensities [R, K + 1], psi_0, which made z, first in each row; nats
 * @throws RangeError when they are no whole rows
 */
export function mixingSpread(logDensities: Float32Array, mixingSamples: number): MixingSpread {
  const width = mixingSamples + 1;
  const rows = logDensities.length / width;
  if (!(Number.isInteger(rows) && rows > 0)) {
    throw new RangeError(`${logDensities.length} densities are no rows of ${width}`);
  }
  let regulariser = 0;
  let ess = 0;
  for (let from = 0; from < logDensities.length; from += width) {
    const row = logDensities.subarray(from, from + width);
    const most = row.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    let sum = 0;
    let squares = 0;
    for (const value of row) {
      const weight = Math.exp(value - most);
      sum += weight;
      squares += weight * weight;
    }
    regulariser += (row[0]! - most - Math.log(sum / width)) / rows;
    ess += (sum * sum) / squares / rows;
  }
  return { mixingSamples, regulariser, gauge: regulariser / Math.log(width), ess };
}

/** A dimension of z is active where the variance over rows of E_q[z_d] - mu_p,d is above this. */
export const ACTIVE_VARIANCE = 0.01;

/**
 * Var over rows of how far x moves each dimension of z from its prior (Burda et al. 2015, 1509.00519, with the
 * prior's own mean taken off). `shifts` = E_q[z] - mu_p in units of z's scale [R, D]. [D]
 */
export function shiftVariances(shifts: Float32Array, dimensions: number): Float64Array {
  const rows = shifts.length / dimensions;
  return Float64Array.from({ length: dimensions }, (_, d) => {
    let mean = 0;
    for (let i = d; i < shifts.length; i += dimensions) mean += shifts[i]! / rows;
    let variance = 0;
    for (let i = d; i < shifts.length; i += dimensions) variance += (shifts[i]! - mean) ** 2 / rows;
    return variance;
  });
}
