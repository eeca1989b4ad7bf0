/** How two dimensions of z hang together: their joint density, Pearson correlation and mutual information. */
import { type Axis, axisValues, type Components } from './axis.ts';
import { addGaussian } from './gaussianRow.ts';

/** As in `density.ts`: a component is 0 beyond 6 sd, and drawn at least 0.7 spacings wide. */
const CUT_SD = 6;
const NARROWEST = 0.7;

/**
 * Correlation of dimensions `a` and `b` under 1/M sum_m N(mu_m, diag sigma_m^2): exact, no grid. Within a
 * component they are independent, so all of it comes from the means. With sigma 0 it is the correlation
 * of the sample mu. NaN where a component is not finite or a dimension does not vary.
 */
export function mixtureCorrelation(components: Components, a: number, b: number): number {
  const { mu, sigma, dimensions } = components;
  const count = mu.length / dimensions;
  let [meanA, meanB] = [0, 0];
  for (let i = 0; i < mu.length; i += dimensions) {
    meanA += mu[i + a]! / count;
    meanB += mu[i + b]! / count;
  }
  let [varianceA, varianceB, covariance] = [0, 0, 0];
  for (let i = 0; i < mu.length; i += dimensions) {
    const dA = mu[i + a]! - meanA;
    const dB = mu[i + b]! - meanB;
    varianceA += dA * dA + sigma[i + a]! ** 2;
    varianceB += dB * dB + sigma[i + b]! ** 2;
    covariance += dA * dB;
  }
  return covariance / Math.sqrt(varianceA * varianceB);
}

/**
 * 1/M sum_m N(z_a; ...) N(z_b; ...) on a grid: no kernel estimate. Per unit of z_a and z_b.
 *
 * @returns [A, B], z_a in rows; NaN throughout where a component is not finite
 */
export function jointDensity(
  { mu, sigma, dimensions }: Components,
  a: number,
  b: number,
  axisA: Axis,
  axisB: Axis,
): Float64Array {
  const joint = new Float64Array(axisA.count * axisB.count); // [A, B]
  const count = mu.length / dimensions;
  for (let i = 0; i < mu.length; i += dimensions) {
    const alongA = component(mu[i + a]!, sigma[i + a]!, axisA);
    const alongB = component(mu[i + b]!, sigma[i + b]!, axisB);
    if (alongA === null || alongB === null) return joint.fill(Number.NaN);
    for (let row = alongA.from; row <= alongA.to; row++) {
      const share = alongA.values[row]! / count;
      const start = row * axisB.count;
      for (let column = alongB.from; column <= alongB.to; column++) {
        joint[start + column]! += share * alongB.values[column]!;
      }
    }
  }
  return joint;
}

/** One component on one axis, per unit of z: `values` are 0 outside from..to. Null where it is not finite. */
function component(mu: number, sigma: number, { low, high, count }: Axis) {
  const spacing = (high - low) / (count - 1);
  const mean = (mu - low) / spacing;
  const sd = Math.max(sigma / spacing, NARROWEST);
  if (!Number.isFinite(mean + sd)) return null;
  const values = new Float64Array(count);
  addGaussian(values, 0, count - 1, mean, sd, 1 / spacing, CUT_SD);
  return {
    values,
    from: Math.max(0, Math.ceil(mean - CUT_SD * sd)),
    to: Math.min(count - 1, Math.floor(mean + CUT_SD * sd)),
  };
}

/** Pearson correlation of a density on a grid, scaled to mass 1 on it. `joint` [A, B] */
export function gridCorrelation(joint: ArrayLike<number>, axisA: Axis, axisB: Axis): number {
  const shares = jointShares(joint, axisA, axisB);
  const { rows, columns } = margins(shares, axisA.count, axisB.count);
  const [dA, varianceA] = centred(rows, axisA);
  const [dB, varianceB] = centred(columns, axisB);
  let covariance = 0;
  for (let i = 0; i < dA.length; i++) {
    for (let j = 0; j < dB.length; j++) covariance += shares[i * dB.length + j]! * dA[i]! * dB[j]!;
  }
  return covariance / Math.sqrt(varianceA * varianceB);
}

/**
 * Mutual information of two dimensions in nats: sum p log(p / (p_a p_b)) over the grid, p scaled to mass
 * 1. At least 0, and 0 to rounding for a product. `joint` [A, B]
 */
export function mutualInformation(joint: ArrayLike<number>, axisA: Axis, axisB: Axis): number {
  const shares = jointShares(joint, axisA, axisB);
  const { rows, columns } = margins(shares, axisA.count, axisB.count);
  let sum = 0;
  for (let i = 0; i < rows.length; i++) {
    for (let j = 0; j < columns.length; j++) {
      const together = shares[i * columns.length + j]!;
      const apart = rows[i]! * columns[j]!;
      // apart - together adds up to 0 and makes every term, so the sum, at least 0. No floor is needed:
      // where p is above 0 its margins are, unless their product underflows, and then p is below 1e-160.
      sum += apart - together;
      if (together !== 0 && apart !== 0) sum += together * Math.log(together / apart);
    }
  }
  return Math.max(0, sum);
}

/** Mutual information from the components, by their joint density on the grid of two axes. */
export function mixtureMutualInformation(
  components: Components,
  a: number,
  b: number,
  axisA: Axis,
  axisB: Axis,
): number {
  return mutualInformation(jointDensity(components, a, b, axisA, axisB), axisA, axisB);
}

/** Masses by the trapezoid rule in both directions, adding up to 1. [A, B] */
function jointShares(joint: ArrayLike<number>, axisA: Axis, axisB: Axis): Float64Array {
  if (joint.length !== axisA.count * axisB.count) {
    throw new RangeError(
      `the joint holds ${joint.length} values, the axes ${axisA.count} x ${axisB.count}`,
    );
  }
  const halved = Float64Array.from(joint);
  for (let i = 0; i < axisA.count; i++) {
    halved[i * axisB.count]! /= 2;
    halved[(i + 1) * axisB.count - 1]! /= 2;
  }
  for (let j = 0; j < axisB.count; j++) {
    halved[j]! /= 2;
    halved[(axisA.count - 1) * axisB.count + j]! /= 2;
  }
  const total = halved.reduce((sum, value) => sum + value, 0);
  return halved.map((value) => (total > 0 ? value / total : Number.NaN));
}

function margins(shares: Float64Array, rowCount: number, columnCount: number) {
  const rows = new Float64Array(rowCount);
  const columns = new Float64Array(columnCount);
  for (let i = 0; i < rowCount; i++) {
    for (let j = 0; j < columnCount; j++) {
      rows[i]! += shares[i * columnCount + j]!;
      columns[j]! += shares[i * columnCount + j]!;
    }
  }
  return { rows, columns };
}

/** Distances of an axis' values from the mean under `shares`, and the variance. */
function centred(shares: Float64Array, axis: Axis): [distances: Float64Array, variance: number] {
  const values = axisValues(axis);
  const mean = values.reduce((sum, value, g) => sum + value * shares[g]!, 0);
  const distances = values.map((value) => value - mean);
  return [distances, distances.reduce((sum, d, g) => sum + d * d * shares[g]!, 0)];
}
