/** A density on an axis as masses: by the trapezoid rule, scaled to mass 1 on the axis. */
import type { Axis } from './axis.ts';

/**
 * The share of the mass at each value of the axis; they add up to 1. What lies off the axis is not seen.
 * NaN throughout where the density has no finite, positive mass. [G]
 *
 * @param density [G], on any scale
 * @throws RangeError when the density is not as long as the axis
 */
export function massShares(density: ArrayLike<number>, axis: Axis): Float64Array {
  const last = axis.count - 1;
  if (density.length !== axis.count) {
    throw new RangeError(`the density holds ${density.length} values, the axis ${axis.count}`);
  }
  const shares = Float64Array.from(density);
  shares[0]! /= 2;
  shares[last]! /= 2;
  const total = shares.reduce((sum, value) => sum + value, 0);
  const valid = total > 0 && total < Number.POSITIVE_INFINITY;
  return shares.map((value) => (valid ? value / total : Number.NaN));
}

/** F at the values of the axis: 0 at the first, 1 at the last, linear in between; else as `massShares`. [G] */
export function cumulative(density: ArrayLike<number>, axis: Axis): Float64Array {
  const shares = massShares(density, axis);
  const last = axis.count - 1;
  const distribution = new Float64Array(axis.count);
  for (let g = 1; g <= last; g++) {
    // The end values' shares were halved already.
    const before = shares[g - 1]! * (g === 1 ? 1 : 0.5);
    distribution[g] = distribution[g - 1]! + before + shares[g]! * (g === last ? 1 : 0.5);
  }
  // Rounding would leave the last a little off 1, and a flat tail with it.
  return distribution.map((value) => value / distribution[last]!);
}

/** The mass of a density on its axis, unscaled: well under 1 where the axis cuts some of it off. */
export function massOnAxis(density: ArrayLike<number>, { low, high, count }: Axis): number {
  let sum = -(density[0]! + density[count - 1]!) / 2;
  for (let g = 0; g < count; g++) sum += density[g]!;
  return (sum * (high - low)) / (count - 1);
}
