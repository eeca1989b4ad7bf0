/**
 * A stand-in for the exact posterior where none is known: that of a model under its own joint p(x, z), by importance
 * sampling from its own q and resampling. Approximate by nature: it says how many draws it is worth, and where that is
 * too few.
 */
import type { Axis, Components } from './axis.ts';
import { mixtureDensities } from './density.ts';
import type { Moments } from './moments.ts';

/** N draws of one sequence's z from q, and what each step adds to the logarithm of their weights. */
export interface WeightedDraws {
  readonly steps: number;
  /** N */
  readonly count: number;
  readonly dimensions: number;
  /** [T, N, D] */
  readonly z: Float32Array;
  /** log p(x_t, z_t | past) - log h_K(z_t | past), nats. [T, N] */
  readonly logWeights: Float32Array;
  /** All steps are given the same past, so that the weight of a draw is that of its own step alone. */
  readonly onePast: boolean;
}

export interface ReferencePosterior {
  readonly approximate: true;
  /** Effective draws at each step, 1 / sum W^2, W the weights scaled to sum 1: 1 to N. [T] */
  readonly ess: Float64Array;
  /** Where they are under `POOR_ESS`. [T] */
  readonly poor: readonly boolean[];
  /** Of the asked dimension, from all draws by their weights. [T] */
  readonly moments: readonly Moments[];
  /** As equally likely Gaussians, what all pictures and statistics take: resampled draws, slightly widened. [T, N, D] */
  readonly components: Components;
  /** Their density on the axis. [T, G] */
  readonly density: Float32Array;
}

/** With fewer effective draws the mean is more than a tenth of an sd off, and the shape is noise. */
export const POOR_ESS = 100;

/**
 * Widths are this share of Silverman's rule 0.9 min(sd, IQR / 1.34) n^(-1/5) (1986, eq. 3.31), which is made for one
 * mode and would run several together; n is the effective number.
 */
const BANDWIDTH_SHARE = 0.5;

/**
 * The reference p(z_t | x_1..x_t) (`filter`) or p(z_t | x_1..x_T) (`smoother`) of a model; given one past,
 * p(z_t | past, x_t) whichever is asked.
 *
 * A step at which no weight is finite has ess 0, is poor, and NaN elsewhere.
 *
 * @throws RangeError when the arrays are not as long as they say
 */
export function referencePosterior(
  draws: WeightedDraws,
  dimension: number,
  axis: Axis,
  given: 'filter' | 'smoother',
): ReferencePosterior {
  const { steps, count, dimensions, z } = draws;
  if (z.length !== steps * count * dimensions || draws.logWeights.length !== steps * count) {
    throw new RangeError(
      `${z.length} values and ${draws.logWeights.length} weights are not ${steps} x ${count} draws of ${dimensions}`,
    );
  }
  const shares = sharesOf(draws, given);
  const ess = Float64Array.from(shares, (share) => {
    const square = share.reduce((sum, w) => sum + w * w, 0);
    return square > 0 ? 1 / square : 0;
  });
  const mu = new Float32Array(z.length);
  const sigma = new Float32Array(z.length);
  const moments: Moments[] = [];
  for (const [t, share] of shares.entries()) {
    const chosen = resampled(share);
    for (let d = 0; d < dimensions; d++) {
      const values = Float64Array.from(
        { length: count },
        (_, n) => z[(t * count + n) * dimensions + d]!,
      );
      const of = weightedMoments(values, share);
      if (d === dimension) moments.push(of);
      const width = bandwidth(values, chosen, of.sd, ess[t]!);
      chosen.forEach((n, m) => {
        mu[(t * count + m) * dimensions + d] = n < 0 ? Number.NaN : values[n]!;
        sigma[(t * count + m) * dimensions + d] = width;
      });
    }
  }
  return {
    approximate: true,
    ess,
    poor: Array.from(ess, (value) => !(value >= POOR_ESS)),
    moments,
    components: { mu, sigma, dimensions },
    density: mixtureDensities(mu, sigma, steps, count, dimensions, dimension, axis),
  };
}

/** The weights at every step, scaled to sum 1; 0 throughout where none is finite. [T][N] */
function sharesOf(
  { steps, count, logWeights, onePast }: WeightedDraws,
  given: 'filter' | 'smoother',
): Float64Array[] {
  const soFar = new Float64Array(count);
  const logs = Array.from({ length: steps }, (_, t) => {
    for (let n = 0; n < count; n++) {
      const step = logWeights[t * count + n]!;
      soFar[n] = onePast ? step : soFar[n]! + step;
    }
    return soFar.slice();
  });
  return logs.map((own) => {
    const log = given === 'smoother' && !onePast ? logs.at(-1)! : own;
    const most = log.reduce((a, b) => (b > a ? b : a), Number.NEGATIVE_INFINITY);
    const weights = log.map((value) => {
      const weight = Math.exp(value - most);
      return Number.isFinite(weight) ? weight : 0;
    });
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return weights.map((weight) => (total > 0 ? weight / total : 0));
  });
}

/** Which draw each of N equally likely ones is: systematic resampling from the middle of the first part. [N] */
function resampled(shares: Float64Array): Int32Array {
  const count = shares.length;
  const chosen = new Int32Array(count).fill(-1);
  let n = 0;
  let reached = shares[0]!;
  if (!shares.some((share) => share > 0)) return chosen;
  for (let m = 0; m < count; m++) {
    while (reached < (m + 0.5) / count && n < count - 1) reached += shares[++n]!;
    chosen[m] = n;
  }
  return chosen;
}

function weightedMoments(values: Float64Array, shares: Float64Array): Moments {
  const total = shares.reduce((sum, share) => sum + share, 0);
  let mean = 0;
  for (const [n, share] of shares.entries()) if (share > 0) mean += (share / total) * values[n]!;
  let [m2, m3, m4] = [0, 0, 0];
  for (const [n, share] of shares.entries()) {
    if (share === 0) continue;
    const d = values[n]! - mean;
    m2 += (share / total) * d * d;
    m3 += (share / total) * d * d * d;
    m4 += (share / total) * d * d * d * d;
  }
  if (total === 0) mean = m2 = Number.NaN;
  return { mean, sd: Math.sqrt(m2), skewness: m3 / m2 ** 1.5, excessKurtosis: m4 / m2 ** 2 - 3 };
}

function bandwidth(values: Float64Array, chosen: Int32Array, sd: number, ess: number): number {
  const sorted = Float64Array.from(chosen, (n) => values[n] ?? Number.NaN).sort();
  const quantile = (share: number) => sorted[Math.round(share * (sorted.length - 1))]!;
  const range = (quantile(0.75) - quantile(0.25)) / 1.34;
  const width = range > 0 ? Math.min(sd, range) : sd;
  return BANDWIDTH_SHARE * 0.9 * width * ess ** -0.2;
}
