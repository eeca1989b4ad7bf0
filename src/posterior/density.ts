/**
 * Densities of Gaussian mixtures on an axis, without a kernel estimate: q(z | c) is about
 * 1/M sum_m N(z; mu_m, sigma_m^2), psi_m = (mu_m, sigma_m) drawn from the mixing distribution.
 */
import type { Axis } from './axis.ts';
import { addGaussian } from './gaussianRow.ts';

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
      const mean = (mu[index]! - low) / spacing;
      const sd = Math.max(sigma[index]! / spacing, NARROWEST);
      if (Number.isFinite(mean + sd)) addGaussian(row, 0, count - 1, mean, sd, 1, CUT_SD);
      else row.fill(Number.NaN);
    }
    const scale = 1 / (samples * spacing);
    for (let g = 0; g < count; g++) densities[t * count + g] = row[g]! * scale;
  }
  return densities;
}
