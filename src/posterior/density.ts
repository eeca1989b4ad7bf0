/**
 * Densities of Gaussian mixtures on an axis, without a kernel estimate: q(z | c) is about
 * 1/M sum_m N(z; mu_m, sigma_m^2), psi_m = (mu_m, sigma_m) drawn from the mixing distribution.
 */
import type { Axis } from './axis.ts';

/** A component is 0 beyond so many of its standard deviations (2e-9 of its mass lies there). */
const CUT_SD = 6;

/**
 * Narrowest component the axis can show, in spacings. One that is narrower would fall between two values
 * and vanish, and is drawn this wide instead, with its mass kept.
 */
const NARROWEST = 0.7;

/**
 * For each step, 1/M sum_m N(axis_g; mu[t, m, d], sigma[t, m, d]^2), d = `dimension`. Per unit of z.
 *
 * @param mu [T, M, D]
 * @param sigma [T, M, D], standard deviations
 * @returns [T, G]; a step with a component that is not finite is NaN throughout
 * @throws RangeError when the arrays are not T·M·D long or `dimension` is not below D
 */
export function mixtureDensities(
  mu: Float32Array,
  sigma: Float32Array,
  steps: number,
  samples: number,
  dimensions: number,
  dimension: number,
  axis: Axis,
): Float32Array {
  const length = steps * samples * dimensions;
  if (mu.length !== length || sigma.length !== length) {
    throw new RangeError(
      `mu and sigma hold ${mu.length} and ${sigma.length} values, expected ${steps} x ${samples} x ${dimensions}`,
    );
  }
  if (!(dimension >= 0 && dimension < dimensions)) {
    throw new RangeError(`dimension ${dimension} was asked of ${dimensions}`);
  }
  const { low, high, count } = axis;
  const spacing = (high - low) / (count - 1);
  const densities = new Float32Array(steps * count); // [T, G]
  const row = new Float64Array(count); // [G]
  for (let t = 0; t < steps; t++) {
    row.fill(0);
    for (let m = 0; m < samples; m++) {
      const index = (t * samples + m) * dimensions + dimension;
      const sd = sigma[index]! / spacing;
      addGaussian(row, (mu[index]! - low) / spacing, Math.max(sd, NARROWEST));
    }
    const scale = 1 / (samples * spacing);
    for (let g = 0; g < count; g++) densities[t * count + g] = row[g]! * scale;
  }
  return densities;
}

/** Adds N(g; mean, sd^2) to row[g]; mean and sd in spacings, sd >= 0. */
function addGaussian(row: Float64Array, mean: number, sd: number): void {
  if (!Number.isFinite(mean) || !Number.isFinite(sd)) {
    row.fill(Number.NaN);
    return;
  }
  const last = row.length - 1;
  const from = Math.max(0, Math.ceil(mean - CUT_SD * sd));
  const to = Math.min(last, Math.floor(mean + CUT_SD * sd));
  if (from > to) return;
  // exp(-(d + n)^2 c) = exp(-d^2 c) exp(-2dc)^n exp(-c)^(n^2): three exponentials a component and
  // products from there, walking away from the mean so that nothing grows.
  const start = Math.min(to, Math.max(from, Math.round(mean)));
  const c = 0.5 / (sd * sd);
  const d = start - mean;
  const peak = Math.exp(-d * d * c) / (sd * Math.sqrt(2 * Math.PI));
  const shrink = Math.exp(-2 * c);
  let value = peak;
  let ratio = Math.exp(-(2 * d + 1) * c);
  row[start]! += value;
  for (let g = start + 1; g <= to; g++) {
    value *= ratio;
    ratio *= shrink;
    row[g]! += value;
  }
  value = peak;
  ratio = Math.exp((2 * d - 1) * c);
  for (let g = start - 1; g >= from; g--) {
    value *= ratio;
    ratio *= shrink;
    row[g]! += value;
  }
}
